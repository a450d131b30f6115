import { join, param, sql } from '../../sql/sql.ts';
import { asTheyAre, countAt, counted } from '../counted.ts';
import { bucketStart, holdsText, minuteText, nextBucket } from '../dialect.ts';
import { type Counting, daysAsked, type Filters, type Grain } from '../filters.ts';
import { pickedByProduct } from '../productSelection.ts';
import type { Query } from '../query.ts';
import { rate } from '../rates.ts';
import { numberIn, numberOrNull, textIn } from '../row.ts';
import type { BucketRow } from './trend.ts';
import { endOf, incompleteness, startOf } from './trend.ts';

/** One product in one bucket of time, where a session concerned it. Rates are 0..1, null where the denominator is zero. */
export interface ProductBucketRow {
  /** Start, `2021-02-08T00:00`, UTC. */
  readonly bucket: string;
  readonly name: string;
  /** Sessions or users that viewed, carted and checked out the product. */
  readonly viewed: number;
  readonly carted: number;
  readonly cartDropOffRate: number | null;
  readonly checkedOut: number;
  readonly checkoutDropOffRate: number | null;
  readonly incomplete: BucketRow['incomplete'];
  /** How many rows there are, also those beyond the limit. */
  readonly rows: number;
}

/** More rows than anyone reads: a shorter range or fewer products give the rest. */
export const mostProductBuckets = 5000;

/** Buckets × products by session start, newest bucket first, then by name; only products whose name holds `find`. */
export function productBucketsQuery(
  filters: Filters,
  counting: Counting,
  grain: Grain,
  find: string | null,
): Query<ProductBucketRow> {
  const { before, rows, by } = counted(counting, {
    by: [[sql`bucket`, bucketStart(grain, sql`started_at`)], ...asTheyAre(sql`product_id`)],
    where: sql`started_at is not null`,
  });
  const bucket = by[0] ?? sql`bucket`;
  return {
    name: `products by ${grain}`,
    sql: sql`
with ${pickedByProduct(filters, counting)}${before},
  counts as (
    select
      ${bucket} as bucket,
      product_id,
      ${countAt(1)} as step_1,
      ${countAt(2)} as step_2,
      ${countAt(3)} as step_3
    from ${rows}
    group by ${join(by, ', ')}
  ),
  span as (
    select
      greatest(first_event_at, ${startOf(daysAsked(filters).from)}) as starts_at,
      least(last_event_at, ${endOf(daysAsked(filters).to)}) as ends_at
    from facts
  )
select
  ${minuteText(sql`counts.bucket`)} as bucket,
  listed.name,
  cast(step_1 as bigint) as step_1,
  cast(step_2 as bigint) as step_2,
  1 - ${rate(sql`step_2`, sql`step_1`)} as cart_drop_off,
  cast(step_3 as bigint) as step_3,
  1 - ${rate(sql`step_3`, sql`step_2`)} as checkout_drop_off,
  case when counts.bucket < span.starts_at then 1 else 0 end as starts_inside,
  case when ${nextBucket(grain, sql`counts.bucket`)} > span.ends_at then 1 else 0 end as ends_inside,
  cast(count(*) over () as bigint) as row_count
from counts
inner join listed on listed.product_id = counts.product_id
cross join span
${find === null ? sql`` : sql`where ${holdsText(sql`listed.name`, find)}`}
order by counts.bucket desc, listed.name
limit ${param(mostProductBuckets, 'integer')}`,
    row: (raw) => ({
      bucket: textIn(raw, 'bucket'),
      name: textIn(raw, 'name'),
      viewed: numberIn(raw, 'step_1'),
      carted: numberIn(raw, 'step_2'),
      cartDropOffRate: numberOrNull(raw, 'cart_drop_off'),
      checkedOut: numberIn(raw, 'step_3'),
      checkoutDropOffRate: numberOrNull(raw, 'checkout_drop_off'),
      incomplete: incompleteness(numberIn(raw, 'starts_inside') === 1, numberIn(raw, 'ends_inside') === 1),
      rows: numberIn(raw, 'row_count'),
    }),
  };
}
