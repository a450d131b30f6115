import * as fc from 'fast-check';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClickhouseServer } from '../../scripts/clickhouse/clickhouseServer.ts';
import { martsFile } from '../../scripts/clickhouse/martDdl.ts';
import { martsFromRawFile, rawTableStatements } from '../../scripts/clickhouse/martModels.ts';
import { readerSettings } from '../../scripts/clickhouse/profileFile.ts';
import { findTables } from '../../scripts/dataset/findTables.ts';
import { databaseMemory } from '../../scripts/dataset/databaseMemory.ts';
import { loadFiles } from '../../scripts/dataset/loadFiles.ts';
import type { Engine, Row } from '../../src/engine/engine.ts';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { exactText } from '../../src/model/dialect.ts';
import { otherMartStatements } from '../../src/model/marts.ts';
import { type MartTable, martTables, rawTables, type Table } from '../../src/model/tables.ts';
import { ident, join as joined, param, sql } from '../../src/sql/sql.ts';
import { arbitraryShop } from '../../src/testing/arbitraryShop.ts';
import { loadShop } from '../../src/testing/loadShop.ts';
import { near } from './near.ts';
import { withoutTwoLevelsAtOnce } from './oneLevelAtATime.ts';
import { startClickhouse, type TestServer } from './server.ts';
import { readerOf } from './shopOnBoth.ts';
import { statementsOf } from './statementsOf.ts';

const marts = Object.keys(martTables) as MartTable[];

let server: TestServer;
let admin: ClickhouseServer;
let native: NodeEngine;
let folder: string;
beforeAll(async () => {
  server = await startClickhouse({ settings: readerSettings });
  admin = new ClickhouseServer({ url: server.url, database: 'default', ...server.loader });
  native = await openNodeEngine();
  folder = await mkdtemp(join(tmpdir(), 'clickhouse-raw-'));
});
afterAll(async () => {
  await native.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** Gives the server the raw tables of the native engine, as a shop has them, and lets it make the marts in `database`. */
async function madeOnServer(database: string): Promise<Engine> {
  const target = new ClickhouseServer({ url: server.url, database, ...server.loader });
  await admin.exec('drop database if exists raw sync');
  await admin.exec(`create database ${database}`);
  for (const statement of statementsOf(martsFile())) await target.exec(statement);
  const all = statementsOf(martsFromRawFile());
  const before = rawTableStatements().length;
  for (const statement of all.slice(0, before)) await target.exec(statement);
  for (const [name, { columns }] of Object.entries(rawTables as Readonly<Record<string, Table>>)) {
    const used = Object.entries(columns).flatMap(([column, { unused }]) => (unused === true ? [] : [ident(column)]));
    const path = join(folder, `${name}.parquet`);
    await native.exec(
      sql`copy (select ${joined(used, ', ')} from raw.${ident(name)}) to (${param(path, 'varchar')}) (format parquet)`,
    );
    await admin.insert(`insert into raw.${name} format Parquet`, new Uint8Array(await readFile(path)));
  }
  for (const statement of all.slice(before)) await target.exec(statement);
  return readerOf(server, database);
}

/** All rows of a mart, in one order. */
async function rowsOf(engine: Engine, mart: MartTable): Promise<readonly Row[]> {
  const columns = Object.entries((martTables[mart] as Table).columns).map(([column, { type }]) =>
    type === 'timestamp' ? sql`${exactText(ident(column))} as ${ident(column)}` : ident(column),
  );
  const rows = await engine.run(sql`select ${joined(columns, ', ')} from ${ident(mart)} as mart`);
  return rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

async function expectSameMarts(remote: Engine): Promise<void> {
  for (const mart of marts) {
    const wanted = await rowsOf(native, mart);
    const given = await rowsOf(remote, mart);
    expect({ mart, rows: given.map((row, at) => near(row, wanted[at])) }).toEqual({ mart, rows: wanted });
  }
}

describe('ClickHouse makes of a shop’s tables the marts that DuckDB makes', () => {
  it('of the sample', async () => {
    await loadFiles(native, (await findTables('public/data/greenery')).tables, await databaseMemory(native));
    for (const { sql: made } of otherMartStatements) await native.exec(made);
    const remote = await madeOnServer('made');
    await expectSameMarts(remote);
    expect(await remote.run(sql`select count(*) as n from sessions`)).toEqual([{ n: 578 }]);
    await remote.close();
  });

  it('of random small shops', async () => {
    let shop = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryShop, async (drawn) => {
        await loadShop(native, withoutTwoLevelsAtOnce(drawn));
        const remote = await madeOnServer(`made${shop++}`);
        await expectSameMarts(remote);
        await remote.close();
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});
