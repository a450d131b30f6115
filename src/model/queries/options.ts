import { sql, type Sql } from '../../sql/sql.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, textIn, textOrNull } from '../row.ts';
import { chosen, picked } from '../selection.ts';

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
    sql: sql`
with ${picked(filters, counting, filter)}
${counts[filter](filters)}`,
    row: (raw) => ({
      value: textIn(raw, 'value'),
      parent: textOrNull(raw, 'parent'),
      sessions: numberIn(raw, 'sessions'),
    }),
  };
}

const counts: Readonly<Record<OptionFilter, (filters: Filters) => Sql>> = {
  product: () => sql`
select products.name as value, cast(null as varchar) as parent, count(picked.session_id) as sessions
from products
left join session_products on session_products.product_id = products.product_id
left join picked on picked.session_id = session_products.session_id
group by products.name
order by value`,
  country: () => valuesOf(sql`country`, sql`cast(null as varchar)`, sql``),
  state: ({ country }) => {
    const inside = chosen(sql`sessions.country`, country);
    return valuesOf(sql`state`, sql`min(sessions.country)`, inside === null ? sql`` : sql`where ${inside}`);
  },
  employee: () => valuesOf(sql`employee`, sql`cast(null as varchar)`, sql``),
  traffic: () => sql`
select 'all' as value, cast(null as varchar) as parent, count(*) as sessions from picked
union all
select 'without-burst' as value, cast(null as varchar) as parent, count(*) as sessions from picked where burst = 0
union all
select 'burst' as value, cast(null as varchar) as parent, count(*) as sessions from picked where burst = 1`,
};

/** Every value of a session column in the data, also those the selection has no session of. */
function valuesOf(column: Sql, parent: Sql, where: Sql): Sql {
  return sql`
select sessions.${column} as value, ${parent} as parent, count(picked.session_id) as sessions
from sessions
left join picked on picked.session_id = sessions.session_id
${where}
group by sessions.${column}
order by value`;
}
