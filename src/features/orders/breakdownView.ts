import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { ShareBar } from '../../charts/ShareBars.tsx';
import type { OrdersDimension, OrdersGroupRow } from '../../model/queries/ordersBy.ts';
import type { OrdersPerUserRow } from '../../model/queries/ordersPerUser.ts';
import { notSet } from '../../model/tables.ts';
import { count, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { nothingMatches } from './wording.ts';

export interface BreakdownView {
  readonly rows: readonly ShareBar[];
  readonly numbers: Numbers;
  readonly note: string | null;
  readonly empty: string | null;
}

interface BreakdownWords {
  readonly title: string;
  readonly head: string;
  readonly nouns: string;
  /** What stands where an order names none. */
  readonly none: string;
}

export const breakdownWords: Readonly<Record<OrdersDimension, BreakdownWords>> = {
  promo: { title: 'Promos', head: 'Promo', nouns: 'promos', none: 'no promo' },
  'shipping service': { title: 'Shipping service', head: 'Service', nouns: 'services', none: 'not known yet' },
  'shipping state': { title: 'By shipping state', head: 'Shipping state', nouns: 'shipping states', none: notSet },
};

/** Orders per promo, service or shipping state, in the order of the rows. */
export function breakdownView(groups: readonly OrdersGroupRow[], dimension: OrdersDimension): BreakdownView {
  const { head, nouns, none } = breakdownWords[dimension];
  const hasPlaces = dimension === 'shipping state';
  const countries = new Set(groups.map(({ parent }) => parent)).size;
  const [first] = groups;
  const all = first?.groups ?? 0;
  return {
    rows: groups.map(({ value, parent, orders, share }) => ({
      id: JSON.stringify([value, parent]),
      label: [value ?? none, ...(countries > 1 && parent !== null ? [parent] : [])].join(', '),
      value: orders,
      valueText: count(orders),
      shareText: percent(share),
      muted: value === null || value === notSet,
    })),
    numbers: {
      columns: [
        { label: head, align: 'start' },
        ...(hasPlaces ? [{ label: 'Country', align: 'start' as const }] : []),
        { label: 'Orders', align: 'end' },
        { label: 'Of all orders', align: 'end' },
      ],
      rows: groups.map(({ value, parent, orders, share }) => [
        value ?? none,
        ...(hasPlaces ? [parent ?? notSet] : []),
        plainCount(orders),
        plainPercent(share),
      ]),
    },
    note:
      all > groups.length ? `The ${count(groups.length)} with most orders of ${count(all)} ${nouns} are listed.` : null,
    empty: groups.length === 0 ? nothingMatches : null,
  };
}

const classes = { 1: '1 order', 2: '2 orders', 3: '3 or more' } as const;

/** Users with one, two, and three or more orders. */
export function ordersPerUserView(rows: readonly OrdersPerUserRow[], withoutUser: number): BreakdownView {
  return {
    rows: rows.map(({ orders, users, share }) => ({
      id: classes[orders],
      label: classes[orders],
      value: users,
      valueText: count(users),
      shareText: percent(share),
      muted: false,
    })),
    numbers: {
      columns: [
        { label: 'Orders', align: 'start' },
        { label: 'Users', align: 'end' },
        { label: 'Of all users', align: 'end' },
      ],
      rows: rows.map(({ orders, users, share }) => [classes[orders], plainCount(users), plainPercent(share)]),
    },
    note:
      withoutUser === 0
        ? null
        : `${count(withoutUser)} ${withoutUser === 1 ? 'order names' : 'orders name'} no user and ${withoutUser === 1 ? 'is' : 'are'} left out.`,
    empty: rows.every(({ users }) => users === 0) ? 'No users with orders match these filters.' : null,
  };
}
