import { join, param, sql, type Sql } from '../sql/sql.ts';
import { bucketStart, nextBucket, secondsBetween } from './dialect.ts';
import { type DimensionId, isDimensionId, type PartitionId, valueOf } from './dimensions.ts';
import type { Grain } from './filters.ts';
import { isStepId, stepOf, steps } from './steps.ts';

/** The ways from one step to another whose time is measured, by the columns of `sessions` they lie between. */
export const spans = {
  view_to_cart: { from: 'page_view', to: 'add_to_cart', start: sql`viewed_at`, end: sql`carted_at` },
  cart_to_checkout: { from: 'add_to_cart', to: 'checkout', start: sql`carted_at`, end: sql`checked_out_at` },
  view_to_checkout: { from: 'page_view', to: 'checkout', start: sql`viewed_at`, end: sql`checked_out_at` },
  checkout_to_shipped: { from: 'checkout', to: 'package_shipped', start: sql`checked_out_at`, end: sql`shipped_at` },
} as const;
export type SpanId = keyof typeof spans;
export const spanIds = Object.keys(spans) as readonly SpanId[];

/** What a session is asked: the value of a dimension, a step it reached or missed, how long it took, when it started. */
export type ConditionKey = DimensionId | SpanId | 'reached' | 'missed' | 'bucket' | 'product';

/**
 * One thing that holds for a session. The value of a span is a range of seconds, `60-120`, its end left out and open when empty;
 * of a bucket, its grain and start, `hour 2021-02-11T14:00`; of `reached` and `missed`, a step; of `product`, one that the session
 * concerns, as the product filter means it.
 */
export interface Condition {
  readonly key: ConditionKey;
  readonly value: string;
}

/** Conditions that hold together; none is no restriction. */
export type Conditions = readonly Condition[];

const rangeShape = /^(\d{1,9})-(\d{1,9})?$/;
const bucketShape = /^(hour|day|week|month) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2})$/;

/** The seconds a span’s value says; null when it says none. */
export function secondsIn(value: string): { from: number; to: number | null } | null {
  const [, from, to] = rangeShape.exec(value) ?? [];
  if (from === undefined) return null;
  return { from: Number(from), to: to === undefined ? null : Number(to) };
}

/** The grain and start a bucket’s value says; null when it says none. */
export function bucketIn(value: string): { grain: Grain; start: string } | null {
  const [, grain, start] = bucketShape.exec(value) ?? [];
  if (grain === undefined || start === undefined) return null;
  const moment = Date.parse(`${start}:00Z`);
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 16) !== start) return null;
  return { grain: grain as Grain, start };
}

/** The condition two texts make, or null when they make none. */
export function conditionOf(key: string, value: string): Condition | null {
  if (value === '') return null;
  if (key === 'product' || isDimensionId(key)) return { key, value };
  if (key === 'reached' || key === 'missed') return isStepId(value) ? { key, value } : null;
  if (isSpanId(key)) return secondsIn(value) === null ? null : { key, value };
  if (key === 'bucket') return bucketIn(value) === null ? null : { key, value };
  return null;
}

/** Whether `text` names a span. */
export function isSpanId(text: string): text is SpanId {
  return Object.hasOwn(spans, text);
}

/**
 * All of `conditions` of a row of `source`, which has the columns of `picked`; true or false, never NULL. A `product` is not
 * asked here: it decides which events count, so it belongs into the product filter.
 */
export function holds(conditions: Conditions, source: Sql): Sql {
  const asked = conditions.flatMap((condition) => one(condition, source) ?? []);
  return asked.length === 0 ? sql`true` : sql`(${join(asked, ' and ')})`;
}

function one({ key, value }: Condition, source: Sql): Sql | null {
  if (key === 'product') return null;
  if (key === 'reached' || key === 'missed') {
    const step = isStepId(value) ? stepOf(value) : steps[0];
    return sql`${source}.${stepNames[step.position - 1] ?? stepNames[0]} = ${param(key === 'reached' ? 1 : 0, 'integer')}`;
  }
  if (key === 'viewed') {
    return sql`${source}.session in (
      select viewed.session
      from session_products as viewed
      inner join products as seen on seen.product_id = viewed.product_id
      where viewed.has_page_view = 1 and seen.name = ${param(value, 'varchar')}
    )`;
  }
  if (key === 'bucket') {
    const bucket = bucketIn(value);
    if (bucket === null) return sql`false`;
    const start = bucketStart(bucket.grain, param(bucket.start, 'timestamp'));
    return sql`coalesce(
      ${source}.started_at >= ${start} and ${source}.started_at < ${nextBucket(bucket.grain, start)}, false
    )`;
  }
  if (isSpanId(key)) {
    const seconds = secondsIn(value);
    if (seconds === null) return sql`false`;
    const took = tookSeconds(key, source);
    const above = sql`${took} >= ${param(seconds.from, 'double')}`;
    return seconds.to === null
      ? sql`coalesce(${above}, false)`
      : sql`coalesce(${above} and ${took} < ${param(seconds.to, 'double')}, false)`;
  }
  return sql`${valueOf(key satisfies PartitionId, source)} = ${param(value, 'varchar')}`;
}

/** Seconds a session took from one step to another; NULL when it did not do both in their order. */
export function tookSeconds(span: SpanId, source: Sql): Sql {
  return secondsBetween(sql`${source}.${spans[span].start}`, sql`${source}.${spans[span].end}`);
}

const stepNames = [sql`step_1`, sql`step_2`, sql`step_3`, sql`step_4`] as const;
