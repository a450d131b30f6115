import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Delivery, ReadFile } from '../ingest/loadDataset.ts';
import { rawTables, type RawTable } from '../model/tables.ts';

/** The raw tables that lie in a folder as `<table>.csv` or `<table>.parquet`, and the way to read them. */
export function deliveryOf(
  folder: string,
  format: 'csv' | 'parquet' = 'csv',
): { delivery: Delivery; readFile: ReadFile } {
  const tables = (Object.keys(rawTables) as RawTable[])
    .map((table) => ({ table, file: `${table}.${format}` }))
    .filter(({ file }) => existsSync(join(folder, file)))
    .map((entry) => ({ ...entry, format, bytes: statSync(join(folder, entry.file)).size, rows: null, sha256: null }));
  return {
    delivery: { kind: 'raw', tables },
    readFile: ({ file }) => Promise.resolve(new Uint8Array(readFileSync(join(folder, file)))),
  };
}
