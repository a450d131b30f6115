import { seededRandom, type Random } from '../scripts/sample/random.ts';
import { type Choice, type Day, type Filters, noFilters, parseDay } from '../src/model/filters.ts';
import type { Facts, KnownValue } from '../src/model/queries/facts.ts';
import { steps } from '../src/model/steps.ts';
import { defaultViewState, type ViewState } from '../src/url/viewState.ts';

/** One change of a walk, and where it leads. Back and forward lead where the page was before. */
export interface WalkStep {
  readonly kind:
    | 'dates'
    | 'state'
    | 'product'
    | 'traffic'
    | 'employee'
    | 'step'
    | 'counting'
    | 'grain'
    | 'reset'
    | 'back'
    | 'forward';
  readonly state: ViewState;
}

/** What a walk can choose from. */
export interface Known {
  readonly facts: Facts;
  readonly values: readonly KnownValue[];
}

/** How often each kind comes, by repetition: dates and places most of all. */
const everyKind: readonly WalkStep['kind'][] = [
  ...(['dates', 'dates', 'dates', 'dates', 'state', 'state', 'state', 'state'] as const),
  ...(['product', 'product', 'traffic', 'traffic', 'employee', 'step', 'step'] as const),
  ...(['counting', 'counting', 'grain', 'reset', 'back', 'back', 'forward'] as const),
];

/** What every dashboard with menus can do. */
const sharedKinds: readonly WalkStep['kind'][] = [
  ...(['dates', 'dates', 'dates', 'dates', 'state', 'state', 'state', 'state'] as const),
  ...(['traffic', 'traffic', 'employee', 'step', 'step', 'reset', 'back'] as const),
];

/** Where both walks begin: with a breakdown, so that all five charts are there, by day. */
export const startState: ViewState = { ...defaultViewState, by: 'weekday', grain: 'day' };

/**
 * A walk through the funnel view, the same for the same shop. `isWorth` is asked of each state: one that selects nothing is not
 * gone to.
 */
export async function walkThrough(
  which: 'dashboard' | 'shared',
  changes: number,
  known: Known,
  isWorth: (state: ViewState) => Promise<boolean>,
): Promise<readonly WalkStep[]> {
  const random = seededRandom(`walk ${which}`);
  const kinds = which === 'shared' ? sharedKinds : everyKind;
  const walk: WalkStep[] = [];
  /** As the browser keeps them. */
  let history: ViewState[] = [startState];
  let at = 0;
  while (walk.length < changes) {
    const kind = random.pick(kinds);
    const now = history[at] ?? startState;
    if (kind === 'back' || kind === 'forward') {
      const to = history[kind === 'back' ? at - 1 : at + 1];
      if (to === undefined) continue;
      at += kind === 'back' ? -1 : 1;
      walk.push({ kind, state: to });
      continue;
    }
    const state = changed(now, kind, known, random);
    if (JSON.stringify(state) === JSON.stringify(now) || !(await isWorth(state))) continue;
    history = [...history.slice(0, at + 1), state];
    at += 1;
    walk.push({ kind, state });
  }
  return walk;
}

function changed(
  state: ViewState,
  kind: Exclude<WalkStep['kind'], 'back' | 'forward'>,
  known: Known,
  random: Random,
): ViewState {
  const withFilters = (patch: Partial<Filters>): ViewState => ({ ...state, filters: { ...state.filters, ...patch } });
  const values = (of: KnownValue['kind']) =>
    known.values.filter((value) => value.kind === of).map(({ value }) => value);
  switch (kind) {
    case 'dates':
      return withFilters(range(known.facts, random));
    case 'state':
      return withFilters({ state: choice(values('state'), random, 3) });
    case 'product':
      return withFilters({ product: choice(values('product'), random, 2) });
    case 'employee':
      return withFilters({ employee: random.pick([noFilters.employee, only(['no']), only(['yes'])]) });
    case 'traffic':
      return withFilters({ traffic: random.pick(['all', 'without-burst', 'burst'] as const) });
    case 'step':
      return withFilters({
        step: { reached: random.pick([null, ...steps.slice(0, 3).map(({ id }) => id)]), missed: null },
      });
    case 'counting':
      return {
        ...state,
        counting: {
          ...state.counting,
          reading: random.pick(['reached', 'has', 'ordered'] as const),
          unit: random.pick(['sessions', 'sessions', 'users'] as const),
        },
      };
    case 'grain':
      return { ...state, grain: random.pick(['day', 'week', 'month'] as const) };
    case 'reset':
      return { ...state, filters: noFilters };
  }
}

function only(values: readonly string[]): Choice {
  return { mode: 'only', values };
}

/** None, or a few of the values; the first of the list more often than the last. */
function choice(values: readonly string[], random: Random, most: number): Choice {
  const many = random.below(most + 1);
  const places = Array.from({ length: many }, () => Math.min(random.below(values.length), random.below(values.length)));
  return only([...new Set(places.flatMap((place) => values[place] ?? []))].sort());
}

const day = 86_400_000;

/** All days, or a week, a month, a quarter, or any stretch of the data. */
function range({ firstDay, lastDay }: Facts, random: Random): { from: Day | null; to: Day | null } {
  if (firstDay === null || lastDay === null) return { from: null, to: null };
  const first = Date.parse(firstDay);
  const days = Math.round((Date.parse(lastDay) - first) / day) + 1;
  const length = Math.min(random.pick([days, 7, 30, 30, 90, random.between(1, days)]), days);
  if (length === days) return { from: null, to: null };
  const start = first + random.below(days - length + 1) * day;
  return { from: dayAt(start), to: dayAt(start + (length - 1) * day) };
}

function dayAt(milliseconds: number): Day | null {
  return parseDay(new Date(milliseconds).toISOString().slice(0, 10));
}
