import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { join, param, sql, type Sql } from '../../src/sql/sql.ts';
import { eventsAreInOrder, slicesOfSessions } from './orderOfEvents.ts';

let engine: NodeEngine;
beforeAll(async () => {
  engine = await openNodeEngine();
  await engine.exec(sql`create schema raw`);
});
afterAll(() => engine.close());

/** Half a million events, one a second; `second` tells of the number of an event when it happened. */
async function eventsAt(second: Sql, type: Sql = sql`'page_view'`): Promise<boolean> {
  await engine.exec(sql`
    create or replace table raw.events as
    select ${type} as event_type, timestamp '2024-01-01' + (${second}) * interval '1 second' as created_at
    from range(500000) as numbers(i)`);
  return eventsAreInOrder(engine);
}

describe('events', () => {
  it.each([
    ['one after the other', sql`i`, true],
    ['with a few that are late', sql`case when i % 1000 = 0 then i + 3600 else i end`, true],
    ['with some that have no time', sql`case when i % 7 = 0 then null else i end`, true],
    ['all at once', sql`0`, true],
    ['without any time', sql`null`, true],
    ['the last first', sql`500000 - i`, true],
    ['in no order', sql`(i * 7919) % 500000`, false],
    ['of two years side by side', sql`case when i % 2 = 0 then i else i + 31536000 end`, false],
  ])('%s', async (_, second, isInOrder) => {
    expect(await eventsAt(second)).toBe(isInOrder);
  });

  it('are in order whenever packages are shipped', async () => {
    const shipped = sql`case when i % 9 = 0 then 'package_shipped' end`;
    expect(await eventsAt(sql`case when i % 9 = 0 then i + 400000 else i end`, shipped)).toBe(true);
  });
});

/** Which row is in which slice, in the order of slices and then of sessions. */
async function rowsOfSlices(sessions: readonly number[], rowsEach: number) {
  const rows = sessions.map((session, id) => sql`(${param(id, 'integer')}, ${param(session, 'bigint')})`);
  await engine.exec(sql`create or replace table visits (id integer, session bigint)`);
  if (rows.length > 0) await engine.exec(sql`insert into visits values ${join(rows, ', ')}`);
  const slices = await slicesOfSessions(engine, sql`visits`, rowsEach);
  const parts = slices.map(
    (slice, index) => sql`select ${param(index, 'integer')} as slice, * from visits where ${slice}`,
  );
  const sliced = await engine.run(
    sql`select slice, id from (${join(parts, '\nunion all\n')}) as sliced order by slice, session, id`,
  );
  return { slices: slices.length, ids: sliced.map(({ id }) => Number(id)) };
}

describe('slices of sessions', () => {
  it('hold every row once, in the order of sessions', async () => {
    expect(await rowsOfSlices([4, 1, 7, 2, 3, 2, 6, 5], 2)).toEqual({ slices: 4, ids: [1, 3, 5, 4, 0, 7, 6, 2] });
  });

  it('are one for few rows, and for none', async () => {
    expect(await rowsOfSlices([2, 1], 2)).toEqual({ slices: 1, ids: [1, 0] });
    expect(await rowsOfSlices([], 2)).toEqual({ slices: 1, ids: [] });
  });

  it('lose no row of a session with more rows than a slice should have', async () => {
    expect(await rowsOfSlices([1, 1, 1, 1], 1)).toEqual({ slices: 4, ids: [0, 1, 2, 3] });
  });
});
