import { judged, type OtherSide, shareBetween } from '../../model/comparison.ts';
import {
  countTotal,
  type Difference,
  meanDifference,
  type Share,
  totalDifference,
  type TotalDifference,
} from '../../model/difference.ts';
import type { Counting } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import type { StepRow } from '../../model/queries/funnel.ts';
import type { SpreadsRow, TotalsRow } from '../../model/queries/totals.ts';
import type { UsersRow } from '../../model/queries/users.ts';
import type { WordId } from '../../model/words.ts';
import { words } from '../../model/words.ts';
import {
  count,
  decimal,
  missing,
  money,
  percent,
  percentRange,
  relativeChange,
  signed,
  signedMoney,
  signedRange,
} from '../../ui/format.ts';
import { type Change, pointsChange, verdictOf } from './sides.ts';
import { countingWords, onItsWay } from './wording.ts';

export interface Tile {
  readonly label: string;
  readonly word: WordId;
  readonly value: string;
  /** One short line under the number. */
  readonly detail: string | null;
  /** The same number of the other side, and the difference; null where nothing is compared. */
  readonly compared: TileComparison | null;
}

export interface TileComparison {
  /** `100 % there`. */
  readonly there: string;
  /** Null where the two may not be set against each other. */
  readonly change: Change | null;
}

/** The numbers of both sides, where two are compared. */
export interface TilesOther {
  readonly side: OtherSide;
  readonly totals: TotalsRow;
  /** Null while they are being counted, or those of this side are. */
  readonly users: UsersRow | null;
  readonly spreads: { readonly here: SpreadsRow; readonly there: SpreadsRow };
}

export interface TilesView {
  readonly first: readonly Tile[];
  readonly more: readonly Tile[];
}

/** What has a mean for each session or user. */
type Means = Pick<SpreadsRow, 'pageViews' | 'addToCarts' | 'sessionsPerUser'>;

type Has = Pick<Facts, 'hasUsers' | 'hasOrders' | 'hasRevenue'>;

/** What the tiles are about: what adds up, and users, which are null while they are being counted. */
export interface TilesNumbers {
  readonly totals: TotalsRow;
  readonly users: UsersRow | null;
}

/**
 * The key figures, against those of the other side where there is one. What the dataset cannot know is —, and the detail says what
 * it lacks; what is being counted is ….
 */
export function tilesView(
  rows: readonly StepRow[],
  { totals, users }: TilesNumbers,
  { counting, facts, currency }: { counting: Counting; facts: Has; currency: string },
  other: TilesOther | null = null,
): TilesView {
  const { reading, share } = countingWords(counting);
  const shareText = (position: number) => {
    const rate = rows.find((row) => row.position === position)?.ofBaseRate ?? null;
    return `${percent(rate)} ${words[share].label.toLowerCase()}`;
  };
  const interval = (low: number | null, high: number | null) => {
    const range = percentRange(low, high);
    return range === null ? null : `95 %: ${range}`;
  };
  const sold = [
    ...(facts.hasOrders && facts.hasUsers ? [`${users === null ? onItsWay : count(users.customers)} customers`] : []),
    ...(facts.hasRevenue ? [money(totals.revenue, currency)] : []),
  ];
  const known = (has: boolean, needs: string, tile: Omit<Tile, 'detail'> & { detail?: string }): Tile =>
    has
      ? { detail: null, ...tile }
      : { ...tile, value: missing, detail: `This dataset has no ${needs}.`, compared: null };
  const sides = sidesOf({ totals, users }, other, currency);

  return {
    first: [
      {
        label: counting.unit === 'sessions' ? 'Sessions with page view' : 'Users with page view',
        word: reading,
        value: count(totals.entered),
        detail: counting.base === 'all' ? shareText(1) : `${decimal(totals.pageViewsPerSession)} page views a session`,
        compared: sides.count(({ entered }) => entered),
      },
      {
        label: '… add to cart',
        word: reading,
        value: count(totals.carted),
        detail: shareText(2),
        compared: sides.count(({ carted }) => carted),
      },
      {
        label: '… checkout',
        word: reading,
        value: count(totals.converted),
        detail: sold.length === 0 ? shareText(3) : sold.join(' · '),
        compared: sides.count(({ converted }) => converted),
      },
      {
        label: words.conversion.label,
        word: 'conversion',
        value: percent(totals.conversionRate),
        detail: interval(totals.conversionLow, totals.conversionHigh),
        compared: sides.share(({ conversionRate: rate, conversionLow: low, conversionHigh: high }) => ({
          rate,
          low,
          high,
        })),
      },
      {
        label: words.abandonment.label,
        word: 'abandonment',
        value: percent(totals.abandonmentRate),
        detail: interval(totals.abandonmentLow, totals.abandonmentHigh),
        compared: sides.share(({ abandonmentRate: rate, abandonmentLow: low, abandonmentHigh: high }) => ({
          rate,
          low,
          high,
        })),
      },
    ],
    more: [
      {
        label: words.bounce.label,
        word: 'bounce',
        value: percent(totals.bounceRate),
        detail: null,
        compared: sides.share(({ bounceRate: rate, bounceLow: low, bounceHigh: high }) => ({ rate, low, high })),
      },
      {
        label: words.pageViewsPerSession.label,
        word: 'pageViewsPerSession',
        value: decimal(totals.pageViewsPerSession, 2),
        detail: `${count(totals.pageViews)} page views`,
        compared: sides.mean('pageViews', ({ pageViewsPerSession }) => pageViewsPerSession),
      },
      {
        label: words.addToCartsPerSession.label,
        word: 'addToCartsPerSession',
        value: decimal(totals.addToCartsPerSession, 2),
        detail: `${count(totals.addToCarts)} adds to cart`,
        compared: sides.mean('addToCarts', ({ addToCartsPerSession }) => addToCartsPerSession),
      },
      known(facts.hasUsers, 'users', {
        label: words.sessionsPerUser.label,
        word: 'sessionsPerUser',
        value: users === null ? onItsWay : decimal(users.sessionsPerUser, 2),
        detail: `${users === null ? onItsWay : count(users.users)} users`,
        compared: sides.sessionsPerUser(),
      }),
      known(facts.hasOrders && facts.hasUsers, 'orders by user', {
        label: words.customers.label,
        word: 'customers',
        value: users === null ? onItsWay : count(users.customers),
        compared: sides.customers(),
      }),
      known(facts.hasOrders, 'orders', {
        label: words.orders.label,
        word: 'orders',
        value: count(totals.orders),
        detail: `${count(totals.orderLines)} order lines`,
        compared: sides.total('orders', ({ orders }) => orders),
      }),
      known(facts.hasOrders, 'orders', {
        label: words.units.label,
        word: 'units',
        value: count(totals.units),
        compared: sides.total('units', ({ units }) => units),
      }),
      known(facts.hasRevenue, 'prices of what was ordered', {
        label: words.revenue.label,
        word: 'revenue',
        value: money(totals.revenue, currency),
        compared: sides.total('revenue', ({ revenue }) => revenue),
      }),
    ],
  };
}

