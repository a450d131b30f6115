import type { NodeEngine } from '../../src/engine/node.ts';
import { param, sql, type Sql } from '../../src/sql/sql.ts';

/** As many rows as DuckDB keeps together, and passes over where none of them is looked for. */
const rowGroup = 122_880;

/** Row groups may tell of twice the time that they would in perfect order: sorting would not halve what a filter reads. */
const mostOverlap = 2;

/**
 * Whether the raw events stand nearly in the order of time, as most exports do, so that what is made of them row by row need not be
 * sorted. Shipped packages are left out: they come days after their session. A single event without a time does no harm.
 */
export async function eventsAreInOrder(engine: Pick<NodeEngine, 'run'>): Promise<boolean> {
  const [row] = await engine.run(sql`
    with
      grouped as (
        select min(created_at) as first_at, max(created_at) as last_at
        from raw.events
        where event_type is distinct from 'package_shipped'
        group by rowid // ${param(rowGroup, 'bigint')}
      )
    select
      cast(coalesce(sum(epoch_ms(last_at) - epoch_ms(first_at)), 0) as double) as told,
      cast(coalesce(epoch_ms(max(last_at)) - epoch_ms(min(first_at)), 0) as double) as whole
    from grouped`);
  return Number(row?.['told']) <= mostOverlap * Number(row?.['whole']);
}

/** About so many rows are sorted at a time. */
const sliceRows = 1_500_000;

/**
 * Conditions on the column `session` that part the rows of `table` by it, smaller numbers first: every row meets exactly one of them.
 * Sessions are numbered without a gap, so each slice has about `rowsEach` rows, and can be sorted in less memory than all of them.
 */
export async function slicesOfSessions(
  engine: Pick<NodeEngine, 'run'>,
  table: Sql,
  rowsEach: number = sliceRows,
): Promise<readonly Sql[]> {
  const [row] = await engine.run(sql`
    select cast(count(*) as double) as row_count, cast(coalesce(max(session), 0) as double) as last_session
    from ${table} as sliced`);
  const count = Math.max(1, Math.ceil(Number(row?.['row_count']) / rowsEach));
  const bound = (index: number) => param(Math.floor((Number(row?.['last_session']) * index) / count), 'bigint');
  return Array.from({ length: count }, (_, index) => sql`session > ${bound(index)} and session <= ${bound(index + 1)}`);
}
