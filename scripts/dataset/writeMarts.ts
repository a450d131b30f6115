import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Row } from '../../src/engine/engine.ts';
import { type NodeEngine, writtenCatalog, type WrittenTable } from '../../src/engine/node.ts';
import { databaseStorage, detailsFile, mainFile, nameMarts, wholeFile } from '../../src/ingest/attachedMarts.ts';
import { columnTypes } from '../../src/ingest/castColumn.ts';
import type { DatabaseFile } from '../../src/ingest/databaseFile.ts';
import { type FileEntry, publishedTables, sizeOf } from '../../src/ingest/publishedManifest.ts';
import { martStatements, otherMartStatements } from '../../src/model/marts.ts';
import { type Column, type MartTable, martTables, type Table } from '../../src/model/tables.ts';
import { ident, join as joined, param, type Scalar, sql, type Sql } from '../../src/sql/sql.ts';
import { compressionOf } from './compression.ts';
import { partsOfFile } from './partsOfFile.ts';
import { slicesOfEvents, slicesOfSessions } from './slicesOfSessions.ts';

type HashedDatabase = DatabaseFile & { readonly sha256: string };

/** What `writeMarts` wrote, as a manifest lists it. */
export interface WrittenMarts {
  readonly database: HashedDatabase & { readonly details?: HashedDatabase };
  readonly tables: FileEntry<MartTable>[];
}

/** Rows with equal keys stand together, so that a filter on them passes over most blocks, and texts that repeat take less room. */
const firstKeys: Partial<Record<MartTable, readonly string[]>> = {
  sessions: ['session'],
  session_events: ['session', 'happened_at'],
  steps_out_of_order: ['session', 'happened_at'],
  orders: ['created_at'],
};

/** As DuckDB’s own tables: what one thread reads at a time. */
const rowGroup = 122_880;

/** A column with more values has no dictionary: to begin one of ids and give it up takes longer than all the rest. */
const mostInDictionary = 1000;

const databaseName = 'dataset.duckdb';
const detailsName = 'details.duckdb';

/** With so many events, what is detailed have a file of their own, which a page fetches after the other: some 20 MB. */
const apartFrom = 500_000;

/** How far it is: which mart is made next, or which file is written. */
export type WriteReport = (step: 'marts' | 'written', done: number, total: number, file: string) => void;

/**
 * Writes the marts into `folder`: one database file with all of them, or two from `apart` events on, and each as Parquet. They are those that
 * the engine holds, or with `from` `raw` those of its raw tables as `loadFiles` leaves them, which are made in the file itself, one at a time,
 * and the raw tables dropped. The same files give the same Parquet files; the database file is the same, byte for byte, when the engine has
 * one thread. The engine then holds the marts of that database file, which was checked as the page does.
 */
export async function writeMarts(
  engine: NodeEngine,
  folder: string,
  from: 'marts' | 'raw',
  report: WriteReport,
  apart: number = apartFrom,
): Promise<WrittenMarts> {
  const [counted] = await engine.run(
    from === 'raw'
      ? sql`select (select count(*) from raw.events) as events, (select count(*) from raw.products) as products`
      : sql`select (select count(*) from session_events) as events, (select count(*) from products) as products`,
  );
  const isApart = Number(counted?.['events']) >= apart;
  const files = isApart ? [mainFile, detailsFile] : [wholeFile];
  const layout: Layout = {
    placeOf: (mart) => files.findIndex(({ marts }) => marts.includes(mart)),
    products: Number(counted?.['products']),
  };
  const names = [databaseName, detailsName].slice(0, files.length);
  const paths = names.map((name) => join(folder, name));
  const made = from === 'raw' ? madeInPlace(engine, layout, report) : copied(engine, layout, report);
  await engine.writeDatabases(paths, { storage: databaseStorage }, made);
  await attachWritten(engine, paths);
  // Hashes are computed while the database writes the next file.
  const databases = paths.map(inPieces);
  for (const database of databases) database.catch(() => undefined);
  const entries: Promise<FileEntry<MartTable>>[] = [];
  const before = from === 'raw' ? 0 : publishedTables.length;
  const total = before + publishedTables.length;
  for (const [index, mart] of publishedTables.entries()) {
    report('written', before + index, total, `${mart}.parquet`);
    const { entry } = await writeTable(engine, folder, mart, ident(mart), sizeOf(mart, ident(mart)));
    entries.push(entry);
  }
  report('written', total, total, databaseName);
  const [main, details] = (await Promise.all(databases)).map((hashed, place) => ({
    ...hashed,
    file: names[place] ?? '',
    storage: databaseStorage,
  }));
  if (main === undefined) throw new Error('No database file was written.');
  return { database: details === undefined ? main : { ...main, details }, tables: await Promise.all(entries) };
}

