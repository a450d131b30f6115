import { expect, it } from 'vitest';
import {
  byteSize,
  count,
  day,
  dayRange,
  decimal,
  duration,
  durationRange,
  elapsed,
  minute,
  missing,
  moment,
  money,
  month,
  percent,
  percentRange,
  plainCount,
  plainNumber,
  plainPercent,
  plainPoints,
  points,
  relativeChange,
  signed,
  signedMoney,
  signedRange,
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

it('writes numbers with every digit they have', () => {
  expect([0.1 + 0.2, -6, 1e21, Infinity].map(plainNumber)).toEqual(['0.30000000000000004', '-6', '1e+21', missing]);
});

it('writes sizes of files', () => {
  const sizes = [0, 1, 999, 1000, 147_008, 1_254_000, 3.2e12, 5e15].map((bytes) => spaced(byteSize(bytes)));
  expect(sizes).toEqual(['0 bytes', '1 byte', '999 bytes', '1 kB', '147 kB', '1.25 MB', '3.2 TB', '5,000 TB']);
});

it('writes how long something took', () => {
  const times = [0.4, 12.3, 999.4, 999.6, 59_949, 59_951, 65_000].map((ms) => spaced(elapsed(ms)));
  expect(times).toEqual(['<1 ms', '12 ms', '999 ms', '1.0 s', '59.9 s', '1 min 0 s', '1 min 5 s']);
});

it('writes times of the data', () => {
  expect([minute('2021-02-12T08:55:36Z'), minute('2023-05-01 01:01:20.448'), minute(null)]).toEqual([
    '12 Feb 2021, 08:55',
    '1 May 2023, 01:01',
    missing,
  ]);
});

it.each([
  [226, 0, '+226'],
  [-12_345, 0, '−12 345'],
  [-0.004, 2, '0.00'],
  [0, 0, '0'],
  [0.314, 2, '+0.31'],
])('writes the difference %d with %d decimals as “%s”', (value, decimals, text) =>
  expect(spaced(signed(value, decimals))).toBe(text),
);

it('writes differences of rates in points, and in tables plainly', () => {
  expect([-0.375, 0.0004, 0.0006].map((value) => spaced(points(value)))).toEqual(['−37.5 pts', '0.0 pts', '+0.1 pts']);
  expect([-0.375, -0.00001, 1, null].map(plainPoints)).toEqual(['-37.50 pts', '0.00 pts', '100.00 pts', missing]);
});

it('writes changes, their ends and their amounts with a sign', () => {
  expect(spaced(relativeChange(1.2914))).toBe('+129 %');
  expect(spaced(signedRange(-41.49, 3.44, 1))).toBe('−41.5 to +3.4');
  expect([4175.4, -12, 0.2].map((value) => spaced(signedMoney(value, 'USD')))).toEqual(['+$4 175', '−$12', '$0']);
});

it.each([
  [0, '0 s'],
  [0.01, '<0.1 s'],
  [1.25, '1.3 s'],
  [4.96, '5 s'],
  [9.97, '10 s'],
  [45, '45 s'],
  [59.7, '1 min'],
  [125, '2 min 5 s'],
  [3599.6, '1 h'],
  [3780, '1 h 3 min'],
  [32_402, '9 h'],
  [86_399, '1 day'],
  [3.9 * 86_400, '3.9 days'],
  [2000 * 86_400, '2 000 days'],
  [null, missing],
])('writes %d seconds as “%s”', (seconds, text) => expect(spaced(duration(seconds))).toBe(text));

it.each([
  [0, 10, '0–10 s'],
  [45, 60, '45–60 s'],
  [90, 120, '90–120 s'],
  [120, 180, '2–3 min'],
  [2700, 3600, '45–60 min'],
  [43_200, 86_400, '12–24 h'],
  [0, 86_400, '0–1 day'],
  [172_800, 345_600, '2–4 days'],
  [2_592_000, null, '30+ days'],
])('writes %d to %d seconds as “%s”', (from, to, text) => expect(spaced(durationRange(from, to))).toBe(text));

it('writes a time to its second, and finer only where it is', () => {
  expect(moment('2021-02-11T14:20:32.000000')).toBe('11 Feb 2021, 14:20:32');
  expect(moment('2023-05-01T01:01:20.448000')).toBe('1 May 2023, 01:01:20.448');
  expect(moment('2021-02-11T14:20:30Z')).toBe('11 Feb 2021, 14:20:30');
  expect(moment(null)).toBe(missing);
});