/** How the numbers of a tile are set against those of the other side, by what kind of number they are. */
function sidesOf({ totals, users }: TilesNumbers, other: TilesOther | null, currency: string) {
  const there = (text: string) => `${text} there`;
  const both = <T>(of: (row: TotalsRow) => T): readonly [T, T] | null =>
    other === null ? null : [of(totals), of(other.totals)];
  const whole = (difference: TotalDifference, isMoney: boolean): Change | null => {
    if (other === null || !other.side.countsCompare) return null;
    const { value, relative } = difference;
    const { low, high } = judged(difference, other.side);
    const amount = isMoney ? signedMoney(value, currency) : signed(value);
    return {
      text: relative === null ? amount : `${amount} · ${relativeChange(relative)}`,
      range: low === null || high === null ? null : rangeText(low, high, isMoney, currency),
      verdict: verdictOf({ value, low, high }),
    };
  };
  const counts = (here: number, their: number): TileComparison => ({
    there: there(count(their)),
    change: whole(totalDifference(countTotal(here), countTotal(their)), false),
  });
  return {
    count: (of: (row: TotalsRow) => number): TileComparison | null => {
      const pair = both(of);
      return pair === null ? null : counts(...pair);
    },
    customers: (): TileComparison | null => {
      const theirs = other?.users ?? null;
      return users === null || theirs === null ? null : counts(users.customers, theirs.customers);
    },
    total: (of: 'orders' | 'units' | 'revenue', shown: (row: TotalsRow) => number): TileComparison | null => {
      if (other === null) return null;
      const { here, there: their } = other.spreads;
      const isMoney = of === 'revenue';
      const value = shown(other.totals);
      return {
        there: there(isMoney ? money(value, currency) : count(value)),
        change: whole(totalDifference(here[of], their[of]), isMoney),
      };
    },
    share: (of: (row: TotalsRow) => Share): TileComparison | null => {
      const pair = both(of);
      if (pair === null || other === null) return null;
      return {
        there: there(percent(pair[1].rate)),
        change: pointsChange(shareBetween(pair[0], pair[1], other.side)),
      };
    },
    mean: (of: 'pageViews' | 'addToCarts', shown: (row: TotalsRow) => number | null): TileComparison | null => {
      if (other === null) return null;
      return { there: there(decimal(shown(other.totals), 2)), change: meansChange(other, of) };
    },
    sessionsPerUser: (): TileComparison | null => {
      const theirs = other?.users ?? null;
      if (other === null || theirs === null) return null;
      // Whoever is watched longer comes back more often.
      const change = other.side.sameSpan ? meansChange(other, 'sessionsPerUser') : null;
      return { there: there(decimal(theirs.sessionsPerUser, 2)), change };
    },
  };
}

function meansChange({ spreads: { here, there }, side }: TilesOther, of: keyof Means): Change | null {
  const difference = meanDifference(here[of], there[of]);
  return difference === null ? null : meanChange(judged(difference, side));
}

function meanChange(difference: Difference): Change {
  const { value, low, high } = difference;
  return {
    text: signed(value, 2),
    range: low === null || high === null ? null : signedRange(low, high, 2),
    verdict: verdictOf(difference),
  };
}

function rangeText(low: number, high: number, isMoney: boolean, currency: string): string {
  if (!isMoney) return signedRange(low, high);
  return `${signedMoney(low, currency)} to ${signedMoney(high, currency)}`;
}
