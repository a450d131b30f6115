import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { detachMarts } from '../../src/ingest/attachedMarts.ts';
import { fatal } from '../../src/ingest/issue.ts';
import { loadDataset } from '../../src/ingest/loadDataset.ts';
import type { LoadReport } from '../../src/ingest/martsOfRaw.ts';
import { loadSource } from '../../src/ingest/loadTable.ts';
import { datasetIdPattern, parseCatalog, type Catalog, type Manifest } from '../../src/ingest/manifest.ts';
import type { Progress } from '../../src/ingest/progress.ts';
import { catalogWith, jsonText, martsManifest, newestEvent } from '../../src/ingest/publishedManifest.ts';
import { type Column, rawTables } from '../../src/model/tables.ts';
import { sql } from '../../src/sql/sql.ts';
import { databaseMemory, fitsUnpacked } from './databaseMemory.ts';
import { findTables, type FoundFile } from './findTables.ts';
import { firstAnswers, writeFirstAnswers } from './firstAnswers.ts';
import { loadFiles, sourceOf } from './loadFiles.ts';
import { writeMarts, writeTable } from './writeMarts.ts';

export interface PrepareOptions {
  /** The shop's files: folders, files or patterns, as `findTables` takes them. */
  readonly from: string | readonly string[];
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
  /** Memory for the whole process, such as `4GB`; beyond it the disk is used. By default what DuckDB takes: 80 % of the machine’s. */
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
  /** Streams the files whatever their size; left out, only what is large or lies in several files is streamed. */
  readonly stream?: boolean | undefined;
  /** From so many events on, details have a database file of their own; by default half a million. */
  readonly apart?: number | undefined;
  readonly report?: ((progress: PrepareProgress) => void) | undefined;
}

