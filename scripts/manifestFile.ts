import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Manifest, parseManifest } from '../src/ingest/manifest.ts';
import type { MartTable, RawTable } from '../src/model/tables.ts';

/** What is known of a table's file before its bytes are looked at. */
export interface DescribedFile<T extends string> {
  readonly table: T;
  /** Ends in `.parquet` or `.csv`. */
  readonly file: string;
  readonly rows: number;
  /** Newest time in the table, ISO to the second with Z; null where none tells how fresh it is. */
  readonly newest: string | null;
}

/** A table that stands in a dataset's folder as a file. */
export interface WrittenTable extends DescribedFile<RawTable | MartTable> {
  readonly format: 'csv' | 'parquet';
}

/** How a manifest lists a table's file. */
export interface FileEntry<T extends string> {
  table: T;
  file: string;
  format: 'csv' | 'parquet';
  rows: number;
  bytes: number;
  sha256: string;
  newest: string | null;
}

/** The manifest's entry for a file with this content. */
export function fileEntry<T extends string>(described: DescribedFile<T>, content: Uint8Array): FileEntry<T> {
  return {
    table: described.table,
    file: described.file,
    format: described.file.endsWith('.parquet') ? 'parquet' : 'csv',
    rows: described.rows,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    newest: described.newest,
  };
}

/** A hash of the tables' hashes: the same for the same content, in whatever order the tables are listed. */
export function dataVersion(tables: readonly { readonly table: string; readonly sha256: string }[]): string {
  const lines = tables.map(({ table, sha256 }) => `${table} ${sha256}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

/** The content of a JSON file, for people to read and for version control to compare. */
export function jsonText(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * Writes `manifest.json` beside the files of a dataset, with their sizes and hashes and the data version made of them. Throws
 * when the page would refuse the manifest.
 */
export async function writeManifest(
  folder: string,
  about: Pick<Manifest, 'id' | 'title' | 'description' | 'currency' | 'kind' | 'newest'>,
  tables: readonly WrittenTable[],
  downloads: readonly WrittenTable[] = [],
): Promise<void> {
  const entries = await entriesOf(folder, tables);
  const text = jsonText({
    format: 1,
    ...about,
    dataVersion: dataVersion(entries),
    tables: entries,
    ...(downloads.length > 0 ? { downloads: await entriesOf(folder, downloads) } : {}),
  });
  parseManifest(text, 'manifest.json');
  await writeFile(join(folder, 'manifest.json'), text);
}

async function entriesOf(folder: string, tables: readonly WrittenTable[]): Promise<FileEntry<RawTable | MartTable>[]> {
  return Promise.all(
    tables.map(async (written) => ({
      ...fileEntry(written, await readFile(join(folder, written.file))),
      format: written.format,
    })),
  );
}
