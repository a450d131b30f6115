import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeEngine, WrittenTable } from '../../src/engine/node.ts';
import { databaseStorage, martsCatalog, nameMarts } from '../../src/ingest/attachedMarts.ts';
import type { DatabaseFile } from '../../src/ingest/databaseFile.ts';
import { type FileEntry, publishedTables, sizeOf } from '../../src/ingest/publishedManifest.ts';
import { type MartTable, martTables, type Table } from '../../src/model/tables.ts';
import { ident, join as joined, param, type Scalar, sql, type Sql } from '../../src/sql/sql.ts';

/** What `writeMarts` wrote, as a manifest lists it. */
export interface WrittenMarts {
  readonly database: DatabaseFile & { readonly sha256: string };
  readonly tables: FileEntry<MartTable>[];
}

/** Rows with equal keys stand together, so that a filter on them passes over most blocks, and texts that repeat take less room. */
const firstKeys: Partial<Record<MartTable, readonly string[]>> = {
  sessions: ['started_at'],
  session_events: ['happened_at'],
  session_steps: ['happened_at'],
  orders: ['created_at'],
};

/** As DuckDB’s own tables: what one thread reads at a time. */
const rowGroup = 122_880;

const databaseName = 'dataset.duckdb';

/**
 * Writes the marts that the engine holds into `folder`: one database file with all of them, and each as Parquet. The same data
 * gives the same Parquet files; the database file is the same, byte for byte, when the engine has one thread. The engine then
 * holds the marts of that database file, which was checked as the page does.
 */
export async function writeMarts(
  engine: NodeEngine,
  folder: string,
  report: (done: number, total: number, file: string) => void,
): Promise<WrittenMarts> {
  const total = 2 * publishedTables.length;
  const path = join(folder, databaseName);
  async function* inOrder(): AsyncGenerator<WrittenTable> {
    for (const [index, mart] of publishedTables.entries()) {
      report(index, total, databaseName);
      yield { name: mart, rows: sql`select ${columnsOf(mart)} from main.${ident(mart)} order by ${orderOf(mart)}` };
      await engine.exec(sql`drop table main.${ident(mart)}`);
    }
  }
  await engine.writeDatabase(path, { storage: databaseStorage }, inOrder());
  await engine.attachFile(martsCatalog, path);
  await nameMarts(engine);
  const tables: FileEntry<MartTable>[] = [];
  for (const [index, mart] of publishedTables.entries()) {
    report(publishedTables.length + index, total, `${mart}.parquet`);
    tables.push(await writeTable(engine, folder, mart, ident(mart), sizeOf(mart, ident(mart))));
  }
  report(total, total, databaseName);
  return { database: { ...(await written(path)), file: databaseName, storage: databaseStorage }, tables };
}

/** Writes the rows of `source` in the order they have. `size` gives one row `{ row_count, newest }` about them. */
export async function writeTable<T extends string>(
  engine: NodeEngine,
  folder: string,
  table: T,
  source: Sql,
  size: Sql,
): Promise<FileEntry<T>> {
  const file = `${table}.parquet`;
  const path = join(folder, file);
  await engine.exec(sql`
    copy (select * from ${source}) to (${param(path, 'varchar')})
    (format parquet, compression zstd, row_group_size ${param(rowGroup, 'integer')})`);
  const [row] = await engine.run(size);
  const newest = textOrNull(row?.['newest']);
  return { table, file, format: 'parquet', rows: Number(row?.['row_count']), ...(await written(path)), newest };
}

function columnsOf(mart: MartTable): Sql {
  return joined(Object.keys(martTables[mart].columns).map(ident), ', ');
}

/** Grouped by their keys, and so unique in them, whatever was delivered. */
const grouped: ReadonlySet<MartTable> = new Set<MartTable>(['sessions', 'session_products', 'order_lines']);

/** Complete, so that the same rows are in the same order whatever the number of threads. */
function orderOf(mart: MartTable): Sql {
  const { key, columns }: Table = martTables[mart];
  const rest = grouped.has(mart) ? key : [...key, ...Object.keys(columns)];
  return joined([...new Set([...(firstKeys[mart] ?? []), ...rest])].map(ident), ', ');
}

async function written(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

function textOrNull(value: Scalar | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
