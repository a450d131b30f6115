import { join, type Scalar, sql, type Sql } from '../../sql/sql.ts';
import { asTheyAre, counted, countOf, stepCounts } from '../counted.ts';
import { type Derived, less, ratio, rateWithInterval, withDerived } from '../derived.ts';
import { anyValue, type Counting, type Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull, textIn } from '../row.ts';
import { picked } from '../selection.ts';
import type { StepId } from '../steps.ts';

/** What is told of one place. Rates are 0..1, null where the denominator is zero. */
export interface PlaceNumbers {
  /** All sessions selected, at a step or not. */
  readonly sessions: number;
  /** All sessions or users selected, at a step or not. */
  readonly all: number;
  /** Sessions or users at each step. */
  readonly counts: Readonly<Record<StepId, number>>;
  /** First step less checkout. */
  readonly lost: number;
  /** Of everything lost in all places listed; null where nothing is. */
  readonly lostShare: number | null;
  readonly conversionRate: number | null;
  readonly conversionLow: number | null;
  readonly conversionHigh: number | null;
}
export interface StateRow extends PlaceNumbers {
  readonly state: string;
  readonly country: string;
}
export interface CountryRow extends PlaceNumbers {
  readonly country: string;
}

/** Every home state under all other filters, most sessions first: the filter of states is left out, as for a control. */
export function byStateQuery(filters: Filters, counting: Counting): Query<StateRow> {
  return withDerived(
    {
      name: 'by state',
      sql: placesOf(picked(filters, counting, { ignore: 'state', needs: 'day' }), counting, [sql`state`, sql`country`]),
      row: (raw) => ({ state: textIn(raw, 'state'), country: textIn(raw, 'country'), ...placeNumbers(raw) }),
    },
    ratesOf(counting),
  );
}

/** Every home country, most sessions first, under all filters but those of countries and of their states. */
export function byCountryQuery(filters: Filters, counting: Counting): Query<CountryRow> {
  return withDerived(
    {
      name: 'by country',
      sql: placesOf(picked({ ...filters, state: anyValue }, counting, { ignore: 'country', needs: 'day' }), counting, [
        sql`country`,
      ]),
      row: (raw) => ({ country: textIn(raw, 'country'), ...placeNumbers(raw) }),
    },
    ratesOf(counting),
  );
}

function placesOf(sessions: Sql, counting: Counting, places: readonly Sql[]): Sql {
  const place = join(places, ', ');
  const weighed = [sql`sessions`, sql`weight`] as const;
  const { before, rows, sums } = counted(counting, { by: asTheyAre(...places), sums: [weighed] });
  return sql`
with ${sessions}${before},
  counts as (
    select
      ${place},
      sum(${join(sums, ', ')}) as sessions,
      ${countOf(sql`true`)} as everyone,
      ${stepCounts()}
    from ${rows}
    group by ${place}
  )
select
  ${place},
  cast(sessions as bigint) as sessions,
  cast(everyone as bigint) as everyone,
  cast(step_1 as bigint) as step_1,
  cast(step_2 as bigint) as step_2,
  cast(step_3 as bigint) as step_3,
  cast(step_4 as bigint) as step_4,
  cast(sum(step_1 - step_3) over () as bigint) as all_lost
from counts
order by sessions desc, ${place}`;
}

function ratesOf({ base }: Counting): Derived {
  return {
    lost: less('step_1', 'step_3'),
    lost_share: ratio(less('step_1', 'step_3'), 'all_lost'),
    ...rateWithInterval('conversion', 'step_3', base === 'first' ? 'step_1' : 'everyone'),
  };
}

function placeNumbers(raw: Readonly<Record<string, Scalar>>): PlaceNumbers {
  return {
    sessions: numberIn(raw, 'sessions'),
    all: numberIn(raw, 'everyone'),
    counts: {
      page_view: numberIn(raw, 'step_1'),
      add_to_cart: numberIn(raw, 'step_2'),
      checkout: numberIn(raw, 'step_3'),
      package_shipped: numberIn(raw, 'step_4'),
    },
    lost: numberIn(raw, 'lost'),
    lostShare: numberOrNull(raw, 'lost_share'),
    conversionRate: numberOrNull(raw, 'conversion'),
    conversionLow: numberOrNull(raw, 'conversion_low'),
    conversionHigh: numberOrNull(raw, 'conversion_high'),
  };
}
