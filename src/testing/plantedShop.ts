import type { Engine } from '../engine/engine.ts';
import type { Conditions } from '../model/condition.ts';
import type { Facts } from '../model/queries/facts.ts';
import { ident, param, sql, type Sql } from '../sql/sql.ts';

/** Where a planted loss is: the conditions a search should find, and the same once more on a row of `visits`. */
const causes = {
  nothing: { conditions: [], where: sql`false` },
  product: { conditions: [{ key: 'viewed', value: 'Plant 07' }], where: sql`list_contains(visits.viewed, 7)` },
  state: { conditions: [{ key: 'state', value: 'Georgia' }], where: sql`visits.state = 'Georgia'` },
  hour: { conditions: [{ key: 'hour', value: '14' }], where: sql`hour(visits.started_at) = 14` },
  user: { conditions: [{ key: 'user', value: 'culprit' }], where: sql`visits.user_id = 'culprit'` },
  pair: {
    conditions: [
      { key: 'state', value: 'Georgia' },
      { key: 'weekday', value: 'Monday' },
    ],
    where: sql`visits.state = 'Georgia' and isodow(visits.started_at) = 1`,
  },
} as const satisfies Record<string, { conditions: Conditions; where: Sql }>;

export type Cause = keyof typeof causes;
export const plantedCauses = Object.keys(causes) as readonly Cause[];

/** The conditions of the sessions a cause is in; none for `nothing`. */
export function conditionsOf(cause: Cause): Conditions {
  return causes[cause].conditions;
}

/** A made-up shop, the same for the same plan. */
export interface Plan {
  readonly seed: number;
  readonly sessions: number;
  readonly cause: Cause;
  /** Share of sessions lost where the cause is not, and where it is; 0..1. */
  readonly lost: number;
  readonly lostThere: number;
  /** How far users differ in what they lose, 0 for not at all: half of them lose so much more, half so much less. */
  readonly usersDiffer?: number;
}

/** What such a shop knows: all but promos. */
export const plantedFacts: Facts = {
  firstDay: '2021-02-01' as Facts['firstDay'],
  lastDay: '2021-02-14' as Facts['lastDay'],
  startsWhole: true,
  endsWhole: true,
  lastEventAt: null,
  sessions: 0,
  users: 0,
  hasUsers: true,
  hasPlaces: true,
  hasEmployees: true,
  hasProducts: true,
  hasOrders: true,
  hasPromos: false,
  hasRevenue: true,
  hasStock: true,
  hasViewedStock: true,
  hasOrderStatus: false,
};

/** At least 0 and below 1, by nothing but its arguments. */
function random(row: Sql, salt: number): Sql {
  return sql`((hash(${row} * 7919 + ${param(salt, 'bigint')}) % 1000003) / 1000003.0)`;
}

/**
 * Makes the engine hold the marts of such a shop that drivers are looked for in, in place of any it held: two weeks, 30 products,
 * twelve states in two countries, a quarter of the sessions from Georgia, a tenth of users with a third of the sessions.
 */
export async function loadPlanted(engine: Engine, plan: Plan): Promise<void> {
  const chance = (salt: number, row = sql`i`) => random(row, plan.seed * 1000 + salt);
  const differ = plan.usersDiffer ?? 0;
  const users = Math.max(20, Math.round(plan.sessions / 6));
  const tables: readonly (readonly [string, Sql])[] = [
    [
      'visits',
      sql`
with
  people as (
    select
      i as person,
      case when ${chance(1)} < 0.25 then 'Georgia' else printf('State %02d', cast(floor(${chance(2)} * 11) as integer)) end as state,
      case when ${chance(3)} < 0.05 then 'yes' else 'no' end as employee,
      case when ${chance(4)} < 0.5 then ${param(differ, 'double')} else ${param(-differ, 'double')} end as more
    from range(${param(users, 'bigint')}) as numbers(i)
  ),
  drawn as (
    select
      i,
      case when ${chance(5)} < 0.06 then 0 else 1 + cast(floor(power(${chance(6)}, 2) * ${param(users - 1, 'bigint')}) as bigint) end as person,
      timestamp '2021-02-01' + to_seconds(cast(floor(${chance(7)} * 1209600) as bigint)) as started_at,
      list_distinct(list_transform(
        range(1 + cast(floor(power(${chance(8)}, 2) * 5) as bigint)),
        lambda n : cast(floor(power(${chance(9, sql`(i * 8 + n)`)}, 1.5) * 30) as integer)
      )) as viewed
    from range(${param(plan.sessions, 'bigint')}) as numbers(i)
  )
select
  drawn.*,
  case when drawn.person = 0 then 'culprit' else printf('user %04d', drawn.person) end as user_id,
  people.state, people.employee, people.more
from drawn
inner join people on people.person = drawn.person`,
    ],
    [
      'products',
      sql`select printf('p%02d', n) as product_id, printf('Plant %02d', n) as name from range(30) as numbers(n)`,
    ],
    [
      'session_products',
      sql`
select i as session, printf('p%02d', unnest(viewed)) as product_id, 1 as has_page_view from visits`,
    ],
    [
      'sessions',
      sql`
with
  ended as (
    select
      *,
      ${chance(10)} < case when ${causes[plan.cause].where} then ${param(plan.lostThere, 'double')} else ${param(plan.lost, 'double')} end + more as is_lost
    from visits
  )
select
  printf('s%05d', i) as session_id, i as session, user_id, started_at, started_at as ended_at, 1 as events,
  case when is_lost then 1 + (i % 2) else 3 + (i % 2) end as furthest_step,
  started_at as viewed_at, started_at as carted_at, started_at as checked_out_at, started_at as shipped_at,
  printf('Plant %02d', viewed[1]) as first_viewed, len(viewed) as products_viewed,
  '(not set)' as promo,
  case when ${chance(11)} < 0.4 then 'repeat' else 'new' end as customer,
  case when ${chance(12)} < 0.08 then 'out of stock' else 'in stock' end as stock,
  state, case when state < 'State 08' then 'United States' else 'Canada' end as country, employee,
  0 as burst, 1 as page_views, 0 as add_to_carts, 0 as orders, 0 as order_lines, 0 as units, 0.0 as revenue
from ended`,
    ],
  ];
  for (const [name, statement] of tables) {
    await engine.exec(sql`create or replace table ${ident(name)} as ${statement}`);
  }
}
