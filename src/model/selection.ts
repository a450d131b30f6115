import { ident, join, param, sql, type Sql } from '../sql/sql.ts';
import { bounceOf } from './bounce.ts';
import { holds } from './condition.ts';
import { columnsOf, computedAnew, moneySum, textList } from './dialect.ts';
import type { Choice, Counting, FilterName, Filters, Reading } from './filters.ts';
import { orderedStep, wayThroughSteps } from './orderedSteps.ts';
import { type Needs, type Source, sourceOf } from './planner.ts';
import { stepOf, steps } from './steps.ts';

/** `column` is, or is not, one of the chosen values; null when nothing is chosen. */
export function chosen(column: Sql, choice: Choice): Sql | null {
  if (choice.values.length === 0) return null;
  const list = textList(choice.values);
  return choice.mode === 'only' ? sql`${column} in (${list})` : sql`${column} not in (${list})`;
}

/** The conditions on the start of a session, or on the day of it. */
function rangeConditions({ from, to }: Filters, ignore: FilterName | null, start: Sql): Sql[] {
  if (ignore === 'range') return [];
  return [
    from === null ? null : sql`${start} >= ${param(from, 'timestamp')}`,
    to === null ? null : sql`${start} < ${param(to, 'timestamp')} + interval '1 day'`,
  ].filter((condition) => condition !== null);
}

/** The conditions on a session, a row of `source`, that need no step. */
function sessionConditions(filters: Filters, ignore: FilterName | null, source: Sql): Sql[] {
  const { traffic } = filters;
  return [
    ignore === 'country' ? null : chosen(sql`${source}.country`, filters.country),
    ignore === 'state' ? null : chosen(sql`${source}.state`, filters.state),
    ignore === 'employee' ? null : chosen(sql`${source}.employee`, filters.employee),
    ignore === 'traffic' || traffic === 'all'
      ? null
      : sql`${source}.burst = ${param(traffic === 'burst' ? 1 : 0, 'integer')}`,
  ].filter((condition) => condition !== null);
}

/** The conditions on a row of `source` that has its steps. */
function stepConditions({ step, only, without }: Filters, ignore: FilterName | null, source: Sql): Sql[] {
  const conditions: Sql[] = [];
  if (ignore !== 'step') {
    if (step.reached !== null) conditions.push(sql`${source}.${stepColumn(stepOf(step.reached).position)} = 1`);
    if (step.missed !== null) conditions.push(sql`${source}.${stepColumn(stepOf(step.missed).position)} = 0`);
  }
  if (ignore !== 'only' && only.length > 0) conditions.push(holds(only, source));
  if (ignore !== 'without') {
    for (const conjunction of without) conditions.push(sql`not ${holds(conjunction, source)}`);
  }
  return conditions;
}

const startOf: Readonly<Record<Source, Sql>> = {
  sessions: sql`sessions.started_at`,
  session_days: sql`session_days.day`,
};

/** What can be asked of a row of a mart before its steps are known: the smaller selection comes first. */
export function earlyConditions(filters: Filters, ignore: FilterName | null, mart: Source = 'sessions'): Sql[] {
  const source = ident(mart);
  const range = rangeConditions(filters, ignore, startOf[mart]);
  if (filters.complement === 'sessions') return range;
  const others = sessionConditions(filters, ignore, source);
  return filters.complement === 'range' ? others : [...range, ...others];
}

/** What is asked of a row of `judged`, beside the early conditions. */
export function lateConditions(filters: Filters, ignore: FilterName | null): Sql[] {
  const source = sql`judged`;
  const bySteps = stepConditions(filters, ignore, source);
  if (filters.complement === 'none') return bySteps;
  if (filters.complement === 'range')
    return [...bySteps, outside(rangeConditions(filters, ignore, sql`judged.started_at`))];
  return [outside([...sessionConditions(filters, ignore, source), ...bySteps])];
}

/** Not all of the conditions; NULL counts as not. */
function outside(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`false` : sql`(${join(conditions, ' and ')}) is not true`;
}

/** Whether every session there is meets `filters`, products aside. */
export function isEverySession(filters: Filters, ignore: FilterName | null): boolean {
  return earlyConditions(filters, ignore).length === 0 && lateConditions(filters, ignore).length === 0;
}

