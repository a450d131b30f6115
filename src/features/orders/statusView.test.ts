import { expect, it } from 'vitest';
import type { Day } from '../../model/filters.ts';
import { comparedDays, type OrderStatusRow } from '../../model/queries/ordersStatus.ts';
import { comparisonWith, statusView } from './statusView.ts';

const day = (text: string) => text as Day;
const at = (when: string, counts: Readonly<Record<string, number>>): OrderStatusRow[] =>
  Object.entries(counts).map(([status, orders]) => ({ day: day(when), status, orders }));
const twoWeeks = [
  ...at('2023-01-11', { delivered: 305, preparing: 26, shipped: 30 }),
  ...at('2023-01-18', { delivered: 305, preparing: 23, shipped: 33 }),
];

it('stacks preparing, shipped and delivered in this order, and marks what is compared', () => {
  const { columns, lanes, numbers, note } = statusView(twoWeeks, { a: day('2023-01-11'), b: day('2023-01-18') });
  expect(lanes[0]?.series.map(({ label, endText }) => `${label} ${endText}`)).toEqual([
    'Preparing 23',
    'Shipped 33',
    'Delivered 305',
  ]);
  expect(columns.map(({ label, sub, selected }) => [label, sub, selected])).toEqual([
    ['11 Jan', 'A', true],
    ['18 Jan', 'B', true],
  ]);
  expect(columns[1]?.name).toBe('18 Jan 2023: 361 orders; preparing 23; shipped 33; delivered 305; snapshot B');
  expect(numbers.columns.map(({ label }) => label)).toEqual([
    'Snapshot',
    'Preparing',
    'Shipped',
    'Delivered',
    'Orders',
  ]);
  expect(numbers.rows).toEqual([
    ['2023-01-11', '26', '30', '305', '361'],
    ['2023-01-18', '23', '33', '305', '361'],
  ]);
  expect(note).toBeNull();
});

const apart = { a: null, b: null };

it('shows one other status by its name, and several together', () => {
  const returned = statusView([...twoWeeks, ...at('2023-01-18', { returned: 2 })], apart);
  expect(returned.numbers.rows.at(-1)).toEqual(['2023-01-18', '23', '33', '305', '2', '363']);
  expect(returned.numbers.columns[4]?.label).toBe('Returned');
  const many = statusView([...twoWeeks, ...at('2023-01-18', { returned: 2, lost: 1 })], apart);
  expect(many.numbers.rows.at(-1)).toEqual(['2023-01-18', '23', '33', '305', '3', '364']);
  expect(many.note).toBe('“Other” are returned and lost.');
});

it('draws the last of very many snapshots and lists them all', () => {
  const days = Array.from({ length: 450 }, (_, index) =>
    new Date(Date.UTC(2021, 0, 1 + index)).toISOString().slice(0, 10),
  );
  const view = statusView(
    days.flatMap((when) => at(when, { shipped: 1 })),
    apart,
  );
  expect([view.columns.length, view.numbers.rows.length]).toEqual([400, 450]);
  expect(view.note).toBe('The last 400 of 450 snapshots are drawn; the table has all.');
});

it('says so when no chosen order was seen', () => {
  expect(statusView(at('2023-01-11', { shipped: 0 }), apart).empty).toBe('No orders match these filters.');
});

const snapshots = ['2023-01-11', '2023-01-18', '2023-01-25'].map((text) => ({ day: day(text) }));

it('compares a chosen snapshot with the one before it, the first with the next', () => {
  expect(comparisonWith(snapshots, '2023-01-25')).toEqual({ snapshotA: '2023-01-18', snapshotB: '2023-01-25' });
  expect(comparisonWith(snapshots, '2023-01-11')).toEqual({ snapshotA: '2023-01-11', snapshotB: '2023-01-18' });
  expect(comparisonWith(snapshots.slice(0, 1), '2023-01-11')).toBeNull();
});

it.each<[string | null, string | null, string | null, string | null]>([
  [null, null, '2023-01-18', '2023-01-25'],
  [null, '2023-01-20', '2023-01-11', '2023-01-18'],
  ['2023-01-11', null, '2023-01-11', '2023-01-25'],
  ['2023-01-25', '2023-01-11', '2023-01-11', '2023-01-25'],
  ['2022-01-01', null, null, '2023-01-25'],
  [null, '2022-01-01', null, null],
  ['2024-01-01', '2023-12-01', '2023-01-25', '2023-01-25'],
])('a link’s snapshots %s and %s are those of %s and %s', (snapshotA, snapshotB, a, b) => {
  expect(comparedDays(snapshots, { snapshotA: snapshotA as Day | null, snapshotB: snapshotB as Day | null })).toEqual({
    a,
    b,
  });
});
