import { join, param, sql, type Sql } from '../../sql/sql.ts';
import { counted, countOf, stepCounts } from '../counted.ts';
import { ratio, withDerived } from '../derived.ts';
import { bucketSeries, bucketStart, dayText, minuteText, nextBucket } from '../dialect.ts';
import { type Counting, type Day, daysAsked, type Filters, type Grain, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull, textIn } from '../row.ts';
import { picked } from '../selection.ts';
import { type StepId, steps } from '../steps.ts';

/** One bucket of time. Buckets without a session are rows too; their rates are null. */
export interface BucketRow {
  /** Start, `2021-02-09T00:00`, UTC. */
  readonly bucket: string;
  /** The days it covers, inside the data and the chosen range. */
  readonly from: Day;
  readonly to: Day;
  /** All sessions or users that started in it, at a step or not. */
  readonly all: number;
  /** What 100 % is. */
  readonly base: number;
  readonly counts: Readonly<Record<StepId, number>>;
  /** 0..1, null where the base is zero. */
  readonly ofBaseRates: Readonly<Record<StepId, number | null>>;
  /** The data, or the chosen range, `starts` or `ends` inside the bucket. */
  readonly incomplete: 'starts' | 'ends' | 'both' | null;
}

/** Every bucket from the first to the last day of data that the range holds, by session start. */
export function trendQuery(filters: Filters, counting: Counting, grain: Grain): Query<BucketRow> {
  const base = counting.base === 'first' ? sql`step_1` : sql`everyone`;
  const days = daysAsked(filters);
  const started = bucketStart(grain, sql`started_at`);
  const { before, rows, by } = counted(counting, { by: [[sql`bucket`, started]], where: sql`started_at is not null` });
  const bucket = join(by, ', ');
  return withDerived(
    {
      name: `trend by ${grain}`,
      sql: sql`
with ${picked(filters, counting, { needs: grain === 'hour' ? 'session' : 'day' })}${before},
  span as (
    select
      greatest(first_start_at, ${startOf(days.from)}) as first_start,
      least(last_start_at, ${lastMomentOf(days.to)}) as last_start,
      greatest(first_event_at, ${startOf(days.from)}) as starts_at,
      least(last_event_at, ${endOf(days.to)}) as ends_at
    from facts
  ),
  buckets as (
    select ${bucketSeries(grain, bucketStart(grain, sql`first_start`), bucketStart(grain, sql`last_start`))} as bucket
    from span
    where first_start <= last_start
  ),
  counts as (
    select
      ${bucket} as bucket,
      ${countOf(sql`true`)} as everyone,
      ${stepCounts()}
    from ${rows}
    group by ${bucket}
  ),
  trend as (
    select
      buckets.bucket,
      ${nextBucket(grain, sql`buckets.bucket`)} as next_bucket,
      coalesce(counts.everyone, 0) as everyone,
      coalesce(counts.step_1, 0) as step_1,
      coalesce(counts.step_2, 0) as step_2,
      coalesce(counts.step_3, 0) as step_3,
      coalesce(counts.step_4, 0) as step_4
    from buckets
    left join counts on counts.bucket = buckets.bucket
  )
select
  ${minuteText(sql`bucket`)} as bucket,
  ${dayText(sql`greatest(bucket, span.first_start)`)} as from_day,
  ${dayText(sql`least(next_bucket - interval '1 microsecond', span.last_start)`)} as to_day,
  cast(everyone as bigint) as everyone,
  cast(${base} as bigint) as base,
  cast(step_1 as bigint) as step_1,
  cast(step_2 as bigint) as step_2,
  cast(step_3 as bigint) as step_3,
  cast(step_4 as bigint) as step_4,
  case when bucket < span.starts_at then 1 else 0 end as starts_inside,
  case when next_bucket > span.ends_at then 1 else 0 end as ends_inside
from trend
cross join span
order by trend.bucket`,
      row: (raw) => ({
        bucket: textIn(raw, 'bucket'),
        from: dayIn(raw, 'from_day'),
        to: dayIn(raw, 'to_day'),
        all: numberIn(raw, 'everyone'),
        base: numberIn(raw, 'base'),
        counts: {
          page_view: numberIn(raw, 'step_1'),
          add_to_cart: numberIn(raw, 'step_2'),
          checkout: numberIn(raw, 'step_3'),
          package_shipped: numberIn(raw, 'step_4'),
        },
        ofBaseRates: {
          page_view: numberOrNull(raw, 'share_1'),
          add_to_cart: numberOrNull(raw, 'share_2'),
          checkout: numberOrNull(raw, 'share_3'),
          package_shipped: numberOrNull(raw, 'share_4'),
        },
        incomplete: incompleteness(numberIn(raw, 'starts_inside') === 1, numberIn(raw, 'ends_inside') === 1),
      }),
    },
    Object.fromEntries(steps.map(({ position }) => [`share_${position}`, ratio(`step_${position}`, 'base')])),
  );
}

/** The first moment of a range. A missing bound is no bound: `greatest` and `least` pass over NULL. */
export function startOf(day: Day | null): Sql {
  return param(day, 'timestamp');
}

/** The moment after a range. */
export function endOf(day: Day | null): Sql {
  return sql`(${param(day, 'timestamp')} + interval '1 day')`;
}

function lastMomentOf(day: Day | null): Sql {
  return sql`(${param(day, 'timestamp')} + interval '1 day' - interval '1 microsecond')`;
}

function dayIn(raw: Parameters<Query<BucketRow>['row']>[0], column: string): Day {
  const day = parseDay(textIn(raw, column));
  if (day === null) throw new TypeError(`“${column}” is not a day.`);
  return day;
}

/** Which ends of a bucket are cut off. */
export function incompleteness(starts: boolean, ends: boolean): BucketRow['incomplete'] {
  if (starts && ends) return 'both';
  if (starts) return 'starts';
  return ends ? 'ends' : null;
}
