import { expect, it } from 'vitest';
import {
  count,
  day,
  dayRange,
  decimal,
  missing,
  money,
  month,
  percent,
  percentRange,
  plainCount,
  plainPercent,
  smallNumber,
} from './format.ts';

const spaced = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;

it.each([
  [0, '0'],
  [1, '1'],
  [1108, '1 108'],
  [10_000_000, '10 000 000'],
  [-111, '−111'],
])('writes the count %d as “%s”', (value, text) => expect(spaced(count(value))).toBe(text));

it.each([
  [361 / 578, 2, '62.46 %'],
  [361 / 578, 1, '62.5 %'],
  [0, 2, '0 %'],
  [1, 2, '100 %'],
  [9_999_999 / 10_000_000, 2, '>99.99 %'],
  [1 / 10_000_000, 2, '<0.01 %'],
  [1.0000001, 2, '100.00 %'],
  [12.5, 1, '1 250.0 %'],
  [null, 2, missing],
])('writes the rate %d with %d decimals as “%s”', (rate, decimals, text) =>
  expect(spaced(percent(rate, decimals))).toBe(text),
);

it.each([
  [0, '0.00 %'],
  [1, '100.00 %'],
  [361 / 578, '62.46 %'],
  [1111.5, '111150.00 %'],
  [null, missing],
])('writes the rate %d in tables as “%s”, with an ordinary space', (rate, text) =>
  expect(plainPercent(rate)).toBe(text),
);

it('writes counts in tables without separators', () => {
  expect([10_000_000, -6, null].map(plainCount)).toEqual(['10000000', '-6', missing]);
});

it('writes an interval once both ends are known', () => {
  expect(spaced(percentRange(0.584, 0.6633))).toBe('58.4 – 66.3 %');
  expect(percentRange(0.5, null)).toBeNull();
});

it('writes decimals and money', () => {
  expect([decimal(3.237), decimal(4.661, 2), decimal(null)]).toEqual(['3.2', '4.66', missing]);
  expect(spaced(money(89_834.4, 'USD'))).toBe('$89 834');
});

it('spells small numbers', () => {
  expect([0, 1, 10, 11].map(smallNumber)).toEqual(['no', 'one', 'ten', '11']);
});

it('writes days and ranges of days', () => {
  expect(day('2021-02-09')).toBe('9 Feb 2021');
  expect(day('2021-02-11', { year: false })).toBe('11 Feb');
  expect(month('2021-12-01')).toBe('Dec 2021');
  expect(dayRange('2021-02-11', '2021-02-11')).toBe('11 Feb 2021');
  expect(dayRange('2021-02-09', '2021-02-11')).toBe('9 – 11 Feb 2021');
  expect(dayRange('2021-01-27', '2021-02-02')).toBe('27 Jan – 2 Feb 2021');
  expect(dayRange('2020-12-30', '2021-01-02')).toBe('30 Dec 2020 – 2 Jan 2021');
});