/** How far it is. */
export interface PrepareProgress {
  readonly step: Progress['step'] | 'written' | 'sent';
  readonly done: number;
  readonly total: number;
  /** What comes next. */
  readonly file: string | null;
  /** Of the delivered files. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface Prepared {
  readonly report: LoadReport;
  readonly ignored: readonly string[];
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Up to here, files are read into memory whole, as the page does. */
const streamedFrom = 200_000_000;

/**
 * Makes a publishable dataset of a shop's files: the marts as one database file and as Parquet, what the first view asks, and
 * their manifest. Throws DatasetError when the files cannot be loaded; what was published under that id before stays as it was.
 */
export async function prepareDataset(options: PrepareOptions): Promise<Prepared> {
  const folder = destination(options);
  const { tables, ignored } = await findTables(options.from);
  const catalog = options.list ? await catalogFor(options) : null;
  const streams = options.stream ?? isForStreaming(tables);
  const memory = options.memory === undefined ? undefined : engineMemory(options.memory);
  const engine = await openNodeEngine({
    memoryLimit: memory === undefined ? undefined : `${memory}MB`,
    // Of what one thread does in one order, every byte comes again.
    threads: options.threads ?? (streams ? undefined : 1),
  });
  const unfinished = `${folder}.unfinished`;
  try {
    const { report } = options;
    const available = await databaseMemory(engine);
    // Nobody knows of packed files how much they hold.
    if (tables.every(isPlainText) && fitsUnpacked(bytesOf(tables), available)) await leaveUnpacked(engine);
    const loaded = streams
      ? await loadFiles(engine, tables, available, report)
      : await loadDataset({
          engine,
          delivery: { kind: 'raw', tables },
          readFile: (file) => readFile(pathOf(tables, file.file)),
          ...(report === undefined ? {} : { report }),
        });
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    const people = options.keepPersonal ? await writePeople(engine, unfinished, tables) : null;
    const totalBytes = bytesOf(tables);
    const source = streams ? 'raw' : 'marts';
    const { database, tables: written } = await writeMarts(
      engine,
      unfinished,
      source,
      (step, done, total, file) => report?.({ step, done, total, file, bytes: totalBytes, totalBytes }),
      options.apart,
    );
    const [newest] = await engine.run(newestEvent());
    const { id, title, currency } = options;
    const description = options.description ?? `Made from ${madeFrom(tables)}.`;
    const newestText = typeof newest?.['newest'] === 'string' ? newest['newest'] : null;
    const plain = await martsManifest({ id, title, description, currency, newest: newestText }, written);
    const manifest = await writeFirstAnswers(
      unfinished,
      { ...plain, kind: 'marts', tables: written, database, ...(people === null ? {} : { downloads: [people] }) },
      await firstAnswers(engine, plain, []),
    );
    await writeFile(join(unfinished, 'manifest.json'), jsonText(manifest));
    await detachMarts(engine);
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    if (catalog !== null) await writeFile(join(options.out, 'catalog.json'), jsonText(catalog));
    return { report: loaded, ignored, folder, manifest };
  } finally {
    await engine.close();
    await rm(unfinished, { recursive: true, force: true });
  }
}

const megabytes: Readonly<Record<string, number>> = { MB: 1, GB: 1000, MIB: 1.048576, GIB: 1073.741824 };

/**
 * What DuckDB may count of this much memory, in megabytes. Its limit is for the blocks it holds: reading and sorting 10 million events with a limit
 * of 2 GB, the process took 2.9 GB.
 */
function engineMemory(given: string): number {
  const [, count, unit = ''] = /^([0-9]+(?:[.][0-9]+)?) ?([MG]I?B)$/i.exec(given.trim()) ?? [];
  const size = Number(count) * (megabytes[unit.toUpperCase()] ?? Number.NaN);
  if (!(size >= leastMegabytes)) throw fatal(`“${given}” is no size of at least ${leastMegabytes}MB, such as 4GB.`);
  return Math.floor(size * 0.6);
}

const leastMegabytes = 200;

/** Tables of this engine stay as they are made: DuckDB packs those that are large when as much as this was written. */
function leaveUnpacked(engine: NodeEngine): Promise<void> {
  return engine.exec(sql`set checkpoint_threshold = '1TB'`);
}

function isPlainText({ format, isGzip }: FoundFile): boolean {
  return format === 'csv' && !isGzip;
}

function bytesOf(tables: readonly FoundFile[]): number {
  return tables.reduce((sum, { bytes }) => sum + bytes, 0);
}

function isForStreaming(tables: readonly FoundFile[]): boolean {
  const names = tables.map(({ table }) => table);
  return (
    bytesOf(tables) > streamedFrom ||
    new Set(names).size < names.length ||
    tables.some(({ isGzip, partition }) => isGzip || Object.keys(partition).length > 0)
  );
}

function pathOf(tables: readonly FoundFile[], file: string): string {
  const found = tables.find((table) => table.file === file);
  if (found === undefined) throw new Error(`${file} was not found.`);
  return found.path;
}

/** Many parts are told by their number. */
function madeFrom(tables: readonly FoundFile[]): string {
  const parts = new Map<string, string[]>();
  for (const { table, file } of tables) parts.set(table, [...(parts.get(table) ?? []), file]);
  return Array.from(parts, ([table, files]) =>
    files.length === 1 ? files.join('') : `${files.length} files of ${table}`,
  ).join(', ');
}

/** The users with their names and addresses, as delivered. */
async function writePeople(engine: NodeEngine, folder: string, tables: readonly FoundFile[]) {
  const files = tables.filter(({ table }) => table === 'users');
  if (files.length === 0) return null;
  const contract = Object.entries(rawTables.users.columns as Readonly<Record<string, Column>>);
  const columns = Object.fromEntries(contract.map(([name, { type }]) => [name, { type, means: '' }]));
  for (const users of files) {
    const target = { name: sql`people`, columns, append: files.length > 1 ? (true as const) : undefined };
    await loadSource(engine, users, await sourceOf(engine, users), target);
  }
  const size = sql`select count(*) as row_count from people`;
  return (await writeTable(engine, folder, 'users', sql`people`, size)).entry;
}

function destination({ id, out, from, currency }: PrepareOptions): string {
  if (!/^[A-Z]{3}$/.test(currency)) throw fatal(`"${currency}" is no currency code such as USD.`);
  if (!datasetIdPattern.test(id)) {
    throw fatal(`"${id}" cannot be an id: it stands in links, so take small letters, digits, - and _.`);
  }
  const folder = join(out, id);
  if ([from].flat().some((place) => resolve(folder) === resolve(place)))
    throw fatal(`${folder} holds the files themselves. Take another id or another --out.`);
  if (existsSync(folder) && !existsSync(join(folder, 'manifest.json'))) {
    throw fatal(`${folder} is there and is no dataset. Take another id or another --out.`);
  }
  return folder;
}

async function catalogFor({ out, id, title, description }: PrepareOptions): Promise<Catalog> {
  const path = join(out, 'catalog.json');
  const catalog = existsSync(path) ? parseCatalog(await readFile(path, 'utf8'), path) : { default: id, datasets: [] };
  return catalogWith(catalog, { id, title, description: description ?? '' });
}
