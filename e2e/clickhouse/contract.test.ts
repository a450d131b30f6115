import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readerSettings } from '../../scripts/clickhouse/profileFile.ts';
import { openClickhouseEngine } from '../../src/engine/clickhouse.ts';
import { answeringContract } from '../../src/engine/contract.ts';
import { saidToClickhouse } from '../../src/engine/contractSaid.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { martTables } from '../../src/model/tables.ts';
import { param, sql } from '../../src/sql/sql.ts';
import { startClickhouse, type TestServer } from './server.ts';

/** The version of the package that is installed for these tests. */
const version = '26.7.2.1';

let server: TestServer;
let engine: Engine;
const open = (given: Partial<Parameters<typeof openClickhouseEngine>[0]> = {}) =>
  openClickhouseEngine({ url: server.url, database: 'default', ...server.reader, tables: {}, ...given });

beforeAll(async () => {
  server = await startClickhouse({
    settings: { ...readerSettings, max_memory_usage: '300000000', max_result_rows: '150000' },
  });
  engine = await open();
});
afterAll(() => server.close());

describe('a real ClickHouse', () => {
  it('stops a withdrawn question itself, also one with values', async () => {
    const stop = new AbortController();
    const question = sql`select count(*) as n from numbers(100000000000) where number % 7 = ${param(3, 'integer')}`;
    const running = engine.run(question, { signal: stop.signal });
    await expect.poll(() => server.running()).toBe(1);
    stop.abort();
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
    await expect.poll(() => server.running(), { timeout: 10_000 }).toBe(0);
  });

  it('gives up what takes too long, there too', async () => {
    const hasty = await open({ timeoutMs: 1000 });
    await expect(hasty.run(sql`select count(*) as n from numbers(100000000000) where number % 7 = 3`)).rejects.toThrow(
      'has not answered within 1 seconds',
    );
    await expect.poll(() => server.running(), { timeout: 10_000 }).toBe(0);
    await hasty.close();
  });

  it('tells what does not fit into its memory', async () => {
    const hungry = sql`select length(groupArray(number)) as n from numbers(1000000000)`;
    await expect(engine.run(hungry)).rejects.toMatchObject({
      kind: 'memory',
      message: expect.stringContaining('memory') as string,
    });
  });

  it('tells of an answer with too many rows instead of giving some', async () => {
    await expect(engine.run(sql`select number as n from numbers(1000000)`)).rejects.toMatchObject({
      kind: 'memory',
      message: expect.stringContaining('more rows') as string,
    });
  });

  it.each([
    ['a wrong password', { password: 'guessed' }, 'does not know this user, or the password is wrong'],
    ['a missing database', { database: 'nowhere' }, 'Database nowhere does not exist'],
    ['missing tables', { tables: martTables }, 'The table sessions is missing. The table session_days is missing.'],
  ])('is not used with %s', async (_, given, sentence) => {
    await expect(open(given)).rejects.toMatchObject({
      kind: 'start',
      message: expect.stringContaining(sentence) as string,
    });
  });
});

describe('the contract', () => {
  it.each(answeringContract(saidToClickhouse(version)))('$title', ({ check }) => check(engine));
});
