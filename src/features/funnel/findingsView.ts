import type { OtherSide } from '../../model/comparison.ts';
import { direction, shareDifference } from '../../model/difference.ts';
import type { Driver, DriverSearch } from '../../model/drivers.ts';
import type { Counting } from '../../model/filters.ts';
import type { StepRow } from '../../model/queries/funnel.ts';
import type { StockOutsDuring } from '../../model/queries/stockOutsDuring.ts';
import { count, percent, points, relativeChange, signedRange } from '../../ui/format.ts';
import { driverSentence } from './driversView.ts';
import { otherName } from './sides.ts';
import { counted } from './wording.ts';

/** A sentence beside the headline, and the panel its numbers come from. */
export interface Finding {
  readonly id: 'driver' | 'change' | 'stock';
  readonly sentence: string;
  /** Of this view; null where it is told in the inventory view. */
  readonly panel: string | null;
}

/** Whether the first driver is traffic in bursts: then the note on bursts says the same, and more. */
function isBurst({ burstStarts, conditions, same }: Pick<Driver, 'burstStarts' | 'conditions' | 'same'>): boolean {
  return (
    burstStarts > 0 ||
    [conditions, ...same].some((set) => set.some(({ key, value }) => key === 'traffic' && value === 'burst'))
  );
}

/** What stands out most among the lost sessions; null where nothing does, or the note on bursts says it. */
export function driverFinding(search: DriverSearch): Finding | null {
  const [first] = search.drivers;
  if (first === undefined || isBurst(first)) return null;
  return { id: 'driver', sentence: driverSentence(first, search, 'all'), panel: 'why-sessions-are-lost' };
}

/** How conversion differs from the other side, and the number of sessions where that may be compared; null where a side has none. */
export function changeFinding(
  here: readonly StepRow[],
  there: readonly StepRow[],
  other: Pick<OtherSide, 'days' | 'countsCompare' | 'overlaps'>,
  { unit }: Counting,
): Finding | null {
  const mine = here.find(({ step }) => step === 'checkout');
  const theirs = there.find(({ step }) => step === 'checkout');
  if (mine === undefined || theirs === undefined) return null;
  const share = (row: StepRow) => ({ rate: row.ofBaseRate, low: row.ofBaseLow, high: row.ofBaseHigh });
  const difference = shareDifference(share(mine), share(theirs));
  const name = other.days === null ? 'the rest' : otherName(other);
  if (difference === null) {
    const side = theirs.ofBaseRate === null ? `${capitalised(name)} has` : 'The selection has';
    return { id: 'change', sentence: `${side} no conversion to compare.`, panel: 'funnel' };
  }
  const sides = `${percent(mine.ofBaseRate, 1)} of ${counted(mine.base, unit)} here, ${percent(theirs.ofBaseRate, 1)} of ${counted(theirs.base, unit)} there`;
  const { low, high, value } = difference;
  const range = other.overlaps || low === null || high === null ? null : signedRange(low * 100, high * 100, 1);
  const way = range === null ? null : direction(difference);
  const size = points(Math.abs(value)).replace(/^\+/, '');
  const verdict =
    way === null
      ? `conversion differs by ${points(value)}${range === null ? '' : ` (${range}), which may be chance`}`
      : `conversion is ${size} ${way} (95\u00a0%: ${range ?? ''})`;
  const sizes =
    other.countsCompare && theirs.all > 0 && mine.all !== theirs.all
      ? ` ${capitalised(counted(mine.all, unit))} against ${count(theirs.all)}, ${relativeChange(mine.all / theirs.all - 1)}.`
      : '';
  return { id: 'change', sentence: `Compared with ${name}, ${verdict}: ${sides}.${sizes}`, panel: 'funnel' };
}

/** What was out of stock on the days on screen; null where nothing was, or stock was not counted by then. */
export function stockFinding({ known, products, first }: StockOutsDuring): Finding | null {
  if (!known || products === 0 || first === null) return null;
  const sentence =
    products === 1
      ? `${first} was out of stock on some of these days.`
      : `${count(products)} products were out of stock on some of these days, ${first} first.`;
  return { id: 'stock', sentence, panel: null };
}

/** A piece of a sentence; those that are numbers lead to where they come from. */
export interface SentencePart {
  readonly text: string;
  readonly isNumber: boolean;
}

/** With the spaces that numbers are written with: thin between thousands, one that does not break before a unit. */
const numberShape = /[+−<>]?\d(?:[\d.\u2009]*\d)?(?:\u00a0(?:%|pts))?/gu;

/** A day or a range of days, as the page writes them: no number to look up. */
const dateShape =
  /\d{1,2}(?: [A-Z][a-z]{2})?(?: \d{4})?(?: – \d{1,2})? [A-Z][a-z]{2} \d{4}|\d{1,2} [A-Z][a-z]{2}(?: \d{4})?/gu;

/** A sentence cut into its numbers and what stands between them. */
export function numbersIn(sentence: string): readonly SentencePart[] {
  const parts: SentencePart[] = [];
  let end = 0;
  const dates = [...sentence.matchAll(dateShape)].map(({ index, 0: text }) => ({
    from: index,
    to: index + text.length,
  }));
  for (const match of sentence.matchAll(numberShape)) {
    if (dates.some(({ from, to }) => match.index >= from && match.index < to)) continue;
    if (match.index > end) parts.push({ text: sentence.slice(end, match.index), isNumber: false });
    parts.push({ text: match[0], isNumber: true });
    end = match.index + match[0].length;
  }
  if (end < sentence.length) parts.push({ text: sentence.slice(end), isNumber: false });
  return parts;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
