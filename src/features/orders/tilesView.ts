import type { OrdersFacts } from '../../model/queries/ordersFacts.ts';
import type { OrdersTotalsRow } from '../../model/queries/ordersTotals.ts';
import { type WordId, words } from '../../model/words.ts';
import { count, decimal, missing, money, percent, percentRange } from '../../ui/format.ts';
import { counted } from './wording.ts';

export interface Tile {
  readonly label: string;
  readonly word: WordId;
  readonly value: string;
  /** One short line under the number. */
  readonly detail: string | null;
}

/** What the dataset says of orders at all. */
type Has = Pick<OrdersFacts, 'hasUsers' | 'hasTotals' | 'hasPromos' | 'hasDeliveries'> & {
  readonly hasRevenue: boolean;
};

const secondsInDay = 86_400;

/** The key figures of the orders. What the dataset cannot know is —, and the detail says what it lacks. */
export function tilesView(totals: OrdersTotalsRow, has: Has, currency: string): readonly Tile[] {
  const amount = (value: number | null, decimals = 0) => (value === null ? missing : money(value, currency, decimals));
  const users = totals.usersWithOne + totals.usersWithTwo + totals.usersWithMore;
  const interval = percentRange(totals.repeatLow, totals.repeatHigh);
  const known = (isKnown: boolean, needs: string, tile: Tile): Tile =>
    isKnown ? tile : { ...tile, value: missing, detail: `The orders file has no ${needs}.` };
  return [
    {
      label: words.orders.label,
      word: 'chosenOrders',
      value: count(totals.orders),
      detail: counted(totals.orderLines, 'order line'),
    },
    {
      label: words.units.label,
      word: 'units',
      value: count(totals.units),
      detail: totals.orders === 0 ? null : `${decimal(totals.units / totals.orders)} an order`,
    },
    has.hasRevenue
      ? {
          label: words.revenue.label,
          word: 'revenue',
          value: amount(totals.revenue),
          detail: `${amount(totals.revenue, 2)} to the cent`,
        }
      : {
          label: words.revenue.label,
          word: 'revenue',
          value: missing,
          detail: 'This dataset has no prices of what was ordered.',
        },
    known(has.hasTotals, 'order_total', {
      label: words.orderTotal.label,
      word: 'orderTotal',
      value: amount(totals.orderTotal),
      detail: totals.orderTotal === null ? null : `${amount(totals.orderTotal, 2)} to the cent`,
    }),
    known(has.hasTotals, 'order_total', {
      label: words.averageOrderValue.label,
      word: 'averageOrderValue',
      value: amount(totals.averageOrderValue, 2),
      detail: 'order total ÷ orders',
    }),
    known(has.hasPromos, 'promo_id', {
      label: words.promoUse.label,
      word: 'promoUse',
      value: percent(totals.promoRate),
      detail: `${count(totals.promoOrders)} of ${counted(totals.orders)}`,
    }),
    known(has.hasUsers, 'user_id', {
      label: words.repeatRate.label,
      word: 'repeatRate',
      value: percent(totals.repeatRate),
      detail: [
        `${count(users - totals.usersWithOne)} of ${counted(users, 'user')}`,
        ...(interval === null ? [] : [`95 %: ${interval}`]),
      ].join(', '),
    }),
    known(has.hasDeliveries, 'delivered_at', {
      label: words.averageDelivery.label,
      word: 'averageDelivery',
      value:
        totals.averageDeliverySeconds === null
          ? missing
          : `${decimal(totals.averageDeliverySeconds / secondsInDay, 2)} days`,
      detail:
        totals.averageDeliverySeconds === null
          ? 'None of these orders is delivered.'
          : `${decimal(totals.averageDeliverySeconds)} s, ${count(totals.delivered)} delivered`,
    }),
  ];
}
