import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClickhouseServer } from '../../scripts/clickhouse/clickhouseServer.ts';
import { readerSettings } from '../../scripts/clickhouse/profileFile.ts';
import { type OnClickhouse, toClickhouse } from '../../scripts/clickhouse/toClickhouse.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { loadDataset } from '../../src/ingest/loadDataset.ts';
import { sql } from '../../src/sql/sql.ts';
import { deliveryOf } from '../../src/testing/deliveryOf.ts';
import { itHasTheFigures } from '../../src/testing/itHasTheFigures.ts';
import { startClickhouse, type TestServer } from './server.ts';
import { loadInto, readerOf } from './shopOnBoth.ts';

const real = '../shared/data/greenery';

let server: TestServer;
let admin: ClickhouseServer;
beforeAll(async () => {
  server = await startClickhouse({ settings: readerSettings });
  admin = new ClickhouseServer({ url: server.url, database: 'default', ...server.loader });
});
afterAll(() => server.close());

const load = (from: string, database: string, batchRows?: number) =>
  toClickhouse({
    from,
    id: 'shop',
    currency: 'USD',
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
  #left = 11;

  override insert(statement: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#left-- === 0) return Promise.reject(new TypeError('The line broke.'));
    return super.insert(statement, body);
  }
}

describe('a load that was broken off', () => {
  let native: NodeEngine;
  /** The rows of the tables that were sent whole, and those of the one at hand. */
  const [whole, begun] = [578 + 81 + 1845 + 4513, 2000];
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
    expect(await countOf(`system.tables where database = 'broken'`)).toBe(12);
  });

  it('begins a table again of which nobody knows how much was sent', async () => {
    await breakOff('unclear');
    await admin.exec(`insert into unclear.session_events_loading (session_id) values ('s')`);
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
    expect(await countOf(`system.tables where database = 'broken'`)).toBe(12);
  });
});

it('a wrong password is told before anything is prepared', async () => {
  const login = { url: server.url, database: 'sample', ...server.loader, password: 'guessed' };
  await expect(toClickhouse({ from: 'no such folder', id: 'shop', currency: 'USD', server: login })).rejects.toThrow(
    'Authentication failed',
  );
});
