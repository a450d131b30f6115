import type { NumbersColumn } from '../../charts/NumbersTable.tsx';
import type { OtherSide } from '../../model/comparison.ts';
import { type Difference, direction } from '../../model/difference.ts';
import type { WordId } from '../../model/words.ts';
import { dayRange, plainPoints, points, signedRange } from '../../ui/format.ts';

/** The words a panel uses beside its own where two sides are compared. */
export const differenceWords = ['compared', 'difference', 'differenceInterval'] as const satisfies readonly WordId[];

/** What can be said of a difference: beyond chance one way or the other, or within it; null without an interval. */
export type Verdict = 'higher' | 'lower' | 'unclear';

/** How a verdict is told. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  higher: 'higher',
  lower: 'lower',
  unclear: 'within chance',
};

/** A difference in words. */
export interface Change {
  /** `−54.1 pts`. */
  readonly text: string;
  /** `−58.9 to −48.9`; null without an interval. */
  readonly range: string | null;
  readonly verdict: Verdict | null;
}

/** The other side in a few words: `9 – 10 Feb 2021`, `the rest`. */
export function otherName({ days }: Pick<OtherSide, 'days'>): string {
  return days === null ? 'the rest' : dayRange(days.from, days.to);
}

/** What is compared, and what has to be known of it, once for a whole view. */
export function sidesSentence(other: Pick<OtherSide, 'days' | 'note'>): string {
  const what = `“There” is ${otherName(other)}.`;
  return other.note === null ? what : `${what} ${other.note}`;
}

/** What an interval says; null without one. */
export function verdictOf(difference: Difference): Verdict | null {
  if (difference.low === null) return null;
  return direction(difference) ?? 'unclear';
}

/** A difference of shares in words; null where it is not known. */
export function pointsChange(difference: Difference | null): Change | null {
  if (difference === null) return null;
  const { value, low, high } = difference;
  return {
    text: points(value),
    range: low === null || high === null ? null : signedRange(low * 100, high * 100, 1),
    verdict: verdictOf(difference),
  };
}

/** A change in one line: `−54.1 pts (−58.9 to −48.9), lower`. */
export function changeLine({ text, range, verdict }: Change): string {
  const interval = range === null ? '' : ` (${range})`;
  return `${text}${interval}${verdict === null ? '' : `, ${verdictWords[verdict]}`}`;
}

/** The columns of a table for the difference of a share and the ends of its interval. */
export function differenceColumns(share: string): readonly NumbersColumn[] {
  return [
    { label: `${share}, difference`, align: 'end' },
    { label: `${share}, difference 95 % from`, align: 'end' },
    { label: `${share}, difference 95 % to`, align: 'end' },
  ];
}

/** The cells under those columns. */
export function differenceCells(difference: Difference | null): readonly string[] {
  return [difference?.value ?? null, difference?.low ?? null, difference?.high ?? null].map(plainPoints);
}
