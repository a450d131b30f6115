import type { OrderStatusRow } from '../../model/queries/ordersStatus.ts';
import type { OrdersTotalsRow } from '../../model/queries/ordersTotals.ts';
import type { WordId } from '../../model/words.ts';
import { count, day, money, percent } from '../../ui/format.ts';
import { counted, listed, nothingMatches } from './wording.ts';

/** A piece of the sentence. One with a word is explained by that word’s definition. */
export interface HeadlinePart {
  readonly text: string;
  readonly word?: WordId;
  readonly tone?: 'strong';
}

/** The finding in words: what the chosen orders come to, who comes back, and where the orders stand. */
export function headlineView(
  totals: OrdersTotalsRow,
  statuses: readonly OrderStatusRow[],
  currency: string,
): readonly HeadlinePart[] {
  if (totals.orders === 0) return [{ text: nothingMatches }];
  return [...worth(totals, currency), ...loyalty(totals), ...standing(statuses)];
}

function worth({ orders, orderTotal, averageOrderValue }: OrdersTotalsRow, currency: string): HeadlinePart[] {
  const all: HeadlinePart = { text: counted(orders), word: 'chosenOrders', tone: 'strong' };
  if (orderTotal === null || averageOrderValue === null) {
    return [
      all,
      { text: orders === 1 ? ' is placed; its total is not known.' : ' are placed; their total is not known.' },
    ];
  }
  const total: HeadlinePart = { text: money(orderTotal, currency), word: 'orderTotal', tone: 'strong' };
  if (orders === 1) return [all, { text: ' comes to ' }, total, { text: '.' }];
  return [
    all,
    { text: ' come to ' },
    total,
    { text: ', ' },
    { text: money(averageOrderValue, currency), word: 'averageOrderValue' },
    { text: ' each.' },
  ];
}

function loyalty({ usersWithOne, usersWithTwo, usersWithMore, repeatRate }: OrdersTotalsRow): HeadlinePart[] {
  const users = usersWithOne + usersWithTwo + usersWithMore;
  if (users === 0 || repeatRate === null) return [];
  const who = counted(users, 'user');
  if (users === 1)
    return repeatRate === 1 ? [{ text: ' One user placed more than one of them.', word: 'repeatRate' }] : [];
  if (repeatRate === 1)
    return [{ text: ' Every one', word: 'repeatRate' }, { text: ` of the ${who} ordered more than once.` }];
  if (repeatRate === 0)
    return [{ text: ' None', word: 'repeatRate' }, { text: ` of the ${who} ordered more than once.` }];
  return [
    { text: ' ' },
    { text: percent(repeatRate, 1), word: 'repeatRate', tone: 'strong' },
    { text: ` of the ${who} ordered more than once.` },
  ];
}

function standing(statuses: readonly OrderStatusRow[]): HeadlinePart[] {
  const last = statuses.at(-1)?.day;
  const held = statuses
    .filter((row) => row.day === last && row.orders > 0)
    .sort((one, other) => other.orders - one.orders);
  if (last === undefined || held.length === 0) return [];
  return [
    { text: ` At the last snapshot, ${day(last)}: ` },
    {
      text: listed(held.map(({ status, orders }) => `${count(orders)} ${status ?? 'in other statuses'}`)),
      word: 'orderStatus',
    },
    { text: '.' },
  ];
}
