import { join, param, type Scalar, sql, type Sql } from '../../sql/sql.ts';
import { asTheyAre, counted, countOf, stepCounts } from '../counted.ts';
import { type Derived, less, ratio, rateWithInterval, shortOf, withDerived } from '../derived.ts';
import { separateTexts, textsInOrder } from '../dialect.ts';
import { type PartitionId, valueOf } from '../dimensions.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull, textIn, textOrNull } from '../row.ts';
import { picked } from '../selection.ts';
import { type StepId, steps } from '../steps.ts';
import { notSet } from '../tables.ts';
import type { StepRow } from './funnel.ts';

/** So many values have a part of their own; smaller ones share a part. */
const partsAtMost = 8;
/** So many values of the shared part are named. */
const othersNamedAtMost = 30;

/** One step of a part, as one of the funnel. */
export type PartStep = Omit<StepRow, 'position' | 'base' | 'all'>;

/** The funnel of the sessions that share a value of a dimension, or of what is left of them. */
export interface BreakdownRow {
  /** `value` one of its own, `other` the smaller values together, `not set` where it is unknown. */
  readonly part: 'value' | 'other' | 'not set';
  /** As a condition asks for it; null in `other`. */
  readonly value: string | null;
  /** How many values `other` holds; 0 elsewhere. */
  readonly others: number;
  /** The largest of them, at most `othersNamedAtMost`, the largest first. */
  readonly otherNames: readonly string[];
  /** All sessions selected, at a step or not. */
  readonly sessions: number;
  /** All sessions or users selected, at a step or not. */
  readonly all: number;
  /** What 100 % is: the first step, or all. */
  readonly base: number;
  /** The four of them, in order. */
  readonly steps: readonly PartStep[];
  /** First step less checkout. */
  readonly lost: number;
  /** Of what all parts lost together; null where that is nothing, or less. */
  readonly lostShare: number | null;
  /** All sessions or users of the whole selection, each once: with several parts to a user, less than the parts together. */
  readonly whole: number;
}

const unknown = param(notSet, 'varchar');
/** Of these, all sessions of a row of `session_days` have one value. */
const ofDays: ReadonlySet<PartitionId> = new Set(['traffic', 'country', 'state', 'employee', 'weekday']);
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Whether the values of a dimension have an order of their own; otherwise the one with most sessions comes first. */
export function hasOwnOrder(dimension: PartitionId): boolean {
  return ownOrder(dimension, sql`value`) !== null;
}

/** The order of values that have one of their own; null where the largest comes first. */
function ownOrder(dimension: PartitionId, value: Sql): Sql | null {
  if (dimension === 'hour' || dimension === 'products_viewed') return value;
  if (dimension !== 'weekday') return null;
  const places = weekdays.map((name, at) => sql`${value} = ${param(name, 'varchar')} then ${param(at, 'integer')}`);
  return places.reduceRight((rest, place) => sql`case when ${place} else ${rest} end`, sql`null`);
}

/**
 * The funnel of each value of a dimension, the one with most sessions first; weekdays, hours and numbers of products in their own
 * order, all of them. Of the others the `most` largest, then the rest together, unless that is one value only; last what is not set. The
 * parts are disjoint in sessions and add up to the selection.
 */
export function breakdownQuery(
  filters: Filters,
  counting: Counting,
  dimension: PartitionId,
  { most = partsAtMost }: { most?: number } = {},
): Query<BreakdownRow> {
  const inOrder = ownOrder(dimension, sql`counts.value`);
  const base = counting.base === 'first' ? sql`step_1` : sql`everyone`;
  const alike = columnsCounted(counting);
  const valueIn = valueOf(dimension, sql`picked`);
  const isUsers = counting.unit === 'users';
  const { before, rows, sums } = counted(counting, {
    by: asTheyAre(sql`value`, sql`place`),
    sums: [[sql`sessions`, sql`weight`]],
    from: sql`parted`,
  });
  return withDerived(
    {
      name: 'breakdown',
      sql: sql`
with ${picked(filters, counting, { needs: ofDays.has(dimension) ? 'day' : 'session' })},
  ${inOrder === null ? largestParts(alike, valueIn, most) : allParts(alike, valueIn)}${before},
  counts as (
    select
      value,
      -- Smaller values together have none.
      case when value = ${unknown} then 'not set' when value is null then 'other' else 'value' end as part,
      min(place) as place,
      sum(${join(sums, ', ')}) as sessions,
      ${countOf(sql`true`)} as everyone,
      ${stepCounts()}
    from ${rows}
    group by value
  )${isUsers ? wholeUsers : sql``}
select
  counts.part,
  counts.value,
  cast(${inOrder === null ? sql`case when counts.part = 'other' then others.others else 0 end` : sql`0`} as bigint) as others,
  ${inOrder === null ? sql`case when counts.part = 'other' then others.names end` : sql`cast(null as varchar)`} as names,
  cast(counts.sessions as bigint) as sessions,
  cast(counts.everyone as bigint) as everyone,
  cast(counts.${base} as bigint) as base,
  cast(counts.step_1 as bigint) as step_1,
  cast(counts.step_2 as bigint) as step_2,
  cast(counts.step_3 as bigint) as step_3,
  cast(counts.step_4 as bigint) as step_4,
  cast(greatest(sum(counts.step_1 - counts.step_3) over (), 0) as bigint) as all_lost,
  cast(${isUsers ? sql`whole.everyone` : sql`sum(counts.everyone) over ()`} as bigint) as whole
from counts
${isUsers ? sql`cross join whole` : sql``}
${inOrder === null ? sql`cross join others` : sql``}
order by
  case counts.part when 'value' then 1 when 'other' then 2 else 3 end,
  ${inOrder ?? sql`counts.place`}`,
      row: (raw) => ({
        part: partIn(raw),
        value: textOrNull(raw, 'value'),
        others: numberIn(raw, 'others'),
        otherNames: separateTexts(textOrNull(raw, 'names')),
        sessions: numberIn(raw, 'sessions'),
        all: numberIn(raw, 'everyone'),
        base: numberIn(raw, 'base'),
        steps: steps.map(({ id, position }) => stepIn(raw, id, position)),
        lost: numberIn(raw, 'lost'),
        lostShare: numberOrNull(raw, 'lost_share'),
        whole: numberIn(raw, 'whole'),
      }),
    },
    rates,
  );
}

