import { expect, it } from 'vitest';
import { openNodeEngine } from '../../src/engine/node.ts';
import { join, param, sql } from '../../src/sql/sql.ts';
import { slicesOfSessions } from './slicesOfSessions.ts';

it.each([
  [0, 3, 1],
  [3, 3, 1],
  [4, 3, 2],
  [10, 3, 4],
  [7, 1, 7],
])('slices of %s sessions, %s each, are %s and hold every session once, in order', async (count, each, slices) => {
  const engine = await openNodeEngine();
  try {
    const conditions = slicesOfSessions(count, sql`session`, each);
    expect(conditions).toHaveLength(slices);
    const parts = conditions.map(
      (condition, index) =>
        sql`select ${param(index, 'integer')} as slice, session from range(1, ${param(count + 1, 'bigint')}) as sessions(session) where ${condition}`,
    );
    const rows = await engine.run(
      sql`select session from (${join(parts, '\nunion all\n')}) as sliced order by slice, session`,
    );
    expect(rows.map(({ session }) => Number(session))).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  } finally {
    await engine.close();
  }
});
