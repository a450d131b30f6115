import { sql, type Sql } from '../../sql/sql.ts';
import { anyValue, type Counting, type Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, textIn } from '../row.ts';
import { picked } from '../selection.ts';

/** How many users a place has; one whose sessions tell several places counts in each. */
export interface CountryUsersRow {
  readonly country: string;
  readonly users: number;
}
export interface StateUsersRow extends CountryUsersRow {
  readonly state: string;
}

/** The users of every home state under all other filters, most first. */
export function usersByStateQuery(filters: Filters, counting: Counting): Query<StateUsersRow> {
  return {
    name: 'users by state',
    sql: usersOf(picked(filters, counting, { ignore: 'state' }), sql`state, country`),
    row: (raw) => ({ state: textIn(raw, 'state'), country: textIn(raw, 'country'), users: numberIn(raw, 'users') }),
  };
}

/** The users of every home country under all filters but those of countries and of their states, most first. */
export function usersByCountryQuery(filters: Filters, counting: Counting): Query<CountryUsersRow> {
  return {
    name: 'users by country',
    sql: usersOf(picked({ ...filters, state: anyValue }, counting, { ignore: 'country' }), sql`country`),
    row: (raw) => ({ country: textIn(raw, 'country'), users: numberIn(raw, 'users') }),
  };
}

function usersOf(sessions: Sql, place: Sql): Sql {
  return sql`
with ${sessions}
select ${place}, cast(count(distinct user_id) as bigint) as users
from picked
group by ${place}
order by users desc, ${place}`;
}
