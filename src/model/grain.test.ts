import { describe, expect, it } from 'vitest';
import { type Day, parseDay } from './filters.ts';
import { daysBetween, fits, grainFor } from './grain.ts';

const day = (text: string) => parseDay(text) as Day;

describe('days', () => {
  it.each(['2021-02-30', '2021-13-01', '2021-2-9', '', '2021-02-09T00:00', ' 2021-02-09', '0000-00-00'])(
    'refuse “%s”',
    (text) => {
      expect(parseDay(text)).toBeNull();
    },
  );

  it('know leap years, and years before 100', () => {
    expect([parseDay('2024-02-29'), parseDay('2023-02-29'), parseDay('0004-02-29')]).toEqual([
      '2024-02-29',
      null,
      '0004-02-29',
    ]);
  });

  it('are counted with both ends, also over a change of clocks', () => {
    expect(daysBetween(day('2021-02-09'), day('2021-02-09'))).toBe(1);
    expect(daysBetween(day('2021-03-27'), day('2021-03-29'))).toBe(3);
  });
});

describe('grain', () => {
  it.each([
    ['2021-02-11', '2021-02-11', 'hour'],
    ['2021-02-09', '2021-02-11', 'day'],
    ['2021-01-01', '2021-06-30', 'week'],
    ['2018-01-01', '2021-06-30', 'month'],
  ] as const)('from %s to %s is %s by itself', (from, to, grain) => {
    expect(grainFor(day(from), day(to), 'auto')).toEqual({ grain, coarsened: false });
  });

  it('keeps a choice that can be drawn and coarsens one that cannot', () => {
    expect(grainFor(day('2021-02-09'), day('2021-02-11'), 'hour')).toEqual({ grain: 'hour', coarsened: false });
    expect(grainFor(day('2021-01-01'), day('2021-06-30'), 'hour')).toEqual({ grain: 'day', coarsened: true });
    expect(grainFor(day('2000-01-01'), day('2021-06-30'), 'hour')).toEqual({ grain: 'month', coarsened: true });
    expect(fits('hour', day('2021-02-01'), day('2021-02-16'))).toBe(true);
    expect(fits('hour', day('2021-02-01'), day('2021-02-17'))).toBe(false);
  });
});
