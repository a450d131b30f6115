import { describe, expect, it } from 'vitest';
import type { Driver, DriverSearch } from '../../model/drivers.ts';
import type { Counting } from '../../model/filters.ts';
import type { StepRow } from '../../model/queries/funnel.ts';
import { changeFinding, driverFinding, numbersIn, stockFinding } from './findingsView.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const checkout = (count: number, base: number, [low, high]: [number, number]): StepRow => ({
  step: 'checkout',
  position: 3,
  count,
  base,
  ofBaseRate: base === 0 ? null : count / base,
  ofBaseLow: base === 0 ? null : low,
  ofBaseHigh: base === 0 ? null : high,
  ofPreviousRate: null,
  ofPreviousLow: null,
  ofPreviousHigh: null,
  lost: null,
  dropOffRate: null,
  all: base,
});
const rest = { days: null, countsCompare: false, overlaps: false };
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u2009]/g, ' ');

const kept = { rate: 1, low: 0.99, high: 1 };
const driver: Driver = {
  conditions: [{ key: 'state', value: 'Ohio' }],
  same: [],
  p: 1e-9,
  tested: 40,
  sessions: 50,
  lost: 40,
  newSessions: 50,
  newLost: 40,
  lostShare: 0.8,
  sessionsShare: 0.1,
  there: { rate: 0.2, low: 0.1, high: 0.3 },
  withoutSessions: 450,
  without: kept,
  changeRate: 0.08,
  burstStarts: 0,
};
const search = (...drivers: Driver[]): DriverSearch => ({ sessions: 500, lost: 50, tested: 40, drivers });

describe('the first driver', () => {
  it('is told with its numbers', () => {
    const finding = driverFinding(search(driver));
    expect(plain(finding?.sentence)).toContain('40 of 50 lost sessions');
    expect(finding?.panel).toBe('why-sessions-are-lost');
  });

  it('is left to the note on bursts when it is one, and to nobody when there is none', () => {
    expect(driverFinding(search({ ...driver, burstStarts: 12 }))).toBeNull();
    expect(driverFinding(search({ ...driver, same: [[{ key: 'traffic', value: 'burst' }]] }))).toBeNull();
    expect(driverFinding(search())).toBeNull();
  });
});

describe('a comparison', () => {
  it('says which way conversion differs when that is more than chance', () => {
    const finding = changeFinding([checkout(20, 100, [0.13, 0.29])], [checkout(80, 100, [0.71, 0.87])], rest, counting);
    expect(plain(finding?.sentence)).toMatch(
      /^Compared with the rest, conversion is 60\.0 pts lower \(95 %: −\d+\.\d to −\d+\.\d\): 20\.0 % of 100 sessions here, 80\.0 % of 100 sessions there\.$/,
    );
  });

  it('says that it may be chance when it may', () => {
    const finding = changeFinding([checkout(50, 100, [0.4, 0.6])], [checkout(52, 100, [0.42, 0.62])], rest, counting);
    expect(plain(finding?.sentence)).toContain('conversion differs by −2.0 pts (');
    expect(finding?.sentence).toContain('which may be chance');
  });

  it('gives no interval where sessions are on both sides, and sizes only where they may be compared', () => {
    const overlapping = changeFinding(
      [checkout(20, 100, [0.13, 0.29])],
      [checkout(80, 100, [0.71, 0.87])],
      { ...rest, overlaps: true },
      counting,
    );
    expect(plain(overlapping?.sentence)).toBe(
      'Compared with the rest, conversion differs by −60.0 pts: 20.0 % of 100 sessions here, 80.0 % of 100 sessions there.',
    );
    const sized = changeFinding(
      [checkout(100, 300, [0.28, 0.39])],
      [checkout(50, 100, [0.4, 0.6])],
      { ...rest, countsCompare: true },
      counting,
    );
    expect(plain(sized?.sentence)).toMatch(/ 300 sessions against 100, \+200 %\.$/);
  });

  it('says when a side has nothing to compare', () => {
    const finding = changeFinding([checkout(20, 100, [0.1, 0.3])], [checkout(0, 0, [0, 0])], rest, counting);
    expect(finding?.sentence).toBe('The rest has no conversion to compare.');
  });
});

describe('stock on the days on screen', () => {
  it.each([
    [{ known: true, products: 1, first: 'Pothos' }, 'Pothos was out of stock on some of these days.'],
    [
      { known: true, products: 3, first: 'Pothos' },
      '3 products were out of stock on some of these days, Pothos first.',
    ],
  ])('%j', (row, sentence) => {
    expect(stockFinding(row)?.sentence).toBe(sentence);
  });

  it('is not told where none was out, or none was counted', () => {
    expect(stockFinding({ known: true, products: 0, first: null })).toBeNull();
    expect(stockFinding({ known: false, products: 2, first: 'Pothos' })).toBeNull();
  });
});

it('cuts a sentence into numbers and the rest, and loses nothing', () => {
  const sentence = 'One of 1\u2009108 sessions, −3.5\u00a0pts (−4.0 to 0), 62.5\u00a0% on 11 Feb, 9 – 10 Feb 2021.';
  const parts = numbersIn(sentence);
  expect(parts.map(({ text }) => text).join('')).toBe(sentence);
  expect(parts.filter(({ isNumber }) => isNumber).map(({ text }) => text)).toEqual([
    '1\u2009108',
    '−3.5\u00a0pts',
    '−4.0',
    '0',
    '62.5\u00a0%',
  ]);
});
