import type { Counting, Unit } from '../../model/filters.ts';
import { stepOf, type StepId } from '../../model/steps.ts';
import type { WordId } from '../../model/words.ts';
import { count } from '../../ui/format.ts';

/** Stands for a number that is being counted. */
export const onItsWay = '…';

/** `session` or `users`, to go with a number. */
export function noun(unit: Unit, value: number): string {
  const one = unit === 'sessions' ? 'session' : 'user';
  return value === 1 ? one : `${one}s`;
}

/** `578 sessions`, for reading. */
export function counted(value: number, unit: Unit): string {
  return `${count(value)} ${noun(unit, value)}`;
}

/** A step inside a sentence: `add to cart`. */
export function stepPhrase(step: StepId): string {
  return stepOf(step).label.toLowerCase();
}

/** From one step to the next: `page view → add to cart`. */
export function passage(from: StepId, to: StepId): string {
  return `${stepPhrase(from)} → ${stepPhrase(to)}`;
}

/** The words that define what is counted, and out of what. */
export function countingWords(counting: Counting): { unit: WordId; reading: WordId; base: WordId; share: WordId } {
  return {
    unit: counting.unit === 'sessions' ? 'sessionsUnit' : 'usersUnit',
    reading: counting.reading,
    base: counting.base === 'first' ? 'firstBase' : 'allBase',
    share: counting.base === 'first' ? 'ofFirst' : 'ofAll',
  };
}

/** Said where a selection holds nothing. */
export function nothingMatches(unit: Unit): string {
  return `No ${noun(unit, 0)} match these filters.`;
}
