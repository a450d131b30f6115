import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClickhouseServer, type ServerLogin } from '../../scripts/clickhouse/clickhouseServer.ts';
import { readerSettings } from '../../scripts/clickhouse/profileFile.ts';
import { type OnClickhouse, toClickhouse } from '../../scripts/clickhouse/toClickhouse.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { loadDataset } from '../../src/ingest/loadDataset.ts';
import { serverDataset } from '../../src/ingest/serverDataset.ts';
import { martTables } from '../../src/model/tables.ts';
import { sql } from '../../src/sql/sql.ts';
import { deliveryOf } from '../../src/testing/deliveryOf.ts';
import { itHasTheFigures } from '../../src/testing/itHasTheFigures.ts';
import { startClickhouse, type TestServer } from './server.ts';
import { loadInto, readerOf } from './shopOnBoth.ts';

/** The marts, and the table that tells what they are. */
const tables = Object.keys(martTables).length + 1;

const real = '../shared/data/greenery';

let server: TestServer;
let admin: ClickhouseServer;
beforeAll(async () => {
  server = await startClickhouse({ settings: readerSettings });
  admin = new ClickhouseServer({ url: server.url, database: 'default', ...server.loader });
});
afterAll(() => server.close());

/** How it is told. */
const shop = { id: 'shop', title: 'The ‘shop’', description: null, currency: 'USD' };

const load = (from: string, database: string, batchRows?: number) =>
  toClickhouse({
    from,
    ...shop,
    server: { url: server.url, database, ...server.loader },
    ...(batchRows === undefined ? {} : { batchRows }),
  });

describe.each(
  [
    { name: 'the generated sample', folder: 'public/data/greenery', database: 'sample' },
    { name: 'the shop’s own rows', folder: real, database: 'real' },
  ].filter(({ folder }) => folder !== real || existsSync(real)),
)('the reference figures come out of ClickHouse, of $name', ({ folder, database }) => {
  let result: OnClickhouse;
  let engine: Engine;
  beforeAll(async () => {
    await admin.exec(`create database ${database}`);
    result = await load(folder, database, 1000);
    engine = await readerOf(server, database);
  });
  it('every row is told', () => {
    expect(result.loaded.rows).toMatchObject({ sessions: 578, session_events: 3553, facts: 1 });
    expect(result.loaded.resumed).toBe(0);
  });
  itHasTheFigures(() => engine);
});

/** A line that breaks after some inserts. */
class BreakingServer extends ClickhouseServer {
  #left = 6;

  override insert(statement: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#left-- === 0) return Promise.reject(new TypeError('The line broke.'));
    return super.insert(statement, body);
  }
}

/** Notes which tables take another’s place, and breaks before the one after so many. */
class SwappingServer extends ClickhouseServer {
  readonly swapped: string[] = [];
  readonly #most: number;

  constructor(login: ServerLogin, most: number) {
    super(login);
    this.#most = most;
  }

