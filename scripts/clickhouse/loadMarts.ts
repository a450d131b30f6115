import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../src/engine/engine.ts';
import { fatal } from '../../src/ingest/issue.ts';
import { type MartTable, martTables } from '../../src/model/tables.ts';
import { ident, join as joined, param, sql, type Sql } from '../../src/sql/sql.ts';
import type { ClickhouseServer } from './clickhouseServer.ts';
import { type Described, describeOnServer } from './datasetTable.ts';
import { martDdl } from './martDdl.ts';

/** How far a load is: rows of one table. */
export interface LoadProgress {
  readonly table: MartTable;
  readonly rows: number;
  readonly total: number;
}

export interface LoadOptions {
  /** Holds the marts; each as a table, of which `source` gives the name. */
  readonly engine: Engine;
  readonly source: (mart: MartTable) => Sql;
  readonly server: ClickhouseServer;
  readonly database: string;
  /** What the marts are, for the table `dataset`. */
  readonly dataset: Described;
  /** For one batch at a time. */
  readonly folder: string;
  /** Rows sent at once; 250 000 when left out. */
  readonly batchRows?: number;
  readonly report?: (progress: LoadProgress) => void;
}

/** What was loaded: rows by table, the same on both sides, and how many of them an earlier load had sent already. */
export interface Loaded {
  readonly rows: Readonly<Record<MartTable, number>>;
  readonly resumed: number;
}

const marts = Object.keys(martTables) as MartTable[];

/**
 * Loads every mart into ClickHouse: each into a table beside its own, in batches; when all are there and as many rows are on both sides, they
 * take the place of what was there before, and last of all the table `dataset` tells what they are. A load that was broken off goes on where it stopped, if the rows are still the same.
 * Rejects with a DatasetError where the server refuses or the numbers of rows differ; then what was there before is untouched.
 */
export async function loadMarts(options: LoadOptions): Promise<Loaded> {
  const { server, database, dataset } = options;
  const rows: Partial<Record<MartTable, number>> = {};
  let resumed = 0;
  for (const mart of marts) {
    const loaded = await loadMart(options, mart);
    rows[mart] = loaded.rows;
    resumed += loaded.resumed;
  }
  for (const mart of marts) {
    await server.exec(martDdl(mart, { table: name(database, mart), engine: 'MergeTree' }));
    await server.exec(`exchange tables ${name(database, mart)} and ${loadingName(database, mart)}`);
    await server.exec(`drop table ${loadingName(database, mart)} sync`);
  }
  await describeOnServer(server, quoted(database), dataset);
  return { rows: rows as Record<MartTable, number>, resumed };
}

async function loadMart(options: LoadOptions, mart: MartTable): Promise<{ rows: number; resumed: number }> {
  const { engine, server, source, database, folder, batchRows = 250_000, report } = options;
  const table = loadingName(database, mart);
  const columns = joined(Object.keys(martTables[mart].columns).map(ident), ', ');
  const [told] = await engine.run(sql`
    select count(*) as total, coalesce(cast(bit_xor(hash(mart, rowid)) as varchar), '') as fingerprint
    from ${source(mart)} as mart`);
  const total = Number(told?.['total']);
  const comment = `a load of ${total} rows, ${String(told?.['fingerprint'])}, by ${batchRows}`;
  const resumed = await sentBefore(options, mart, comment);
  for (let from = resumed; from < total; from += batchRows) {
    report?.({ table: mart, rows: from, total });
    const path = join(folder, `${mart}.parquet`);
    const to = from + batchRows;
    await engine.exec(sql`
      copy (
        select ${columns} from ${source(mart)}
        where rowid >= ${param(from, 'bigint')} and rowid < ${param(to, 'bigint')}
        order by rowid
      ) to (${param(path, 'varchar')}) (format parquet, compression zstd, row_group_size ${param(batchRows, 'integer')})`);
    await server.insert(`insert into ${table} format Parquet`, new Uint8Array(await readFile(path)));
    await rm(path);
  }
  report?.({ table: mart, rows: total, total });
  const there = await countIn(server, table);
  if (there !== total) {
    await server.exec(`drop table ${table} sync`);
    throw fatal(`${mart} has ${total} rows here and ${there} on the server. Load it again.`);
  }
  return { rows: total, resumed };
}

/** How many rows of this very load are on the server already; makes an empty table for them where there is none. */
async function sentBefore(
  { server, database, batchRows = 250_000 }: LoadOptions,
  mart: MartTable,
  comment: string,
): Promise<number> {
  const table = loadingName(database, mart);
  const [before] = await server.rows(
    'select comment from system.tables where database = {database:String} and name = {name:String}',
    { database, name: `${mart}_loading` },
  );
  if (before?.[0] === comment) {
    const there = await countIn(server, table);
    // Less than a whole batch: nobody knows which rows.
    if (there % batchRows === 0 || comment.startsWith(`a load of ${there} rows`)) return there;
  }
  if (before !== undefined) await server.exec(`drop table ${table} sync`);
  await server.exec(martDdl(mart, { table, engine: 'MergeTree', comment }));
  return 0;
}

async function countIn(server: ClickhouseServer, table: string): Promise<number> {
  const [row] = await server.rows(`select count() from ${table}`);
  return Number(row?.[0]);
}

function name(database: string, table: string): string {
  return `${quoted(database)}.${table}`;
}

function quoted(database: string): string {
  return `"${database.replaceAll('"', '')}"`;
}

function loadingName(database: string, mart: MartTable): string {
  return name(database, `${mart}_loading`);
}
