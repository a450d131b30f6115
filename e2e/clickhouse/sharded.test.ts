import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClickhouseServer } from '../../scripts/clickhouse/clickhouseServer.ts';
import { shardedFile } from '../../scripts/clickhouse/martDdl.ts';
import { readerSettings } from '../../scripts/clickhouse/profileFile.ts';
import { openClickhouseEngine } from '../../src/engine/clickhouse.ts';
import type { Engine, Row } from '../../src/engine/engine.ts';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { loadDataset } from '../../src/ingest/loadDataset.ts';
import { type Counting, noFilters } from '../../src/model/filters.ts';
import { factsQuery } from '../../src/model/queries/facts.ts';
import { sessionMarksQuery } from '../../src/model/queries/sessionEvents.ts';
import { martTables } from '../../src/model/tables.ts';
import { askFirstQuestions } from '../../src/queries/firstQuestions.ts';
import { sql } from '../../src/sql/sql.ts';
import { deliveryOf } from '../../src/testing/deliveryOf.ts';
import { askedOf } from './askedOf.ts';
import { inOneOrder } from './inOneOrder.ts';
import { near } from './near.ts';
import { questions } from './questions.ts';
import { startClickhouse, type TestServer } from './server.ts';
import { loadInto, readerOf } from './shopOnBoth.ts';
import { statementsOf } from './statementsOf.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };

/** This very process, as often as it is named: each time it is another shard. */
const here = '127.0.0.1';
/** Nobody listens there. */
const lost = '127.0.0.1:1';

/** The tables that `sharded.sql` spreads. */
const spread = new Set(
  Array.from(shardedFile().matchAll(/create table if not exists (\w+)_local/g), ([, name]) => name),
);

let server: TestServer;
let admin: ClickhouseServer;
let native: NodeEngine;
beforeAll(async () => {
  server = await startClickhouse({ settings: readerSettings });
  admin = new ClickhouseServer({ url: server.url, database: 'default', ...server.loader });
  native = await openNodeEngine();
  await loadDataset({ engine: native, ...deliveryOf('public/data/greenery') });
  await loadInto(server, 'whole', native);
});
afterAll(async () => {
  await native.close();
  await server.close();
});

/** Makes `database` hold the sample as a cluster would: what is spread has a part of its rows on each of these shards. */
async function spreadOver(database: string, shards: readonly string[]): Promise<void> {
  await admin.exec(`create database ${database}`);
  for (const mart of Object.keys(martTables)) {
    const [table, whole] = [`${database}.${mart}`, `whole.${mart}`];
    if (!spread.has(mart)) {
      await admin.exec(`create view ${table} as select * from ${whole}`);
      continue;
    }
    await admin.exec(
      `create view ${table}_local as select * from ${whole} where intHash64(session) % ${shards.length} = shardNum() - 1`,
    );
    await admin.exec(`create table ${table} as remote('${shards.join(',')}', ${database}, ${mart}_local)`);
  }
}

/** The rows of everything that the funnel asks, by the name of the question. */
async function funnelOf(engine: Engine): Promise<ReadonlyMap<string, readonly Row[]>> {
  const answers = new Map<string, readonly Row[]>();
  await askFirstQuestions(async ({ name, sql: query, row }) => {
    // The search for drivers, which ClickHouse plans for half a minute, is compared elsewhere.
    const rows = name.startsWith('candidates for drivers') ? [] : await engine.run(query);
    answers.set(name, inOneOrder(name, rows));
    return rows.map(row);
  }, counting);
  return answers;
}

describe('a table on two shards', () => {
  it('is answered as a whole one', async () => {
    await spreadOver('halves', [here, here]);
    const [parts] = await admin.rows(
      'select arraySort(groupArray((shard, n))) from (select shardNum() as shard, count() as n from halves.sessions group by shard)',
    );
    expect(parts?.[0]).toMatch(/^\[\(1,\d+\),\(2,\d+\)\]$/);
    const [remote, whole] = [await readerOf(server, 'halves'), await readerOf(server, 'whole')];
    const [given, wanted] = [await funnelOf(remote), await funnelOf(whole)];
    expect(wanted.size).toBeGreaterThan(15);
    for (const [name, rows] of wanted)
      expect({ name, rows: given.get(name)?.map((row, at) => near(row, rows[at])) }).toEqual({ name, rows });
  });
});