/** A user can be in several parts, and is one of the whole; sessions are in one. */
const wholeUsers = sql`,
  whole as (
    select count(distinct user_id) as everyone from parted
  )`;

/** The rows of `picked` as `parted`, each with the `value` of its part, which is every value. */
function allParts(alike: Sql, valueIn: Sql): Sql {
  return sql`parted as (
    select ${alike}, weight, 0 as place, ${valueIn} as value from picked
  )`;
}

/** The same where only the largest values are parts of their own, by `place`; and `others`, which says what the rest is. */
function largestParts(alike: Sql, valueIn: Sql, most: number): Sql {
  const limit = param(most, 'integer');
  const isNamed = sql`(place <= ${limit} or many <= ${limit} + 1)`;
  return sql`valued as (
    select ${alike}, ${valueIn} as value, sum(weight) as weight from picked group by ${alike}, ${valueIn}
  ),
  sizes as (
    select value, sum(weight) as sessions from valued where value <> ${unknown} group by value
  ),
  ranked as (
    select value, row_number() over (order by sessions desc, value) as place, count(*) over () as many from sizes
  ),
  named as (
    select value, place from ranked where ${isNamed}
  ),
  others as (
    select
      count(*) as others,
      ${textsInOrder(sql`case when place <= ${limit} + ${param(othersNamedAtMost, 'integer')} then value end`, sql`place`)} as names
    from ranked
    where not ${isNamed}
  ),
  parted as (
    select
      ${alike}, weight,
      named.place,
      case when valued.value = ${unknown} then valued.value else named.value end as value
    from valued
    left join named on named.value = valued.value
  )`;
}

/** What rows are counted by, beside their weight: users only where they are counted, for not every selection has them. */
function columnsCounted({ unit }: Counting): Sql {
  return unit === 'users' ? sql`user_id, step_1, step_2, step_3, step_4` : sql`step_1, step_2, step_3, step_4`;
}

/** The rates of each step, after its number, and what a part lost. */
const rates: Derived = {
  ...Object.fromEntries(steps.flatMap(({ position }) => Object.entries(ratesOfStep(position)))),
  lost: less('step_1', 'step_3'),
  lost_share: ratio(less('step_1', 'step_3'), 'all_lost'),
};

function ratesOfStep(position: number): Derived {
  const [atStep, previous] = [`step_${position}`, `step_${position - 1}`];
  const ofBase = rateWithInterval(`of_base_${position}`, atStep, 'base');
  // Nothing comes before the first step.
  if (position === 1) return ofBase;
  return {
    ...ofBase,
    ...rateWithInterval(`of_previous_${position}`, atStep, previous),
    [`lost_${position}`]: less(previous, atStep),
    [`drop_off_${position}`]: shortOf(atStep, previous),
  };
}
type Raw = Readonly<Record<string, Scalar>>;

function stepIn(raw: Raw, step: StepId, position: number): PartStep {
  const ofBase = {
    ofBaseRate: numberOrNull(raw, `of_base_${position}`),
    ofBaseLow: numberOrNull(raw, `of_base_${position}_low`),
    ofBaseHigh: numberOrNull(raw, `of_base_${position}_high`),
  };
  const ofPrevious = (name: string) => (position === 1 ? null : numberOrNull(raw, name));
  return {
    step,
    count: numberIn(raw, `step_${position}`),
    ...ofBase,
    ofPreviousRate: ofPrevious(`of_previous_${position}`),
    ofPreviousLow: ofPrevious(`of_previous_${position}_low`),
    ofPreviousHigh: ofPrevious(`of_previous_${position}_high`),
    lost: ofPrevious(`lost_${position}`),
    dropOffRate: ofPrevious(`drop_off_${position}`),
  };
}

function partIn(raw: Raw): BreakdownRow['part'] {
  const part = textIn(raw, 'part');
  if (part !== 'value' && part !== 'other' && part !== 'not set') throw new TypeError(`“${part}” is no part.`);
  return part;
}