/**
 * Makes the engine hold the marts of database files that `writeMarts` wrote, that of details second if there is one. Gives how a mart is
 * named as the table it is there; its plain name is a view of that.
 */
export async function attachWritten(engine: NodeEngine, paths: readonly string[]): Promise<(mart: MartTable) => Sql> {
  const files = paths.length === 1 ? [wholeFile] : [mainFile, detailsFile];
  for (const [place, file] of files.entries()) {
    await engine.attachFile(file.catalog, paths[place] ?? '');
    await nameMarts(engine, file);
  }
  return (mart) => {
    const file = files.find(({ marts }) => marts.includes(mart)) ?? wholeFile;
    return sql`${ident(file.catalog)}.main.${ident(mart)}`;
  };
}

interface Layout {
  /** The place of the database file that a mart is written into. */
  readonly placeOf: (mart: MartTable) => number;
  /** How many products the shop tells of. */
  readonly products: number;
}

/** The marts that the engine holds, each dropped when it is written. */
async function* copied(engine: NodeEngine, layout: Layout, report: WriteReport): AsyncGenerator<WrittenTable> {
  for (const [index, mart] of publishedTables.entries()) {
    report('written', index, 2 * publishedTables.length, databaseName);
    yield { ...tableOf(mart, layout), parts: [inOrder(mart, sql`main.${ident(mart)}`)] };
    await engine.exec(sql`drop table main.${ident(mart)}`);
  }
}

/** What is told of a table before its rows. */
function tableOf(mart: MartTable, { placeOf, products }: Layout): Omit<WrittenTable, 'parts'> {
  const columns = Object.entries(martTables[mart].columns as Readonly<Record<string, Column>>).map(
    ([name, column]) => sql`${ident(name)} ${columnTypes[column.type].duckdb}${compressionOf(name, column, products)}`,
  );
  return { name: mart, place: placeOf(mart), columns: joined(columns, ', ') };
}

/**
 * The marts of the raw tables and what the checks left beside them. A later one reads the earlier ones in the file. The events, which take
 * most of the memory, are dropped before the marts that do not read them.
 */
async function* madeInPlace(engine: NodeEngine, layout: Layout, report: WriteReport): AsyncGenerator<WrittenTable> {
  const ofEvents = otherMartStatements.filter(({ readsEvents }) => readsEvents);
  const others = otherMartStatements.filter(({ readsEvents }) => !readsEvents);
  const before = martStatements.length - otherMartStatements.length;
  for (const [index, { table, mart, rows, sql: made }] of [...ofEvents, ...others].entries()) {
    report('marts', before + index, martStatements.length, table);
    if (index === ofEvents.length) await engine.exec(sql`drop table raw.events`);
    if (mart === null) {
      await engine.exec(made);
      continue;
    }
    const source = sql`(${rows})`;
    const slices = await slicesOf(engine, mart);
    yield { ...tableOf(mart, layout), parts: slices.map((slice) => inOrder(mart, source, slice)) };
    await engine.exec(
      sql`create view main.${ident(mart)} as from ${writtenCatalog(layout.placeOf(mart))}.${ident(mart)}`,
    );
  }
  for (const mart of publishedTables) await engine.exec(sql`drop view main.${ident(mart)}`);
  await engine.exec(sql`drop schema raw cascade`);
}