describe('a cluster of two shards', () => {
  /** Holds the sample in the tables of `sharded.sql`, but for what each shard keeps: a part of the rows that are there already. */
  async function clusterWith(productMode: string): Promise<{ cluster: TestServer; engine: Engine }> {
    const cluster = await startClickhouse({
      settings: { ...readerSettings, distributed_product_mode: productMode },
      shards: 2,
    });
    await loadInto(cluster, 'whole', native);
    const login = { url: cluster.url, ...cluster.loader };
    await new ClickhouseServer({ ...login, database: 'default' }).exec('create database shop');
    const target = new ClickhouseServer({ ...login, database: 'shop' });
    for (const mart of Object.keys(martTables)) {
      const rows = `select * from whole.${mart}`;
      await target.exec(
        spread.has(mart)
          ? `create view ${mart}_local as ${rows} where intHash64(session) % 2 = shardNum() - 1`
          : `create view ${mart} as ${rows}`,
      );
    }
    for (const statement of statementsOf(shardedFile()).filter((text) => text.includes('Distributed(')))
      await target.exec(statement.replace(" on cluster '{cluster}'", '').replaceAll('{cluster}', 'cluster'));
    return { cluster, engine: await readerOf(cluster, 'shop') };
  }

  it('answers every question as DuckDB does, and joins on the shards', async () => {
    const { cluster, engine } = await clusterWith('local');
    try {
      const product = { mode: 'only', values: ['Pothos', 'String of pearls', 'Bird of Paradise'] } as const;
      for (const filters of [noFilters, { ...noFilters, product }]) {
        const asked = await askedOf(native, { filters, counting, conditions: [{ key: 'hour', value: '10' }] });
        for (const query of Object.values(questions).flatMap((make) => make(asked))) {
          const rows = inOneOrder(query.name, await native.run(query.sql));
          const given = inOneOrder(query.name, await engine.run(query.sql));
          expect({ question: query.name, rows: given.map((row, at) => near(row, rows[at])) }).toEqual({
            question: query.name,
            rows,
          });
        }
      }
    } finally {
      await cluster.close();
    }
  }, 240_000);

  it('refuses what it is not told how to join', async () => {
    const { cluster, engine } = await clusterWith('deny');
    try {
      await expect(engine.run(sessionMarksQuery(['1']).sql)).rejects.toMatchObject({ kind: 'sql' });
    } finally {
      await cluster.close();
    }
  });
});

describe('a shard that cannot be reached', () => {
  let engine: Engine;
  beforeAll(async () => {
    await spreadOver('lost', [here, lost]);
    engine = await readerOf(server, 'lost');
  });

  it('is an error in a sentence, and not half the rows', async () => {
    for (const query of [sql`select count(*) as n from sessions`, sql`select session_id from sessions`])
      await expect(engine.run(query)).rejects.toMatchObject({
        kind: 'sql',
        message: 'A part of the database cluster cannot be reached, so there is no number. Try again.',
      });
  });

  it('does not spoil what does not need it', async () => {
    expect((await engine.run(factsQuery().sql))[0]).toMatchObject({ sessions: 578 });
  });

  it('would be passed over with another setting, and such a server is not used', async () => {
    const careless = await startClickhouse({ settings: { ...readerSettings, skip_unavailable_shards: '1' } });
    try {
      const login = { url: careless.url, database: 'default', ...careless.reader };
      await expect(openClickhouseEngine({ ...login, tables: {} })).rejects.toMatchObject({
        kind: 'start',
        message: expect.stringContaining('skip_unavailable_shards must be 0') as string,
      });
    } finally {
      await careless.close();
    }
    const [some] = await admin.rows('select count() from lost.sessions settings skip_unavailable_shards = 1');
    expect(Number(some?.[0])).toBeGreaterThan(0);
    expect(Number(some?.[0])).toBeLessThan(578);
  });
});

describe('sharded.sql', () => {
  /** What needs several servers and a keeper is said of one: the rest stands as it is. */
  const ofOneServer = (statement: string) =>
    statement
      .replaceAll(" on cluster '{cluster}'", '')
      .replace(/ReplicatedMergeTree\('[^']*', '\{replica\}'\)/, 'MergeTree')
      .replace(/as (\w+)_local\nengine = Distributed\('\{cluster\}', (.*)\)$/, `as remote('${here}', $2)`);

  it('makes tables that take rows and give them, all on one server', async () => {
    const statements = statementsOf(shardedFile()).map(ofOneServer);
    await admin.exec('create database sharded');
    const target = new ClickhouseServer({ url: server.url, database: 'sharded', ...server.loader });
    for (const statement of statements) {
      expect(statement).not.toContain('{');
      await target.exec(statement);
    }
    for (const mart of Object.keys(martTables)) await target.exec(`insert into ${mart} select * from whole.${mart}`);
    expect((await admin.rows('select count() from sharded.sessions_local'))[0]?.[0]).toBe('578');
    const engine = await readerOf(server, 'sharded');
    const [given, wanted] = [await funnelOf(engine), await funnelOf(await readerOf(server, 'whole'))];
    for (const [name, rows] of wanted)
      expect({ name, rows: given.get(name)?.map((row, at) => near(row, rows[at])) }).toEqual({ name, rows });
  });
});
