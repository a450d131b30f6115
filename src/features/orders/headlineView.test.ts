import { expect, it } from 'vitest';
import type { Day } from '../../model/filters.ts';
import type { OrderStatusRow } from '../../model/queries/ordersStatus.ts';
import type { OrdersTotalsRow } from '../../model/queries/ordersTotals.ts';
import { ordersTotals } from '../../testing/ordersTotals.ts';
import { headlineView } from './headlineView.ts';

const held = (day: string, counts: Readonly<Record<string, number>>): OrderStatusRow[] =>
  Object.entries(counts).map(([status, orders]) => ({ day: day as Day, status, orders }));

function told(totals: Partial<OrdersTotalsRow>, statuses: readonly OrderStatusRow[] = []): string {
  return headlineView({ ...ordersTotals, ...totals }, statuses, 'USD')
    .map(({ text }) => text)
    .join('')
    .replaceAll(/[\u00a0\u202f]/g, ' ');
}

it('tells what orders come to, who comes back, and where they stand at the last snapshot', () => {
  const statuses = [
    ...held('2023-01-25', { delivered: 305, preparing: 20, shipped: 36 }),
    ...held('2023-02-01', { delivered: 305, preparing: 17, returned: 0, shipped: 39 }),
  ];
  expect(told({}, statuses)).toBe(
    '361 orders come to $91 352, $253 each. 79.8 % of the 124 users ordered more than once. At the last snapshot, 1 Feb 2023: 305 delivered, 39 shipped and 17 preparing.',
  );
});

const nobody = { usersWithOne: 0, usersWithTwo: 0, usersWithMore: 0, repeatRate: null };
it.each<[string, Partial<OrdersTotalsRow>, string]>([
  ['nothing', { orders: 0, ...nobody }, 'No orders match these filters.'],
  [
    'totals that are not known',
    { orderTotal: null, averageOrderValue: null, ...nobody },
    '361 orders are placed; their total is not known.',
  ],
  [
    'one order',
    { orders: 1, orderTotal: 10, averageOrderValue: 10, ...nobody, usersWithOne: 1, repeatRate: 0 },
    '1 order comes to $10.',
  ],
  [
    'one user with several',
    { orders: 4, orderTotal: 40, averageOrderValue: 10, ...nobody, usersWithMore: 1, repeatRate: 1 },
    '4 orders come to $40, $10 each. One user placed more than one of them.',
  ],
  [
    'nobody who comes back',
    { orders: 4, orderTotal: 40, averageOrderValue: 10, ...nobody, usersWithOne: 4, repeatRate: 0 },
    '4 orders come to $40, $10 each. None of the 4 users ordered more than once.',
  ],
  [
    'everybody who does',
    { orders: 4, orderTotal: 40, averageOrderValue: 10, ...nobody, usersWithTwo: 2, repeatRate: 1 },
    '4 orders come to $40, $10 each. Every one of the 2 users ordered more than once.',
  ],
])('tells %s', (_, totals, sentence) => expect(told(totals)).toBe(sentence));

it('counts rarer statuses together, and says nothing of orders that no snapshot saw', () => {
  expect(told({}, [{ day: '2023-02-01' as Day, status: null, orders: 2 }])).toContain(
    '1 Feb 2023: 2 in other statuses.',
  );
  expect(told({}, held('2023-02-01', { shipped: 0 }))).not.toContain('snapshot');
});

it('ties every number to its definition', () => {
  const words = headlineView(ordersTotals, held('2023-02-01', { shipped: 3 }), 'USD').filter(
    ({ word }) => word !== undefined,
  );
  expect(words.map(({ word }) => word)).toEqual([
    'chosenOrders',
    'orderTotal',
    'averageOrderValue',
    'repeatRate',
    'orderStatus',
  ]);
});
