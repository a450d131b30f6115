import type { Sql } from './sql.ts';

/** A stretch of time that buckets have. */
type Bucket = 'hour' | 'day' | 'week' | 'month';

/**
 * What an engine other than DuckDB writes in its own way. What each means is told where the model uses it, in `model/dialect.ts`,
 * beside DuckDB’s way.
 */
export interface Dialect {
  readonly dayText: (at: Sql) => Sql;
  readonly timeText: (at: Sql) => Sql;
  readonly minuteText: (at: Sql) => Sql;
  readonly instantText: (at: Sql) => Sql;
  readonly exactText: (at: Sql) => Sql;
  readonly hourText: (at: Sql) => Sql;
  readonly weekdayName: (at: Sql) => Sql;
  readonly bucketStart: (grain: Bucket, at: Sql) => Sql;
  readonly nextBucket: (grain: Bucket, bucket: Sql) => Sql;
  readonly bucketSeries: (grain: Bucket, first: Sql, last: Sql) => Sql;
  readonly minutes: (count: number) => Sql;
  readonly recently: (at: Sql, minutes: number) => Sql;
  readonly noEnd: () => Sql;
  readonly moneySum: (amount: Sql) => Sql;
  readonly secondsBetween: (from: Sql, to: Sql) => Sql;
  readonly medianOf: (value: Sql) => Sql;
  readonly quantileOf: (value: Sql, share: number) => Sql;
  readonly holdsText: (text: Sql, part: string) => Sql;
  readonly valueAtFirst: (value: Sql, at: Sql) => Sql;
  readonly valueAtLast: (value: Sql, at: Sql) => Sql;
  readonly groupedByPairs: (source: Sql, pairs: readonly (readonly [string, string])[], sums: readonly string[]) => Sql;
  readonly textsInOrder: (text: Sql, order: Sql) => Sql;
  readonly computedOnce: (name: Sql) => Sql;
  readonly computedAnew: (name: Sql) => Sql;
  readonly columnsOf: (table: Sql, names: readonly string[]) => Sql;
  readonly inOrder: (query: Sql, order: Sql) => Sql;
  readonly valueBefore: (value: Sql) => Sql;
  readonly valueSomeBefore: (value: Sql, rows: number) => Sql;
  readonly numberedRows: (name: Sql, table: Sql, order: Sql) => Sql;
  readonly valueAfter: (value: Sql) => Sql;
}