/** The columns of a session that conditions and questions need, of `sessions`. */
export const carriedColumns = sql`sessions.session_id, sessions.session, sessions.user_id, sessions.started_at, sessions.ended_at, sessions.events,
      sessions.viewed_at, sessions.carted_at, sessions.checked_out_at, sessions.shipped_at,
      sessions.first_viewed, sessions.products_viewed, sessions.promo, sessions.customer, sessions.stock,
      sessions.state, sessions.country, sessions.employee, sessions.burst`;

const hasColumns = {
  page_view: sql`has_page_view`,
  add_to_cart: sql`has_add_to_cart`,
  checkout: sql`has_checkout`,
  package_shipped: sql`has_package_shipped`,
} as const;

/** 1 where a row of `source` is at a step in this reading, else 0; the four columns `step_1` … `step_4`. */
export function stepColumns(reading: Reading, source: Sql): Sql {
  return join(
    steps.map(({ id, position }) => {
      const name = stepColumn(position);
      if (reading === 'has') return sql`coalesce(${source}.${hasColumns[id]}, 0) as ${name}`;
      const depth = reading === 'reached' ? sql`furthest_step` : sql`ordered_step`;
      return sql`case when ${source}.${depth} >= ${param(position, 'integer')} then 1 else 0 end as ${name}`;
    }),
    ', ',
  );
}

const stepNames = [sql`step_1`, sql`step_2`, sql`step_3`, sql`step_4`] as const;

/** The column that is 1 where a selected session is at the step, else 0. */
function stepColumn(position: 1 | 2 | 3 | 4): Sql {
  return stepNames[position - 1] ?? stepNames[0];
}

/** The conditions as a WHERE clause; nothing for none. */
export function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql`where ${join(conditions, ' and ')}`;
}

/** What a selection leaves aside, and what it is for. */
interface Wanted {
  /** Leaves one filter out: a control’s own counts do not obey it. */
  readonly ignore?: FilterName | null;
  /** What the question needs of the rows; without it, each session. */
  readonly needs?: Needs;
  /** Whether it adds up the measures, which a row may then be without: each column costs a statement time before it runs. */
  readonly measures?: boolean;
  /** Computes the rows again wherever they are read, and keeps none. */
  readonly anew?: boolean;
}

/** A selection that is not finished: CTEs it is made of, each with its comma, and the rows with their steps. */
interface Judged {
  readonly before: Sql;
  readonly rows: Sql;
}

/**
 * The sessions chosen by `filters`, as CTEs that end in `picked`: one row a session with the columns carried, `step_1` … `step_4`
 * in the chosen reading, `concerned` (1 unless products are chosen that the session has nothing to do with), `bounced` (1 or 0),
 * `weight` (1), and the measures `page_views`, `add_to_carts`, `orders`, `order_lines`, `units`, `revenue` (of the chosen products).
 * The measures and `bounced` are there only where they are asked for.
 * Where the question `needs` no more than days, and so does all that is filtered, a row may be many sessions that are alike: it has
 * a `weight` of as many, the sums of their measures and of `bounced`, `started_at` is the day, and it has no session, user or time.
 */
export function picked(
  filters: Filters,
  counting: Counting,
  { ignore = null, needs = 'session', measures = false, anew = false }: Wanted = {},
): Sql {
  const byProduct = ignore === 'product' ? null : chosen(sql`products.name`, filters.product);
  const { before, rows } =
    sourceOf(filters, counting, { ignore, needs }) === 'session_days'
      ? judgedDays(filters, counting.reading, ignore, measures)
      : byProduct === null
        ? judgedSessions(filters, counting.reading, ignore, measures)
        : judgedByProduct(filters, counting.reading, ignore, { byProduct, measures });
  // What products take to be judged by is computed once all the same: it is narrow, and of few sessions.
  const head = (name: Sql) => (anew ? computedAnew(name) : sql`${name} as`);
  const late = lateConditions(filters, ignore);
  if (late.length === 0) {
    return sql`${before}
  ${head(sql`picked`)} (${rows}
  )`;
  }
  return sql`${before}
  ${head(sql`judged`)} (${rows}
  ),
  ${head(sql`picked`)} (
    select * from judged ${where(late)}
  )`;
}

function judgedDays(filters: Filters, reading: Reading, ignore: FilterName | null, measures: boolean): Judged {
  const days = sql`session_days`;
  const added = sql`
      ${days}.page_views, ${days}.add_to_carts, ${days}.orders, ${days}.order_lines, ${days}.units, ${days}.revenue,
      ${days}.bounced,`;
  return {
    before: sql``,
    rows: sql`
    select
      ${days}.day as started_at, ${days}.state, ${days}.country, ${days}.employee, ${days}.burst,${measures ? added : sql``}
      1 as concerned,
      ${days}.sessions as weight,
      ${stepColumns(reading, days)}
    from ${days}
    ${where(earlyConditions(filters, ignore, 'session_days'))}`,
  };
}

