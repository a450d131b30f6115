import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { fatal } from '../../src/ingest/issue.ts';
import { loadDataset } from '../../src/ingest/loadDataset.ts';
import type { LoadReport } from '../../src/ingest/martsOfRaw.ts';
import { loadTable } from '../../src/ingest/loadTable.ts';
import { datasetIdPattern, parseCatalog, type Catalog, type Manifest } from '../../src/ingest/manifest.ts';
import {
  catalogWith,
  type FileEntry,
  fileEntry,
  jsonText,
  martsManifest,
  newestEvent,
  publishedTables,
  sizeOf,
} from '../../src/ingest/publishedManifest.ts';
import { type Column, type MartTable, rawTables } from '../../src/model/tables.ts';
import { ident, param, type Scalar, sql, type Sql } from '../../src/sql/sql.ts';
import { findTables } from './findTables.ts';

export interface PrepareOptions {
  /** Folder with the shop's files. */
  readonly from: string;
  /** Folder that holds the datasets; the new one gets a folder named by its id there. */
  readonly out: string;
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Adds the users table with names and addresses as a download. */
  readonly keepPersonal: boolean;
  /** Names the dataset in the catalogue, so that the page offers it. */
  readonly list: boolean;
}

export interface Prepared {
  readonly report: LoadReport;
  readonly ignored: readonly string[];
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * Makes a publishable dataset of the files in a folder: the marts as Parquet, and their manifest. Throws DatasetError when the
 * files cannot be loaded; what was published under that id before stays as it was then.
 */
export async function prepareDataset(options: PrepareOptions): Promise<Prepared> {
  const folder = destination(options);
  const { tables, ignored } = await findTables(options.from);
  const catalog = options.list ? await catalogFor(options) : null;
  // One thread adds numbers in one order: the same files give the same bytes.
  const engine = await openNodeEngine({ threads: 1 });
  const unfinished = `${folder}.unfinished`;
  try {
    const report = await loadDataset({
      engine,
      delivery: { kind: 'raw', tables },
      readFile: ({ file }) => readFile(join(options.from, file)),
    });
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    const manifest = await writeMarts(
      engine,
      unfinished,
      options,
      tables.map(({ file }) => file),
    );
    const users = tables.find(({ table }) => table === 'users');
    if (options.keepPersonal && users !== undefined) {
      const bytes = await readFile(join(options.from, users.file));
      const columns = Object.entries(rawTables.users.columns as Readonly<Record<string, Column>>);
      const all = Object.fromEntries(columns.map(([name, { type }]) => [name, { type, means: '' }]));
      await loadTable(engine, users, bytes, { name: sql`people`, columns: all });
      const size = sql`select count(*) as row_count from people`;
      manifest.downloads = [await writeTable(engine, unfinished, 'users', sql`people`, size)];
    }
    await writeFile(join(unfinished, 'manifest.json'), jsonText(manifest));
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    if (catalog !== null) await writeFile(join(options.out, 'catalog.json'), jsonText(catalog));
    return { report, ignored, folder, manifest };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await engine.close();
  }
}

function destination({ id, out, from, currency }: PrepareOptions): string {
  if (!/^[A-Z]{3}$/.test(currency)) throw fatal(`"${currency}" is no currency code such as USD.`);
  if (!datasetIdPattern.test(id)) {
    throw fatal(`"${id}" cannot be an id: it stands in links, so take small letters, digits, - and _.`);
  }
  const folder = join(out, id);
  if (resolve(folder) === resolve(from))
    throw fatal(`${folder} holds the files themselves. Take another id or another --out.`);
  if (existsSync(folder) && !existsSync(join(folder, 'manifest.json'))) {
    throw fatal(`${folder} is there and is no dataset. Take another id or another --out.`);
  }
  return folder;
}

async function writeMarts(
  engine: NodeEngine,
  folder: string,
  { id, title, description, currency }: PrepareOptions,
  files: readonly string[],
): Promise<Manifest> {
  const entries: FileEntry<MartTable>[] = [];
  for (const mart of publishedTables) {
    entries.push(await writeTable(engine, folder, mart, ident(mart), sizeOf(mart, ident(mart))));
  }
  const about = { id, title, description: description ?? `Made from ${files.join(', ')}.`, currency };
  const [row] = await engine.run(newestEvent());
  return martsManifest({ ...about, newest: textOrNull(row?.['newest']) }, entries);
}

/** Sorted, so that the same data gives the same file. */
async function writeTable<T extends string>(
  engine: NodeEngine,
  folder: string,
  table: T,
  source: Sql,
  size: Sql,
): Promise<FileEntry<T>> {
  const file = `${table}.parquet`;
  const path = join(folder, file);
  await engine.exec(
    sql`copy (select * from ${source} order by all) to (${param(path, 'varchar')}) (format parquet, compression zstd)`,
  );
  const [row] = await engine.run(size);
  const newest = textOrNull(row?.['newest']);
  return fileEntry({ table, file, rows: Number(row?.['row_count']), newest }, await readFile(path));
}

function textOrNull(value: Scalar | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

async function catalogFor({ out, id, title, description }: PrepareOptions): Promise<Catalog> {
  const path = join(out, 'catalog.json');
  const catalog = existsSync(path) ? parseCatalog(await readFile(path, 'utf8'), path) : { default: id, datasets: [] };
  return catalogWith(catalog, { id, title, description: description ?? '' });
}
