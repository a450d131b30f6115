import { sql, type Sql } from '../sql/sql.ts';

/** 1 for a session whose only event is one page view, else 0. A count that is not there is none. */
export function bounceOf(events: Sql, pageViews: Sql): Sql {
  return sql`case when ${events} = 1 and ${pageViews} = 1 then 1 else 0 end`;
}
