import { expect, it } from 'vitest';
import { type DeliveryRow, longestDelivery } from '../../model/queries/ordersDelivery.ts';
import { deliveryView } from './deliveryView.ts';

const none = { early: 0, onTime: 0, late: 0, withoutEstimate: 0 };
const totals: DeliveryRow = {
  delivered: 6,
  undelivered: 2,
  medianSeconds: 216_000,
  averageSeconds: 259_200,
  early: 2,
  onTime: 1,
  late: 3,
  withoutEstimate: 0,
};
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

it('counts deliveries by days and against the estimate; days between are columns, too', () => {
  const rows = [
    { ...none, days: 1, early: 2, onTime: 1 },
    { ...none, days: 4, late: 3 },
  ];
  const { columns, lanes, numbers, note } = deliveryView(rows, totals);
  expect(columns.map(({ label }) => label)).toEqual(['1', '2', '3', '4']);
  expect(lanes[0]?.series.map(({ label, endText }) => `${label} ${endText}`)).toEqual([
    'Late 3',
    'On time 1',
    'Early 2',
  ]);
  expect(numbers.rows).toEqual([
    ['1', '0', '1', '2', '0', '3'],
    ['2', '0', '0', '0', '0', '0'],
    ['3', '0', '0', '0', '0', '0'],
    ['4', '3', '0', '0', '0', '3'],
  ]);
  expect(plain(note)).toBe(
    '6 delivered: 3 late, 1 on time and 2 early. Median 2.50 days, mean 3.00. 2 orders without a time of delivery are not counted.',
  );
});

it('names what lies outside', () => {
  const { columns } = deliveryView(
    [
      { ...none, days: -1, late: 1 },
      { ...none, days: longestDelivery, late: 1 },
    ],
    totals,
  );
  expect([columns[0]?.label, columns[1]?.title, columns.at(-1)?.label]).toEqual(['<0', 'Less than a day', '60+']);
});

it('says so when nothing is delivered yet, or nothing matches', () => {
  const waiting = { ...totals, ...none, delivered: 0, medianSeconds: null, averageSeconds: null, undelivered: 1 };
  expect(deliveryView([], waiting).empty).toBe('1 order without a time of delivery is not counted.');
  expect(deliveryView([], { ...waiting, undelivered: 0 }).empty).toBe('No orders match these filters.');
});
