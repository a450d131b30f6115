import { sql } from '../../sql/sql.ts';
import { counted, countOf, stepCounts } from '../counted.ts';
import type { Counting, Filters } from '../filters.ts';
import { type Derived, less, rateWithInterval, shortOf, withDerived } from '../derived.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull } from '../row.ts';
import { picked } from '../selection.ts';
import { type StepId, stepOf, steps } from '../steps.ts';

/** One step of the funnel. Rates are 0..1, null where the denominator is zero. */
export interface StepRow {
  readonly step: StepId;
  readonly position: number;
  /** Sessions or users at the step. */
  readonly count: number;
  /** What 100 % is: the first step, or all. */
  readonly base: number;
  readonly ofBaseRate: number | null;
  readonly ofBaseLow: number | null;
  readonly ofBaseHigh: number | null;
  readonly ofPreviousRate: number | null;
  readonly ofPreviousLow: number | null;
  readonly ofPreviousHigh: number | null;
  /** Previous step less this one; null on the first step, negative where the reading `has` lets a later step be larger. */
  readonly lost: number | null;
  readonly dropOffRate: number | null;
  /** All sessions or users selected, at a step or not. */
  readonly all: number;
}

/** The four steps in order, for the sessions or users the filters select. */
export function funnelQuery(filters: Filters, counting: Counting): Query<StepRow> {
  const base = counting.base === 'first' ? sql`step_1` : sql`everyone`;
  const { before, rows } = counted(counting, {});
  return withDerived(
    {
      name: 'funnel',
      sql: sql`
with ${picked(filters, counting, { needs: 'day' })}${before},
  counts as (
    select
      ${countOf(sql`true`)} as everyone,
      ${stepCounts()}
    from ${rows}
  ),
  positions (position) as (
    values (1), (2), (3), (4)
  )
select
  cast(position as bigint) as position,
  cast(case position when 1 then step_1 when 2 then step_2 when 3 then step_3 else step_4 end as bigint) as counted,
  cast(case position when 2 then step_1 when 3 then step_2 when 4 then step_3 end as bigint) as previous,
  cast(${base} as bigint) as base,
  cast(everyone as bigint) as everyone
from counts
cross join positions
order by position`,
      row: (raw) => {
        const position = numberIn(raw, 'position');
        const step = steps[position - 1];
        if (step === undefined) throw new TypeError(`There is no step ${position}.`);
        return {
          step: step.id,
          position,
          count: numberIn(raw, 'counted'),
          base: numberIn(raw, 'base'),
          ofBaseRate: numberOrNull(raw, 'of_base'),
          ofBaseLow: numberOrNull(raw, 'of_base_low'),
          ofBaseHigh: numberOrNull(raw, 'of_base_high'),
          ofPreviousRate: numberOrNull(raw, 'of_previous'),
          ofPreviousLow: numberOrNull(raw, 'of_previous_low'),
          ofPreviousHigh: numberOrNull(raw, 'of_previous_high'),
          lost: numberOrNull(raw, 'lost'),
          dropOffRate: numberOrNull(raw, 'drop_off'),
          all: numberIn(raw, 'everyone'),
        };
      },
    },
    rates,
  );
}

const rates: Derived = {
  ...rateWithInterval('of_base', 'counted', 'base'),
  ...rateWithInterval('of_previous', 'counted', 'previous'),
  lost: less('previous', 'counted'),
  drop_off: shortOf('counted', 'previous'),
};

/** The steps where most are lost, by count and by rate; the earlier one of a tie, null where nothing is lost. Optional steps do not compete. */
export function largestLosses(rows: readonly StepRow[]): { byCount: StepRow | null; byRate: StepRow | null } {
  const losing = rows.filter((row) => !stepOf(row.step).optional && row.lost !== null && row.lost > 0);
  const most = (measure: (row: StepRow) => number) =>
    losing.reduce<StepRow | null>((best, row) => (best === null || measure(row) > measure(best) ? row : best), null);
  return { byCount: most((row) => row.lost ?? 0), byRate: most((row) => row.dropOffRate ?? 0) };
}
