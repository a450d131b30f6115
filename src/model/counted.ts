import { join, sql, type Sql } from '../sql/sql.ts';
import { moneySum } from './dialect.ts';
import type { Counting } from './filters.ts';
import { steps } from './steps.ts';

/** A column of `counted`: its name, and what it is of one row that is counted. */
type Column = readonly [name: Sql, value: Sql];

/** What is counted, and by what. */
interface Asked {
  /** The groups that are told apart. */
  readonly by?: readonly Column[];
  /** What is added up beside the count, … */
  readonly sums?: readonly Column[];
  /** … and what of that is money. */
  readonly money?: readonly Column[];
  /** The rows that are counted; `picked` when left out. */
  readonly from?: Sql;
  /** A condition on them. */
  readonly where?: Sql;
}

/**
 * The rows of `picked` to be counted, as the CTE `counted`: the columns asked for, `step_1` … `step_4`, and `weight`, which is added up.
 * Where sessions are counted, they are these rows. Where users are, one row is a user in a group, at every step that one of the sessions is
 * at, with a weight of 1, and the sums of the sessions; sessions that name no user are rows with a weight of 0. That is many times as quick
 * as to count distinct users for each step.
 */
export function counted(
  { unit }: Pick<Counting, 'unit'>,
  { by = [], sums = [], money = [], from = sql`picked`, where }: Asked,
): Sql {
  const rows = where === undefined ? sql`from ${from}` : sql`from ${from} where ${where}`;
  const groups = by.map(named);
  if (unit === 'sessions') {
    const columns = [...groups, ...sums.map(named), ...money.map(named), ...stepColumns, sql`weight`];
    return sql`counted as (
    select ${join(columns, ', ')}
    ${rows}
  )`;
  }
  const columns = [
    ...groups,
    ...sums.map(([name, value]) => sql`sum(${value}) as ${name}`),
    ...money.map(([name, value]) => sql`${moneySum(value)} as ${name}`),
    ...stepColumns.map((step) => sql`max(${step}) as ${step}`),
    sql`case when user_id is null then 0 else 1 end as weight`,
  ];
  return sql`counted as (
    select ${join(columns, ', ')}
    ${rows}
    group by ${join([...by.map(([, value]) => value), sql`user_id`], ', ')}
  )`;
}

/** Columns under the names they have. */
export function asTheyAre(...names: readonly Sql[]): Column[] {
  return names.map((name) => [name, name]);
}

function named([name, value]: Column): Sql {
  return sql`${value} as ${name}`;
}

const stepColumns = [sql`step_1`, sql`step_2`, sql`step_3`, sql`step_4`] as const;

/** How many of the rows of a group meet `condition`. */
export function countOf(condition: Sql): Sql {
  return sql`coalesce(sum(case when ${condition} then weight else 0 end), 0)`;
}

/** How many are at a step. */
export function countAt(position: 1 | 2 | 3 | 4): Sql {
  return countOf(sql`${stepColumns[position - 1] ?? stepColumns[0]} = 1`);
}

/** How many are at each step: the columns `step_1` … `step_4` of a group. */
export function stepCounts(): Sql {
  return join(
    steps.map(({ position }) => sql`${countAt(position)} as ${stepColumns[position - 1] ?? stepColumns[0]}`),
    ',\n',
  );
}
