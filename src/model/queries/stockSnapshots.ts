import { sql } from '../../sql/sql.ts';
import { dayText, exactText } from '../dialect.ts';
import { type Day, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { textIn } from '../row.ts';

/** One time at which stock was counted. */
export interface StockSnapshot {
  /** To the microsecond, UTC: what queries are asked by. */
  readonly at: string;
  readonly day: Day;
}

/** Every snapshot of stock, the oldest first. */
export function stockSnapshotsQuery(): Query<StockSnapshot> {
  return {
    name: 'stock snapshots',
    sql: sql`
select ${exactText(sql`taken_at`)} as at, ${dayText(sql`taken_at`)} as day
from stock_snapshots
order by taken_at`,
    row: (raw) => {
      const day = parseDay(textIn(raw, 'day'));
      if (day === null) throw new TypeError('A snapshot of stock has no day.');
      return { at: textIn(raw, 'at'), day };
    },
  };
}
