import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fatal } from '../../src/ingest/issue.ts';
import type { DataFile } from '../../src/ingest/source.ts';
import { rawTables, type RawTable } from '../../src/model/tables.ts';

/** The raw tables in a folder, by file name, and the files that are none. */
export interface FolderContent {
  readonly tables: readonly DataFile<RawTable>[];
  readonly ignored: readonly string[];
}

/** Where a table is there in both formats, Parquet is taken: it knows its types. */
const formats = ['parquet', 'csv'] as const;

/** Looks for `events.csv`, `users.parquet` and so on. Throws DatasetError when there is no such folder or no events in it. */
export async function findTables(folder: string): Promise<FolderContent> {
  const names = await namesIn(folder);
  const tables: DataFile<RawTable>[] = [];
  for (const table of Object.keys(rawTables) as RawTable[]) {
    for (const format of formats) {
      const file = names.find((name) => name.toLowerCase() === `${table}.${format}`);
      if (file === undefined) continue;
      const { size } = await stat(join(folder, file));
      tables.push({ table, file, format, bytes: size, rows: null, sha256: null });
      break;
    }
  }
  const ignored = names.filter((name) => !tables.some(({ file }) => file === name));
  if (!tables.some(({ table }) => table === 'events')) {
    throw fatal(
      `${folder} holds neither events.csv nor events.parquet. ` +
        `It holds: ${names.join(', ') || 'nothing'}. Files are recognised by these names: ${Object.keys(rawTables).join(', ')}.`,
    );
  }
  return { tables, ignored };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    throw fatal(`There is no folder ${folder}.`, {}, cause);
  }
}