  override exec(text: string, values?: Readonly<Record<string, string>>): Promise<void> {
    const [, table] = /^exchange tables .*\.(\w+) and/.exec(text) ?? [];
    if (table !== undefined) {
      if (this.swapped.length === this.#most) return Promise.reject(new TypeError('The line broke.'));
      this.swapped.push(table);
    }
    return super.exec(text, values);
  }
}

describe('a load that was broken off', () => {
  let native: NodeEngine;
  /** The rows of the tables that were sent whole, and those of the one at hand. */
  const [whole, begun] = [578 + 81 + 1845, 2000];
  beforeAll(async () => {
    native = await openNodeEngine();
    await loadDataset({ engine: native, ...deliveryOf('public/data/greenery') });
  });
  afterAll(() => native.close());

  const breakOff = async (database: string) => {
    const breaking = new BreakingServer({ url: server.url, database: 'default', ...server.loader });
    await expect(loadInto(server, database, native, 1000, breaking)).rejects.toThrow('The line broke.');
    await expect(readerOf(server, database)).rejects.toThrow('The table sessions is missing.');
  };
  const countOf = async (source: string) => Number((await admin.rows(`select count() from ${source}`))[0]?.[0]);

  it('goes on where it stopped', async () => {
    await breakOff('broken');
    expect((await loadInto(server, 'broken', native)).resumed).toBe(whole + begun);
    expect(await countOf('broken.session_events')).toBe(3553);
    expect(await countOf(`system.tables where database = 'broken'`)).toBe(tables);
  });

  it('begins a table again of which nobody knows how much was sent', async () => {
    await breakOff('unclear');
    await admin.exec(`insert into unclear.session_events_loading (session) values (1)`);
    expect((await loadInto(server, 'unclear', native)).resumed).toBe(whole);
    expect(await countOf('unclear.session_events')).toBe(3553);
  });

  it('begins a table again whose rows are others by now', async () => {
    await breakOff('changed');
    await native.exec(sql`update session_events set order_id = 'another' where rowid = 3000`);
    expect((await loadInto(server, 'changed', native)).resumed).toBe(whole);
    expect(await countOf(`changed.session_events where order_id = 'another'`)).toBe(1);
  });

  it('replaces what was there in one go', async () => {
    await native.exec(sql`delete from order_lines where order_id = (select min(order_id) from order_lines)`);
    const before = await countOf('broken.order_lines');
    await loadInto(server, 'broken', native);
    expect(await countOf('broken.order_lines')).toBeLessThan(before);
    expect(await countOf(`system.tables where database = 'broken'`)).toBe(tables);
  });
});

describe('the table dataset', () => {
  const told = async (database: string) =>
    serverDataset(
      await readerOf(server, database),
      { engine: 'clickhouse', url: server.url, database, user: server.reader.user },
      {},
    );
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clickhouse-dataset-'));
    await cp('public/data/greenery', folder, { recursive: true, filter: (path) => !path.endsWith('.parquet') });
    await admin.exec('create database described');
    await load(folder, 'described');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('tells the page what a manifest tells of files', async () => {
    const { manifest, issues } = await told('described');
    expect(manifest).toMatchObject({ ...shop, description: expect.stringContaining('Made from ') as string });
    expect(manifest.newest).toMatch(/^2021-02-12T08:55:36Z$/);
    expect(issues).toEqual([]);
  });

  it('has the same version for the same rows, and another for others', async () => {
    const before = (await told('described')).manifest.dataVersion;
    await load(folder, 'described');
    expect((await told('described')).manifest.dataVersion).toBe(before);
    const file = join(folder, 'events.csv');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [lines[0], ...lines.slice(2)].join('\n'));
    await load(folder, 'described');
    expect((await told('described')).manifest.dataVersion).not.toBe(before);
  });

  it('is changed last, and not by a load that breaks off before', async () => {
    const before = (await told('described')).manifest.dataVersion;
    const native = await openNodeEngine();
    await loadDataset({ engine: native, ...deliveryOf('public/data/greenery') });
    const login = { url: server.url, database: 'default', ...server.loader };
    const breaking = new SwappingServer(login, Object.keys(martTables).length - 1);
    await expect(loadInto(server, 'described', native, 1000, breaking)).rejects.toThrow('The line broke.');
    expect((await told('described')).manifest.dataVersion).toBe(before);
    const whole = new SwappingServer(login, Infinity);
    await loadInto(server, 'described', native, 1000, whole);
    expect(whole.swapped).toEqual([...Object.keys(martTables), 'dataset']);
    expect((await told('described')).manifest.dataVersion).not.toBe(before);
    await native.close();
  });
});

it('a wrong password is told before anything is prepared', async () => {
  const login = { url: server.url, database: 'sample', ...server.loader, password: 'guessed' };
  await expect(toClickhouse({ from: 'no such folder', ...shop, server: login })).rejects.toThrow(
    'Authentication failed',
  );
});
