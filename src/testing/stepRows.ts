import type { StepRow } from '../model/queries/funnel.ts';
import { steps } from '../model/steps.ts';

/** The four steps as the funnel query answers them, from counts alone; `all` when more is selected than is at the first step. */
export function stepRows(
  counts: readonly [number, number, number, number],
  { all = counts[0], base = 'first' }: { all?: number; base?: 'first' | 'all' } = {},
): StepRow[] {
  const whole = base === 'first' ? counts[0] : all;
  const rate = (part: number, of: number) => (of === 0 ? null : part / of);
  return steps.map(({ id, position }, at) => {
    const count = counts[at] ?? 0;
    const previous = at === 0 ? null : (counts[at - 1] ?? 0);
    const ofPrevious = previous === null ? null : rate(count, previous);
    return {
      step: id,
      position,
      count,
      base: whole,
      ofBaseRate: rate(count, whole),
      ofBaseLow: rate(count, whole),
      ofBaseHigh: rate(count, whole),
      ofPreviousRate: ofPrevious,
      ofPreviousLow: ofPrevious,
      ofPreviousHigh: ofPrevious,
      lost: previous === null ? null : previous - count,
      dropOffRate: ofPrevious === null ? null : 1 - ofPrevious,
      all,
    };
  });
}
