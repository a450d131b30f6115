import { sql, type Sql } from '../../sql/sql.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, textIn, textOrNull } from '../row.ts';
import { chosen, isEverySession, picked, where } from '../selection.ts';

export type OptionFilter = 'product' | 'country' | 'state' | 'employee' | 'traffic';

/** One value a filter offers. */
export interface OptionRow {
  readonly value: string;
  /** The country of a state. */
  readonly parent: string | null;
  /** Sessions with this value under all other filters. */
  readonly sessions: number;
}

/** What a filter offers, with counts that ignore the filter itself; states only of the chosen countries. */
export function optionsQuery(filters: Filters, counting: Counting, filter: OptionFilter): Query<OptionRow> {
  return {
    name: `options of ${filter}`,
    sql: filter === 'product' ? ofProducts(filters, counting) : ofDays(filters, counting, filter),
    row: (raw) => ({
      value: textIn(raw, 'value'),
      parent: textOrNull(raw, 'parent'),
      sessions: numberIn(raw, 'sessions'),
    }),
  };
}

/** A session has one row for each product it concerns: where all sessions are counted, none has to be looked up. */
function ofProducts(filters: Filters, counting: Counting): Sql {
  const ignore = 'product';
  const concerning = isEverySession(filters, ignore)
    ? sql`
with
  concerning as (
    select product_id, count(*) as sessions from session_products group by product_id
  )`
    : sql`
with ${picked(filters, counting, { ignore })},
  concerning as (
    select session_products.product_id, count(*) as sessions
    from session_products
    inner join picked on picked.session = session_products.session
    group by session_products.product_id
  )`;
  return sql`${concerning}
select products.name as value, cast(null as varchar) as parent, cast(coalesce(sum(concerning.sessions), 0) as bigint) as sessions
from products
left join concerning on concerning.product_id = products.product_id
group by products.name
order by value`;
}

function ofDays(filters: Filters, counting: Counting, filter: Exclude<OptionFilter, 'product'>): Sql {
  return sql`
with ${picked(filters, counting, { ignore: filter, needs: 'day' })}
${counts[filter](filters)}`;
}

const counts: Readonly<Record<Exclude<OptionFilter, 'product'>, (filters: Filters) => Sql>> = {
  country: () => valuesOf(sql`country`, sql`cast(null as varchar)`, []),
  state: ({ country }) => {
    const inside = chosen(sql`country`, country);
    return valuesOf(sql`state`, sql`min(country)`, inside === null ? [] : [inside]);
  },
  employee: () => valuesOf(sql`employee`, sql`cast(null as varchar)`, []),
  traffic: () => sql`,
  summed as (
    select
      cast(coalesce(sum(weight), 0) as bigint) as everybody,
      cast(coalesce(sum(case when burst = 1 then weight else 0 end), 0) as bigint) as burst
    from picked
  )
select 'all' as value, cast(null as varchar) as parent, everybody as sessions from summed
union all
select 'without-burst' as value, cast(null as varchar) as parent, everybody - burst as sessions from summed
union all
select 'burst' as value, cast(null as varchar) as parent, burst as sessions from summed`,
};

/** Every value of a session column in the data, also those the selection has no session of. */
function valuesOf(column: Sql, parent: Sql, conditions: readonly Sql[]): Sql {
  return sql`,
  offered as (
    select ${column} as value, ${parent} as parent from session_days ${where(conditions)} group by ${column}
  ),
  counted as (
    select ${column} as value, sum(weight) as sessions from picked ${where(conditions)} group by ${column}
  )
select offered.value, offered.parent, cast(coalesce(counted.sessions, 0) as bigint) as sessions
from offered
left join counted on counted.value = offered.value
order by offered.value`;
}