function judgedSessions(filters: Filters, reading: Reading, ignore: FilterName | null, measures: boolean): Judged {
  const added = sql`
      sessions.page_views, sessions.add_to_carts, sessions.orders, sessions.order_lines, sessions.units, sessions.revenue,
      ${bounceOf(sql`sessions.events`, sql`sessions.page_views`)} as bounced,`;
  return {
    before: sql``,
    rows: sql`
    select
      ${carriedColumns},${measures ? added : sql``}
      1 as concerned,
      1 as weight,
      ${stepColumns(reading, sql`sessions`)}
    from sessions
    ${where(earlyConditions(filters, ignore))}`,
  };
}

/** Sessions and what concerns the products chosen, which `byProduct` is true of. */
interface ByProduct {
  readonly byProduct: Sql;
  readonly measures: boolean;
}

function judgedByProduct(
  filters: Filters,
  reading: Reading,
  ignore: FilterName | null,
  { byProduct, measures }: ByProduct,
): Judged {
  const added = sql`
      coalesce(touched.page_views, 0) as page_views,
      coalesce(touched.add_to_carts, 0) as add_to_carts,
      coalesce(touched.orders, 0) as orders,
      coalesce(touched.order_lines, 0) as order_lines,
      coalesce(touched.units, 0) as units,
      coalesce(touched.revenue, 0) as revenue,
      ${bounceOf(sql`sessions.events`, sql`touched.page_views`)} as bounced,`;
  return {
    before: sql`${touched(reading, { byProduct, measures })},`,
    rows: sql`
    select
      ${carriedColumns},${measures ? added : sql``}
      case when touched.session is null then 0 else 1 end as concerned,
      1 as weight,
      ${stepColumns(reading, sql`touched`)}
    from sessions
    left join touched on touched.session = sessions.session
    ${where(earlyConditions(filters, ignore))}`,
  };
}

/** What is pooled of the products a session touched, … */
const pooledSteps = ['furthest_step', 'has_page_view', 'has_add_to_cart', 'has_checkout', 'has_package_shipped'];
/** … and added up where the question is about it. */
const pooledMeasures = ['page_views', 'add_to_carts', 'order_lines', 'units'];

/** Sessions × chosen products, pooled to one row a session: a session counts once, however many of the products it concerns. */
function touched(reading: Reading, { byProduct, measures }: ByProduct): Sql {
  const columns = [
    sql`session`,
    ...pooledSteps.map((name) => sql`max(${ident(name)}) as ${ident(name)}`),
    ...(measures
      ? [
          ...pooledMeasures.map((name) => sql`sum(${ident(name)}) as ${ident(name)}`),
          sql`${moneySum(sql`revenue`)} as revenue`,
        ]
      : []),
  ];
  const pooled = sql`
  chosen_products as (
    select product_id from products where ${byProduct}
  ),
  pooled as (
    select
      ${join(columns, ',\n')}
    from session_products
    where product_id in (select product_id from chosen_products)
    group by session
  )`;
  const names = ['session', ...pooledSteps, ...(measures ? [...pooledMeasures, 'revenue'] : [])];
  const bought = sql`,
  bought as (
    select session, count(distinct order_id) as orders
    from order_lines
    where product_id in (select product_id from chosen_products)
    group by session
  )`;
  const withOrders = sql`left join bought on bought.session = pooled.session`;
  const allPooled = sql`${columnsOf(sql`pooled`, names)}${measures ? sql`, bought.orders` : sql``}`;
  if (reading !== 'ordered') {
    return sql`${pooled}${measures ? bought : sql``},
  touched as (
    select ${allPooled} from pooled ${measures ? withOrders : sql``}
  )`;
  }
  return sql`${pooled}${measures ? bought : sql``},
  chosen_steps as (
    select session, step, happened_at
    from steps_out_of_order
    where product_id in (select product_id from chosen_products)
  ),
  ${wayThroughSteps(sql`chosen_steps`, ['session'])},
  touched as (
    select
      ${allPooled},
      ${orderedStep(sql`pooled`)} as ordered_step
    from pooled
    ${measures ? withOrders : sql``}
    left join walked on walked.session = pooled.session
  )`;
}
