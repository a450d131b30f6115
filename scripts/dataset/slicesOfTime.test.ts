import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { join, param, sql } from '../../src/sql/sql.ts';
import { slicesOfTime } from './slicesOfTime.ts';

let engine: NodeEngine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const at = sql`happened_at`;

/** Which row is in which slice, in the order of slices and then of time. */
async function rowsOfSlices(times: readonly (string | null)[], rowsEach: number) {
  const rows = times.map((time, id) => sql`(${param(id, 'integer')}, ${param(time, 'timestamp')})`);
  await engine.exec(
    sql`create or replace table happenings as from (values ${join(rows, ', ')}) as told(id, happened_at)`,
  );
  const slices = await slicesOfTime(engine, { table: sql`happenings`, column: at }, at, rowsEach);
  const parts = slices.map(
    (slice, index) => sql`select ${param(index, 'integer')} as slice, * from happenings where ${slice}`,
  );
  const sliced = await engine.run(
    sql`select slice, id from (${join(parts, '\nunion all\n')}) as sliced order by slice, happened_at, id`,
  );
  return { slices: slices.length, rows: sliced.map(({ slice, id }) => [Number(slice), Number(id)]) };
}

describe('slices of time', () => {
  it('hold every row once, in the order of time, and rows without a time last', async () => {
    const times = ['2024-01-04', '2024-01-01', null, '2024-01-02', '2024-01-03', '2024-01-02 00:00:00.0005', null];
    const { slices, rows } = await rowsOfSlices(times, 1);
    expect(slices).toBe(5);
    expect(rows.map(([, id]) => id)).toEqual([1, 3, 5, 4, 0, 2, 6]);
    expect(rows.at(0)).toEqual([0, 1]);
    expect(rows.slice(-3)).toEqual([
      [4, 0],
      [4, 2],
      [4, 6],
    ]);
  });

  it.each([
    ['few rows', ['2024-01-02', '2024-01-01'], 2],
    ['no time at all', [null, null], 1],
  ])('are one for %s', async (_, times, rowsEach) => {
    const { slices, rows } = await rowsOfSlices(times, rowsEach);
    expect(slices).toBe(1);
    expect(rows).toHaveLength(times.length);
  });

  it('hold years of any length', async () => {
    const { rows } = await rowsOfSlices(['24000-01-01', '2024-01-01', '20000-06-01'], 1);
    expect(rows.map(([, id]) => id)).toEqual([1, 2, 0]);
  });

  it('lose no row where all happened at once', async () => {
    const { rows } = await rowsOfSlices(['2024-01-01', '2024-01-01', '2024-01-01'], 1);
    expect(rows.map(([, id]) => id)).toEqual([0, 1, 2]);
  });
});
