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
}

export type FilterName = 'range' | 'product' | 'country' | 'state' | 'employee' | 'traffic' | 'step';

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
