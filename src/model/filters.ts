import type { Conditions } from './condition.ts';
import type { StepId } from './steps.ts';

/** A calendar day, `2021-02-09`, UTC. Made by `parseDay` only. */
export type Day = string & { readonly day: unique symbol };

/** A multi-select: `only` these values or all `except` these. No values: no filter, in either mode. */
export interface Choice {
  readonly mode: 'only' | 'except';
  readonly values: readonly string[];
}

/** `all` sessions, those of users that never burst, or only those of burst users. */
export type Traffic = 'all' | 'without-burst' | 'burst';

/** Sessions by how far they came, in the reading on screen: those that `reached` one step, that `missed` another, or both. */
export interface StepFilter {
  readonly reached: StepId | null;
  readonly missed: StepId | null;
}

/** Which sessions count. Days are inclusive, by session start, UTC. */
export interface Filters {
  readonly from: Day | null;
  readonly to: Day | null;
  /** Product names. */
  readonly product: Choice;
  readonly country: Choice;
  readonly state: Choice;
  /** `yes`, `no`, `(not set)`. */
  readonly employee: Choice;
  readonly traffic: Traffic;
  readonly step: StepFilter;
  /** Only sessions of which all of these hold. */
  readonly only: Conditions;
  /** Sessions of which all of one of these hold are left out. */
  readonly without: readonly Conditions[];
  /** Turned around, for a comparison: what the filters leave out. Never in the link. */
  readonly complement: Complement;
}

/**
 * `none`: the sessions selected; `sessions`: those in the range that the other filters, the products left aside, do not select;
 * `range`: those the other filters select outside of the range.
 */
export type Complement = 'none' | 'sessions' | 'range';

export type FilterName =
  'range' | 'product' | 'country' | 'state' | 'employee' | 'traffic' | 'step' | 'only' | 'without';

/** How sessions are counted into steps. */
export interface Counting {
  /** `reached` step k or a later one; `has` an event of that very step; `ordered`: did the steps in this order. */
  readonly reading: Reading;
  /** What 100 % is: the `first` step, or `all` sessions. */
  readonly base: Base;
  readonly unit: Unit;
}
export type Reading = 'reached' | 'has' | 'ordered';
export type Base = 'first' | 'all';
export type Unit = 'sessions' | 'users';
export type Grain = 'hour' | 'day' | 'week' | 'month';

export const anyValue: Choice = { mode: 'only', values: [] };
export const noFilters: Filters = {
  from: null,
  to: null,
  product: anyValue,
  country: anyValue,
  state: anyValue,
  employee: anyValue,
  traffic: 'all',
  step: { reached: null, missed: null },
  only: [],
  without: [],
  complement: 'none',
};

const dayShape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day a text names, or null when it is not a day of the calendar (2021-02-30 is not). */
export function parseDay(text: string): Day | null {
  const parts = dayShape.exec(text);
  if (parts === null) return null;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  const utc = new Date(0);
  utc.setUTCFullYear(year, month - 1, date);
  return utc.toISOString().slice(0, 10) === text ? (text as Day) : null;
}

/** The days a selection may start on; those of a range turned around are not one stretch, so it is told over all of the data. */
export function daysAsked({ from, to, complement }: Filters): { readonly from: Day | null; readonly to: Day | null } {
  return complement === 'range' ? { from: null, to: null } : { from, to };
}

/** Whether some filter chooses among sessions by something else than their days and their products. */
export function choosesBesideDays({ country, state, employee, traffic, step, only, without }: Filters): boolean {
  return (
    [country, state, employee].some(({ values }) => values.length > 0) ||
    traffic !== 'all' ||
    step.reached !== null ||
    step.missed !== null ||
    only.length > 0 ||
    without.length > 0
  );
}
