import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { fatal } from '../../src/ingest/issue.ts';
import { loadDataset, type LoadReport } from '../../src/ingest/loadDataset.ts';
import { loadTable } from '../../src/ingest/loadTable.ts';
import { datasetIdPattern, parseCatalog, type Catalog, type Manifest } from '../../src/ingest/manifest.ts';
import { type Column, type MartTable, martTables, rawTables } from '../../src/model/tables.ts';
import { ident, param, sql, type Sql } from '../../src/sql/sql.ts';
import { dataVersion, type FileEntry, fileEntry, jsonText } from '../manifestFile.ts';
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

/** The column that tells how fresh a mart is. */
const freshness: Partial<Record<MartTable, string>> = {
  sessions: 'ended_at',
  session_steps: 'happened_at',
  session_events: 'happened_at',
  orders: 'created_at',
  stock_levels: 'valid_from',
  stock_snapshots: 'taken_at',
  order_status: 'valid_from',
};

/**
 * Makes a publishable dataset of the files in a folder: the marts as Parquet, and their manifest. Throws DatasetError when the
 * files cannot be loaded; what was published under that id before stays as it was then.
 */
export async function prepareDataset(options: PrepareOptions): Promise<Prepared> {
  const folder = destination(options);
  const { tables, ignored } = await findTables(options.from);
  const catalog = options.list ? await catalogWith(options) : null;
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
      manifest.downloads = [await writeTable(engine, unfinished, 'users', sql`people`, null)];
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
  for (const mart of Object.keys(martTables) as MartTable[]) {
    entries.push(await writeTable(engine, folder, mart, ident(mart), freshness[mart] ?? null));
  }
  return {
    format: 1,
    id,
    title,
    description: description ?? `Made from ${files.join(', ')}.`,
    currency,
    kind: 'marts',
    newest: await newestTime(engine, sql`facts`, 'last_event_at'),
    dataVersion: dataVersion(entries),
    tables: entries,
  };
}

/** Sorted, so that the same data gives the same file. */
async function writeTable<T extends string>(
  engine: NodeEngine,
  folder: string,
  table: T,
  source: Sql,
  fresh: string | null,
): Promise<FileEntry<T>> {
  const file = `${table}.parquet`;
  const path = join(folder, file);
  await engine.exec(
    sql`copy (select * from ${source} order by all) to (${param(path, 'varchar')}) (format parquet, compression zstd)`,
  );
  const [count] = await engine.run(sql`select count(*) as row_count from ${source}`);
  const newest = fresh === null ? null : await newestTime(engine, source, fresh);
  return fileEntry({ table, file, rows: Number(count?.['row_count']), newest }, await readFile(path));
}

async function newestTime(engine: NodeEngine, source: Sql, column: string): Promise<string | null> {
  const [row] = await engine.run(
    sql`select strftime(max(${ident(column)}), '%Y-%m-%dT%H:%M:%SZ') as newest from ${source}`,
  );
  const newest = row?.['newest'] ?? null;
  return newest === null ? null : String(newest);
}

async function catalogWith({ out, id, title, description }: PrepareOptions): Promise<Catalog> {
  const path = join(out, 'catalog.json');
  const catalog = existsSync(path) ? parseCatalog(await readFile(path, 'utf8'), path) : { default: id, datasets: [] };
  const others = catalog.datasets.filter((dataset) => dataset.id !== id);
  return { ...catalog, datasets: [...others, { id, title, description: description ?? '', folder: id }] };
}
