import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataVersion } from '../src/ingest/dataVersion.ts';
import { type Manifest, parseManifest } from '../src/ingest/manifest.ts';
import { type DescribedFile, type FileEntry, fileEntry, jsonText } from '../src/ingest/publishedManifest.ts';
import type { MartTable, RawTable } from '../src/model/tables.ts';

/** A table that stands in a dataset's folder as a file. */
export interface WrittenTable extends DescribedFile<RawTable | MartTable> {
  readonly format: 'csv' | 'parquet';
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
    dataVersion: await dataVersion(entries),
    tables: entries,
    ...(downloads.length > 0 ? { downloads: await entriesOf(folder, downloads) } : {}),
  });
  parseManifest(text, 'manifest.json');
  await writeFile(join(folder, 'manifest.json'), text);
}

async function entriesOf(folder: string, tables: readonly WrittenTable[]): Promise<FileEntry<RawTable | MartTable>[]> {
  return Promise.all(
    tables.map(async (written) => ({
      ...(await fileEntry(written, await readFile(join(folder, written.file)))),
      format: written.format,
    })),
  );
}