/** Conditions on the rows of a mart, which are made a slice at a time, in its order, where all of them would not fit into memory. */
async function slicesOf(engine: NodeEngine, mart: MartTable): Promise<readonly Sql[]> {
  if (mart === 'session_events') {
    return slicesOfEvents(engine, sql`session`, sql`happened_at`);
  }
  if (mart === 'session_products') {
    const [counted] = await engine.run(sql`select count(*) as sessions from raw.session_starts`);
    return slicesOfSessions(Number(counted?.['sessions']), sql`session`);
  }
  return [sql`true`];
}

function inOrder(mart: MartTable, source: Sql, which: Sql = sql`true`): Sql {
  return sql`select ${columnsOf(mart)} from ${source} as made where ${which} order by ${orderOf(mart)}`;
}

/**
 * Writes the rows of `source` in the order they have. `size` gives one row `{ row_count, newest }` about them. Resolves when the file is
 * written; `entry` waits for its hash.
 */
export async function writeTable<T extends string>(
  engine: NodeEngine,
  folder: string,
  table: T,
  source: Sql,
  size: Sql,
): Promise<{ readonly entry: Promise<FileEntry<T>> }> {
  const file = `${table}.parquet`;
  const path = join(folder, file);
  await engine.exec(sql`
    copy (select * from ${source}) to (${param(path, 'varchar')})
    (
      format parquet, parquet_version 'v2', compression zstd, compression_level 1, dictionary_size_limit ${param(mostInDictionary, 'integer')},
      row_group_size ${param(rowGroup, 'integer')}, write_bloom_filter false
    )`);
  const [row] = await engine.run(size);
  const entry = entryOf(table, path, row);
  entry.catch(() => undefined);
  return { entry };
}

async function entryOf<T extends string>(table: T, path: string, size: Row | undefined): Promise<FileEntry<T>> {
  const newest = textOrNull(size?.['newest']);
  const rows = Number(size?.['row_count']);
  return { table, file: basename(path), format: 'parquet', rows, ...(await written(path)), newest };
}

function columnsOf(mart: MartTable): Sql {
  return joined(Object.keys(martTables[mart].columns).map(ident), ', ');
}

/** What no two rows have in common, whatever was delivered: they are grouped by it, or numbered. */
const uniqueIn: Partial<Record<MartTable, readonly string[]>> = {
  sessions: ['session'],
  session_products: ['session', 'product_id'],
  order_lines: ['order_id', 'product_id'],
};

/** Complete, so that the same rows are in the same order whatever the number of threads, and short: each column more takes long to sort by. */
function orderOf(mart: MartTable): Sql {
  const { key, columns }: Table = martTables[mart];
  const rest = uniqueIn[mart] ?? [...key, ...Object.keys(columns)];
  return joined([...new Set([...(firstKeys[mart] ?? []), ...rest])].map(ident), ', ');
}

/** Bytes that are hashed at a time. */
const hashedBytes = 1024 ** 2;

async function written(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  for await (const part of partsOfFile(path, hashedBytes)) hash.update(part);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

function textOrNull(value: Scalar | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Large enough that few are counted, small enough that a page holds two of them easily. */
const pieceBytes = 16 * 1024 ** 2;

/** As `written`, and the hash of each piece, which a page checks while the next one arrives. */
async function inPieces(path: string) {
  const whole = createHash('sha256');
  const sha256: string[] = [];
  let piece = createHash('sha256');
  let length = 0;
  let bytes = 0;
  const end = () => {
    sha256.push(piece.digest('hex'));
    piece = createHash('sha256');
    length = 0;
  };
  for await (const part of partsOfFile(path, hashedBytes)) {
    whole.update(part);
    bytes += part.length;
    for (let from = 0; from < part.length;) {
      const room = part.subarray(from, from + pieceBytes - length);
      piece.update(room);
      length += room.length;
      from += room.length;
      if (length === pieceBytes) end();
    }
  }
  if (length > 0) end();
  return { bytes, sha256: whole.digest('hex'), pieces: { bytes: pieceBytes, sha256 } };
}
