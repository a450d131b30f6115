import { type Difference, type Share, shareDifference } from './difference.ts';
import { choosesBesideDays, type Counting, type Day, type Filters, parseDay } from './filters.ts';
import { daysBetween } from './grain.ts';
import type { Facts } from './queries/facts.ts';
import { daysOf } from './resolve.ts';

/** With what the selection is compared. */
export type Compare =
  | { readonly kind: 'none' }
  /** As many days, right before. */
  | { readonly kind: 'previous' }
  /** What the filters leave out. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'period'; readonly from: Day; readonly to: Day };

export const noComparison: Compare = { kind: 'none' };

/** The other side of a comparison. */
export interface OtherSide {
  readonly filters: Filters;
  /** Its days where it is a period, inside the data; null where it is the rest. */
  readonly days: { readonly from: Day; readonly to: Day } | null;
  /**
   * Whether counts of the two sides may be set against each other: not when one has fewer days of data than the other, or ends
   * inside a day. Shares may always.
   */
  readonly countsCompare: boolean;
  /** Whether both sides have equally many days, so that what grows with time, as sessions per user, may be compared. */
  readonly sameSpan: boolean;
  /** Whether what is counted may be on both sides: then they are not independent, and no interval is given. */
  readonly overlaps: boolean;
  /** What stands in the way of comparing counts, in a sentence; or what else has to be known. */
  readonly note: string | null;
}

const dayMs = 86_400_000;

function shifted(day: Day, days: number): Day {
  return parseDay(new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)) ?? day;
}

/** The whole days of data between two days. */
function covered(from: Day, to: Day, facts: Facts): { from: Day; to: Day } | null {
  if (facts.firstDay === null || facts.lastDay === null) return null;
  const first = from > facts.firstDay ? from : facts.firstDay;
  const last = to < facts.lastDay ? to : facts.lastDay;
  return first > last ? null : { from: first, to: last };
}

/**
 * The other side of a comparison; a sentence where there is none, null where nothing is compared. Days are those of the data: the
 * clock has no part in it.
 */
export function otherSide(filters: Filters, compare: Compare, facts: Facts): OtherSide | { none: string } | null {
  if (compare.kind === 'none') return null;
  if (compare.kind === 'rest') return restOf(filters);
  const days = daysOf(filters, facts);
  if (days === null || days.from > days.to) return { none: 'There are no days to compare.' };
  const asked =
    compare.kind === 'period'
      ? compare
      : { from: shifted(days.from, -daysBetween(days.from, days.to)), to: shifted(days.from, -1) };
  const other = covered(asked.from, asked.to, facts);
  if (other === null) {
    return {
      none:
        compare.kind === 'previous'
          ? `The data begins on ${facts.firstDay ?? '—'}: there is nothing before the chosen days to compare them with. Choose a later start.`
          : `The data has no day from ${asked.from} to ${asked.to} to compare with.`,
    };
  }
  const mine = daysBetween(days.from, days.to);
  const theirs = daysBetween(other.from, other.to);
  const partial = partialDay(days, facts) ?? partialDay(other, facts);
  const overlaps = other.from <= days.to && days.from <= other.to;
  const reasons = [
    ...(mine === theirs ? [] : [`${mine} ${mine === 1 ? 'day' : 'days'} here, ${theirs} there`]),
    ...(partial === null ? [] : [`the data ${partial.verb} within ${partial.day}`]),
  ];
  const [first = '', ...others] = reasons;
  const reason = [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(', and ');
  const notes = [
    ...(reasons.length === 0 ? [] : [`${reason}: counts are not compared, shares are.`]),
    ...(overlaps ? ['The two periods share days: their sessions are on both sides, so no intervals are given.'] : []),
  ];
  return {
    filters: { ...filters, from: other.from, to: other.to },
    days: other,
    countsCompare: reasons.length === 0,
    sameSpan: reasons.length === 0,
    overlaps,
    note: notes.length === 0 ? null : notes.join(' '),
  };
}

/** A side as it is counted: a user who comes again may be on both sides, so that counts of users have no interval. */
export function countedSide(side: OtherSide, { unit }: Pick<Counting, 'unit'>): OtherSide {
  if (unit === 'sessions' || side.overlaps) return side;
  const note = 'A user may be on both sides, so no intervals are given.';
  return { ...side, overlaps: true, note: side.note === null ? note : `${side.note} ${note}` };
}

/** A difference, without its interval where a session or a user may be on both sides. */
export function judged(difference: Difference, { overlaps }: Pick<OtherSide, 'overlaps'>): Difference {
  return overlaps ? { value: difference.value, low: null, high: null } : difference;
}

/** The difference of a share between the sides, 0..1; null where one is not known. */
export function shareBetween(here: Share, there: Share, side: Pick<OtherSide, 'overlaps'>): Difference | null {
  const difference = shareDifference(here, there);
  return difference === null ? null : judged(difference, side);
}

/** The day of these on which the data starts or ends in the middle. */
function partialDay(days: { from: Day; to: Day }, facts: Facts): { day: Day; verb: string } | null {
  if (facts.firstDay !== null && days.from <= facts.firstDay && !facts.startsWhole) {
    return { day: facts.firstDay, verb: 'begins' };
  }
  if (facts.lastDay !== null && days.to >= facts.lastDay && !facts.endsWhole) {
    return { day: facts.lastDay, verb: 'ends' };
  }
  return null;
}

function restOf(filters: Filters): OtherSide | { none: string } {
  const { product, from, to } = filters;
  const side = (rest: Filters, { sameSpan, overlaps }: Pick<OtherSide, 'sameSpan' | 'overlaps'>, note: string) => ({
    filters: rest,
    days: null,
    countsCompare: false,
    sameSpan,
    overlaps,
    note,
  });
  if (choosesBesideDays(filters)) {
    return side(
      { ...filters, complement: 'sessions' },
      { sameSpan: true, overlaps: false },
      'The rest are the sessions of the same days that the filters leave out. The sides differ in size: counts are not compared, shares are.',
    );
  }
  if (product.values.length > 0) {
    const mode = product.mode === 'only' ? 'except' : 'only';
    return side(
      { ...filters, product: { mode, values: product.values } },
      { sameSpan: true, overlaps: true },
      'The rest are all other products; a session that concerns both is on both sides, so no intervals are given. Counts are not compared, shares are.',
    );
  }
  if (from !== null || to !== null) {
    return side(
      { ...filters, complement: 'range' },
      { sameSpan: false, overlaps: false },
      'The rest are all other days. The sides differ in size: counts are not compared, shares are.',
    );
  }
  return { none: 'Everything is selected, so there is no rest to compare with. Choose a filter first.' };
}
