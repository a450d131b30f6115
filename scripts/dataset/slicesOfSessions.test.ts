import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { join, param, sql, type Sql } from '../../src/sql/sql.ts';
import { slicesOfEvents, slicesOfSessions } from './slicesOfSessions.ts';

let engine: NodeEngine;
beforeAll(async () => {
  engine = await openNodeEngine();
  await engine.exec(sql`create schema raw`);
});
afterAll(() => engine.close());

/** The rows of `source` that meet each condition, one slice after the other. */
async function sliced(conditions: readonly Sql[], source: Sql, row: Sql) {
  const parts = conditions.map(
    (condition, index) => sql`select ${param(index, 'integer')} as slice, ${row} from ${source} where ${condition}`,
  );
  return engine.run(sql`from (${join(parts, '\nunion all\n')}) as sliced order by all`);
}

it.each([
  [0, 3, 1],
  [3, 3, 1],
  [4, 3, 2],
  [10, 3, 4],
  [7, 1, 7],
])('slices of %s sessions, %s each, are %s and hold every session once, in order', async (count, each, slices) => {
  const conditions = slicesOfSessions(count, sql`session`, each);
  expect(conditions).toHaveLength(slices);
  const numbers = sql`range(1, ${param(count + 1, 'bigint')}) as sessions(session)`;
  const rows = await sliced(conditions, numbers, sql`session`);
  expect(rows.map(({ session }) => Number(session))).toEqual(Array.from({ length: count }, (_, index) => index + 1));
});

describe('slices of events', () => {
  /** Events of the sessions with these numbers, and where they come in the slices. */
  async function events(told: readonly (readonly [session: number, time: string | null])[], eventsEach: number) {
    const rows = told.map(
      ([session, time], id) => sql`(${param(session, 'bigint')}, ${param(id, 'integer')}, ${param(time, 'timestamp')})`,
    );
    await engine.exec(
      sql`create or replace table happenings as from (values ${join(rows, ', ')}) as told(session, id, happened_at)`,
    );
    await engine.exec(sql`
      create or replace table raw.session_counts as
      select session, count(*) as events, min(happened_at) as first_event_at, max(happened_at) as last_event_at
      from happenings
      group by session`);
    const conditions = await slicesOfEvents(engine, sql`session`, sql`happened_at`, eventsEach);
    const found = await sliced(conditions, sql`happenings`, sql`session, id`);
    return { slices: conditions.length, found: found.map(({ slice, id }) => [Number(slice), Number(id)]) };
  }

  it('hold every event once, in the order of sessions', async () => {
    const { slices, found } = await events(
      [
        [2, '2024-01-02 00:00:00.0005'],
        [1, '2024-01-01'],
        // Long after the others of its session.
        [1, '2024-03-01'],
        [3, null],
        [2, null],
        [4, '1969-12-31 23:59:59.9995'],
        [4, '24000-01-01 00:00:00.9999'],
      ],
      2,
    );
    expect(slices).toBe(4);
    expect(found).toEqual([
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 4],
      [2, 3],
      [3, 5],
      [3, 6],
    ]);
  });

  it('are one where there are few', async () => {
    expect(await events([[1, '2024-01-01']], 1)).toEqual({ slices: 1, found: [[0, 0]] });
  });

  it('do not look at events outside of the time of their sessions', async () => {
    await events(
      [
        [1, '2024-01-01'],
        [2, '2024-06-01'],
      ],
      1,
    );
    const conditions = await slicesOfEvents(engine, sql`session`, sql`happened_at`, 1);
    const others = sql`(values (1, timestamp '2024-06-01'), (2, timestamp '2024-01-01')) as others(session, happened_at)`;
    expect(await sliced(conditions, others, sql`session`)).toEqual([]);
  });
});
