import { join, param, sql, type Sql } from '../../sql/sql.ts';
import { type SpanId, spans, tookSeconds } from '../condition.ts';
import { medianOf, quantileOf } from '../dialect.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { rate } from '../rates.ts';
import { numberIn, numberOrNull } from '../row.ts';
import { picked } from '../selection.ts';
import { type StepId, stepOf } from '../steps.ts';

/** How long the selected sessions took from one step to another. */
export interface TimesRow {
  /** Sessions that did both steps in their order: those whose time is known. */
  readonly sessions: number;
  /** Null where there is none. Half of the sessions took no longer, or 90 % of them; between two sessions, on the straight line. */
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
  readonly minSeconds: number | null;
  readonly maxSeconds: number | null;
  /** Sessions at the first step of the span, in the reading on screen. */
  readonly entered: number;
  /** Of those, the ones that are not at the second: their time is unknown. */
  readonly unreached: number;
  /** Of those, the ones that are at the second, but did not do both in their order. */
  readonly unordered: number;
}

/** Sessions that took from `from` to less than `to` seconds. */
export interface TimeBinRow {
  readonly from: number;
  /** Null: there is no end. */
  readonly to: number | null;
  readonly sessions: number;
  /** Of all whose time is known, 0..1. */
  readonly share: number | null;
  /** Of all whose time is known, those that took less than `to`, 0..1. */
  readonly upToShare: number | null;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Where bins begin, in seconds. Every second one begins a wide bin: those are used where the times lie far apart. */
export const binStarts = [
  0,
  5,
  10,
  20,
  30,
  45,
  ...[1, 1.5, 2, 3, 5, 7, 10, 20, 30, 45].map((minutes) => minutes * minute),
  ...[1, 1.5, 2, 4, 6, 12].map((hours) => hours * hour),
  ...[1, 1.5, 2, 3, 4, 5, 7, 14, 30].map((days) => days * day),
] as const;
/** More bins than these are not shown: wide ones take their place, and the shortest are put together. */
export const binsAtMost = 14;

const unreachedIs = sql`seconds is null and at_first = 1 and at_second = 0`;
const unorderedIs = sql`seconds is null and at_first = 1 and at_second = 1`;

/** The selected sessions with `seconds`, NULL where they did not do both steps in order, `at_first` and `at_second`. */
function times(filters: Filters, counting: Counting, span: SpanId): Sql {
  const { from, to } = spans[span];
  return sql`${picked(filters, counting)},
  times as (
    select
      ${tookSeconds(span, sql`picked`)} as seconds,
      ${stepColumn(from)} as at_first,
      ${stepColumn(to)} as at_second
    from picked
    where concerned = 1
  )`;
}

const stepNames = [sql`step_1`, sql`step_2`, sql`step_3`, sql`step_4`] as const;

function stepColumn(step: StepId): Sql {
  return stepNames[stepOf(step).position - 1] ?? stepNames[0];
}

/**
 * How long the selected sessions took, in one row. Sessions are counted, never users. With products chosen, the sessions that
 * concern one of them are; the time stays the session’s own, whatever it viewed or bought in it.
 */
export function timesQuery(filters: Filters, counting: Counting, span: SpanId): Query<TimesRow> {
  return {
    name: 'time to convert',
    sql: sql`
with ${times(filters, counting, span)}
select
  cast(count(seconds) as bigint) as sessions,
  ${medianOf(sql`seconds`)} as median_seconds,
  ${quantileOf(sql`seconds`, 0.9)} as p90_seconds,
  min(seconds) as min_seconds,
  max(seconds) as max_seconds,
  cast(count(case when at_first = 1 then 1 end) as bigint) as entered,
  cast(count(case when ${unreachedIs} then 1 end) as bigint) as unreached,
  cast(count(case when ${unorderedIs} then 1 end) as bigint) as unordered
from times`,
    row: (raw) => ({
      sessions: numberIn(raw, 'sessions'),
      medianSeconds: numberOrNull(raw, 'median_seconds'),
      p90Seconds: numberOrNull(raw, 'p90_seconds'),
      minSeconds: numberOrNull(raw, 'min_seconds'),
      maxSeconds: numberOrNull(raw, 'max_seconds'),
      entered: numberIn(raw, 'entered'),
      unreached: numberIn(raw, 'unreached'),
      unordered: numberIn(raw, 'unordered'),
    }),
  };
}

/**
 * The same times in bins of fixed seconds, the shortest first: from the first to the last bin with a session, the empty ones
 * between included. Where those are more than `binsAtMost`, each two are one; where they still are, the shortest are one.
 */
export function timeBinsQuery(filters: Filters, counting: Counting, span: SpanId): Query<TimeBinRow> {
  const most = param(binsAtMost, 'integer');
  return {
    name: 'time to convert in bins',
    sql: sql`
with ${times(filters, counting, span)},
  edges (bin, starts, ends) as (
    values ${join(binStarts.map(edge), ',\n')}
  ),
  counted as (
    select ${binOf(sql`seconds`)} as bin, count(*) as sessions from times where seconds is not null group by 1
  ),
  width as (
    select case when max(bin) - min(bin) < ${most} then 1 else 2 end as width, min(bin) as first, max(bin) as last from counted
  ),
  grouped as (
    select
      floor(edges.bin / cast(width.width as double)) as bin,
      edges.starts,
      edges.ends,
      coalesce(counted.sessions, 0) as sessions,
      floor(width.first / cast(width.width as double)) as first,
      floor(width.last / cast(width.width as double)) as last
    from edges
    cross join width
    left join counted on counted.bin = edges.bin
  ),
  shown as (
    select
      greatest(bin, last - ${most} + 1) as bin,
      min(starts) as starts,
      -- The last bin has no end: no other one is put together with it but the one before.
      case when count(*) = count(ends) then max(ends) end as ends,
      sum(sessions) as sessions
    from grouped
    where bin between first and last
    group by greatest(bin, last - ${most} + 1)
  )
select
  starts,
  ends,
  cast(sessions as bigint) as sessions,
  ${rate(sql`sessions`, sql`sum(sessions) over ()`)} as share,
  ${rate(sql`sum(sessions) over (order by bin)`, sql`sum(sessions) over ()`)} as up_to_share
from shown
order by bin`,
    row: (raw) => ({
      from: numberIn(raw, 'starts'),
      to: numberOrNull(raw, 'ends'),
      sessions: numberIn(raw, 'sessions'),
      share: numberOrNull(raw, 'share'),
      upToShare: numberOrNull(raw, 'up_to_share'),
    }),
  };
}

function edge(start: number, at: number): Sql {
  return sql`(${param(at, 'integer')}, ${param(start, 'double')}, ${param(binStarts[at + 1] ?? null, 'double')})`;
}

/** The number of the bin some seconds fall in, from 0. */
function binOf(seconds: Sql): Sql {
  const cases = binStarts.slice(1).map((start, at) => {
    return sql`when ${seconds} < ${param(start, 'double')} then ${param(at, 'integer')}`;
  });
  const all = cases.reduce((before, one) => sql`${before} ${one}`, sql``);
  return sql`(case ${all} else ${param(binStarts.length - 1, 'integer')} end)`;
}
