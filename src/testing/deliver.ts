import { createHash } from 'node:crypto';
import type { ReadFile } from '../ingest/loadDataset.ts';
import type { DataFile } from '../ingest/source.ts';
import type { RawTable } from '../model/tables.ts';

type Content = string | Uint8Array;

/** Files as a shop would deliver them, with the promises a manifest would make about them, and a way to read them. */
export function deliver(
  contents: Partial<Record<RawTable, Content>>,
  promise: Partial<DataFile> = {},
): { delivery: { kind: 'raw'; tables: readonly DataFile<RawTable>[] }; readFile: ReadFile } {
  const bytes = new Map<string, Uint8Array>();
  const tables = Object.entries(contents).map(([table, content]): DataFile<RawTable> => {
    const encoded = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const format = encoded[0] === 0x50 && encoded[3] === 0x31 ? 'parquet' : 'csv';
    const file = `${table}.${format}`;
    bytes.set(file, encoded);
    const sha256 = createHash('sha256').update(encoded).digest('hex');
    return { file, format, bytes: encoded.length, rows: null, sha256, ...promise, table: table as RawTable };
  });
  return {
    delivery: { kind: 'raw', tables },
    readFile: ({ file }, onBytes) => {
      const content = bytes.get(file) ?? new Uint8Array();
      onBytes(content.length);
      return Promise.resolve(content.slice());
    },
  };
}
