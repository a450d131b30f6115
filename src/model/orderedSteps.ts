import { ident, join, param, sql, type Sql } from '../sql/sql.ts';

/**
 * How far the earliest way through the steps in their order leads, 0 to 4, for a row of `source`, a session’s `furthest_step` with one
 * product or several. Beside it stands `walked` (see `wayThroughSteps`), joined from the left. Where the session is not there, no step with a
 * product came ahead of the one before it; so none does with several products, and the furthest step lies on the way.
 */
export function orderedStep(source: Sql): Sql {
  return sql`coalesce(walked.ordered_step, ${source}.furthest_step)`;
}

/**
 * CTEs that end in `walked`, one row for each session of `stepsTaken`, rows of `steps_out_of_order`, or for whatever else the columns `keys`
 * tell apart: those columns, and `ordered_step` of all its steps together. Equal times are in order.
 */
export function wayThroughSteps(stepsTaken: Sql, keys: readonly string[]): Sql {
  const of = (table: Sql) =>
    join(
      keys.map((key) => sql`${table}.${ident(key)}`),
      ', ',
    );
  const isSame = (one: Sql, other: Sql) =>
    join(
      keys.map((key) => sql`${one}.${ident(key)} = ${other}.${ident(key)}`),
      ' and ',
    );
  // The earliest time of a step at or after the earliest way to the step before it.
  const next = (name: Sql, before: Sql, step: number) => sql`${name} as (
    select ${of(sql`steps`)}, min(steps.happened_at) as happened_at
    from ${stepsTaken} as steps
    inner join ${before} on ${isSame(before, sql`steps`)} and steps.happened_at >= ${before}.happened_at
    where steps.step = ${param(step, 'integer')}
    group by ${of(sql`steps`)}
  )`;
  return sql`first_1 as (
    select ${of(sql`steps`)}, min(case when steps.step = 1 then steps.happened_at end) as happened_at
    from ${stepsTaken} as steps
    group by ${of(sql`steps`)}
  ),
  ${join([next(sql`first_2`, sql`first_1`, 2), next(sql`first_3`, sql`first_2`, 3), next(sql`first_4`, sql`first_3`, 4)], ',\n')},
  walked as (
    select
      ${of(sql`first_1`)},
      case
        when first_4.happened_at is not null then 4
        when first_3.happened_at is not null then 3
        when first_2.happened_at is not null then 2
        when first_1.happened_at is not null then 1
        else 0
      end as ordered_step
    from first_1
    left join first_2 on ${isSame(sql`first_2`, sql`first_1`)}
    left join first_3 on ${isSame(sql`first_3`, sql`first_1`)}
    left join first_4 on ${isSame(sql`first_4`, sql`first_1`)}
  )`;
}
