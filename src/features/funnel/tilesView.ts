import type { Counting } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import type { StepRow } from '../../model/queries/funnel.ts';
import type { TotalsRow } from '../../model/queries/totals.ts';
import type { WordId } from '../../model/words.ts';
import { words } from '../../model/words.ts';
import { count, decimal, missing, money, percent, percentRange } from '../../ui/format.ts';
import { countingWords } from './wording.ts';

export interface Tile {
  readonly label: string;
  readonly word: WordId;
  readonly value: string;
  /** One short line under the number. */
  readonly detail: string | null;
}

export interface TilesView {
  readonly first: readonly Tile[];
  readonly more: readonly Tile[];
}

type Has = Pick<Facts, 'hasUsers' | 'hasOrders' | 'hasRevenue'>;

/** The key figures. What the dataset cannot know is —, and the detail says what it lacks. */
export function tilesView(
  rows: readonly StepRow[],
  totals: TotalsRow,
  { counting, facts, currency }: { counting: Counting; facts: Has; currency: string },
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
    ...(facts.hasOrders && facts.hasUsers ? [`${count(totals.customers)} customers`] : []),
    ...(facts.hasRevenue ? [money(totals.revenue, currency)] : []),
  ];
  const known = (has: boolean, needs: string, tile: Omit<Tile, 'detail'> & { detail?: string }): Tile =>
    has ? { detail: null, ...tile } : { ...tile, value: missing, detail: `This dataset has no ${needs}.` };

  return {
    first: [
      {
        label: counting.unit === 'sessions' ? 'Sessions with page view' : 'Users with page view',
        word: reading,
        value: count(totals.entered),
        detail: counting.base === 'all' ? shareText(1) : `${decimal(totals.pageViewsPerSession)} page views a session`,
      },
      { label: '… add to cart', word: reading, value: count(totals.carted), detail: shareText(2) },
      {
        label: '… checkout',
        word: reading,
        value: count(totals.converted),
        detail: sold.length === 0 ? shareText(3) : sold.join(' · '),
      },
      {
        label: words.conversion.label,
        word: 'conversion',
        value: percent(totals.conversionRate),
        detail: interval(totals.conversionLow, totals.conversionHigh),
      },
      {
        label: words.abandonment.label,
        word: 'abandonment',
        value: percent(totals.abandonmentRate),
        detail: interval(totals.abandonmentLow, totals.abandonmentHigh),
      },
    ],
    more: [
      { label: words.bounce.label, word: 'bounce', value: percent(totals.bounceRate), detail: null },
      {
        label: words.pageViewsPerSession.label,
        word: 'pageViewsPerSession',
        value: decimal(totals.pageViewsPerSession, 2),
        detail: `${count(totals.pageViews)} page views`,
      },
      {
        label: words.addToCartsPerSession.label,
        word: 'addToCartsPerSession',
        value: decimal(totals.addToCartsPerSession, 2),
        detail: `${count(totals.addToCarts)} adds to cart`,
      },
      known(facts.hasUsers, 'users', {
        label: words.sessionsPerUser.label,
        word: 'sessionsPerUser',
        value: decimal(totals.sessionsPerUser, 2),
        detail: `${count(totals.users)} users`,
      }),
      known(facts.hasOrders && facts.hasUsers, 'orders by user', {
        label: words.customers.label,
        word: 'customers',
        value: count(totals.customers),
      }),
      known(facts.hasOrders, 'orders', {
        label: words.orders.label,
        word: 'orders',
        value: count(totals.orders),
        detail: `${count(totals.orderLines)} order lines`,
      }),
      known(facts.hasOrders, 'orders', { label: words.units.label, word: 'units', value: count(totals.units) }),
      known(facts.hasRevenue, 'prices of what was ordered', {
        label: words.revenue.label,
        word: 'revenue',
        value: money(totals.revenue, currency),
      }),
    ],
  };
}
