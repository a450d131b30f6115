import type { Day, Grain } from './filters.ts';

/** More points than this no chart can tell apart. */
const mostBuckets = 400;
const hoursIn: Readonly<Record<Grain, number>> = { hour: 1, day: 24, week: 7 * 24, month: 28 * 24 };
const finestFirst: readonly Grain[] = ['hour', 'day', 'week', 'month'];

/** Whole days from the first to the last, both included. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** Whether a range in this grain has few enough buckets to draw. */
export function fits(grain: Grain, from: Day, to: Day): boolean {
  return (daysBetween(from, to) * 24) / hoursIn[grain] <= mostBuckets;
}

/**
 * The grain to draw a range in. `auto` gives hours for one day, days up to ten weeks, weeks up to two years, then months. A chosen grain that would
 * give over 400 buckets is `coarsened` to the next one that does not.
 */
export function grainFor(from: Day, to: Day, chosen: Grain | 'auto'): { grain: Grain; coarsened: boolean } {
  if (chosen === 'auto') {
    const days = daysBetween(from, to);
    if (days <= 1) return { grain: 'hour', coarsened: false };
    if (days <= 70) return { grain: 'day', coarsened: false };
    return { grain: days <= 731 ? 'week' : 'month', coarsened: false };
  }
  const grain = finestFirst.slice(finestFirst.indexOf(chosen)).find((next) => fits(next, from, to)) ?? 'month';
  return { grain, coarsened: grain !== chosen };
}
