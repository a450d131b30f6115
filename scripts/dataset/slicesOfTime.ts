import type { NodeEngine } from '../../src/engine/node.ts';
import { param, sql, type Sql } from '../../src/sql/sql.ts';

/** About so many rows are sorted at a time. */
const sliceRows = 2_500_000;

/**
 * Conditions on the timestamp column `at` that part rows by their time, earlier ones first and those without a time in the last: every
 * row meets exactly one of them. `table` holds these rows, and their time under the name `column`. Each slice is as long as the others,
 * so that where time is filled evenly it has about `rowsEach` rows, and can be sorted in less memory than all of them.
 */
export async function slicesOfTime(
  engine: Pick<NodeEngine, 'run'>,
  { table, column }: { readonly table: Sql; readonly column: Sql },
  at: Sql,
  rowsEach: number = sliceRows,
): Promise<readonly Sql[]> {
  const [row] = await engine.run(sql`
    select
      count(${column}) as row_count,
      cast(epoch_ms(min(${column})) as double) as first_ms,
      cast(epoch_ms(max(${column})) as double) as last_ms
    from ${table} as sliced`);
  const first = Number(row?.['first_ms']);
  const length = Number(row?.['last_ms']) - first;
  const count = Math.ceil(Number(row?.['row_count']) / rowsEach);
  const bounds = Array.from({ length: Math.max(0, count - 1) }, (_, index) =>
    timestamp(first + (length * (index + 1)) / count),
  );
  const [least, ...more] = bounds;
  if (least === undefined) return [sql`true`];
  const others = bounds.map((bound, index) => {
    const next = more[index];
    return next === undefined ? sql`(${at} >= ${bound} or ${at} is null)` : sql`${at} >= ${bound} and ${at} < ${next}`;
  });
  return [sql`${at} < ${least}`, ...others];
}

/** To the millisecond; any year there is, which text has not. */
function timestamp(ms: number): Sql {
  return sql`make_timestamp(${param(Math.round(ms) * 1000, 'bigint')})`;
}
