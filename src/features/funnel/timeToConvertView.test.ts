import { expect, it } from 'vitest';
import { conditionOf } from '../../model/condition.ts';
import type { TimeBinRow, TimesRow } from '../../model/queries/timeToConvert.ts';
import { timeToConvertView } from './timeToConvertView.ts';

const spaced = (text: string | null | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;
const times: TimesRow = {
  sessions: 4,
  medianSeconds: 75,
  p90Seconds: 400,
  minSeconds: 61.5,
  maxSeconds: 480,
  entered: 1010,
  unreached: 1005,
  unordered: 1,
};
const bins: readonly TimeBinRow[] = [
  { from: 60, to: 90, sessions: 3, share: 0.75, upToShare: 0.75 },
  { from: 90, to: 300, sessions: 0, share: 0, upToShare: 0.75 },
  { from: 300, to: null, sessions: 1, share: 0.25, upToShare: 1 },
];
const shown = {
  span: 'view_to_checkout',
  unit: 'sessions',
  hasProducts: false,
  isCompared: false,
  sessions: null,
} as const;

it('tells the middle and nine of ten, and marks them inside their columns', () => {
  const { figures, marks, columns } = timeToConvertView(times, bins, shown);
  expect(figures.map(({ word, value, detail }) => [word, spaced(value), spaced(detail)])).toEqual([
    ['medianTime', '1 min 15 s', 'shortest 1 min 2 s'],
    ['p90Time', '6 min 40 s', 'longest 8 min'],
  ]);
  expect(marks.map(({ label, at }) => [spaced(label), at])).toEqual([
    ['Median 1 min 15 s', 0.5],
    ['90 % within 6 min 40 s', 2.5],
  ]);
  expect(columns.map(({ label, name }) => [spaced(label), name])).toEqual([
    ['60–90 s', '1 min to 90 s: 3 sessions, 75.00 %'],
    ['90–300 s', '90 s to 5 min: 0 sessions, 0.00 %'],
    ['5+ min', '5 min or more: 1 session, 25.00 %'],
  ]);
  expect(columns[0]?.facts.map(spaced)).toEqual(['3 sessions, 75.00 %', '75.00 % took less than 1 min 30 s']);
  expect(columns[2]?.facts).toHaveLength(1);
});

it('asks for the sessions of a column with a condition that holds for them, and marks the one that is open', () => {
  const { columns } = timeToConvertView(times, bins, { ...shown, sessions: [{ key: shown.span, value: '300-' }] });
  expect(columns.map(({ id, selected }) => [id, selected])).toEqual([
    ['60-90', false],
    ['90-300', false],
    ['300-', true],
  ]);
  for (const { id } of columns) expect(conditionOf(shown.span, id)).not.toBeNull();
  const other = timeToConvertView(times, bins, { ...shown, sessions: [{ key: 'view_to_cart', value: '300-' }] });
  expect(other.columns.some(({ selected }) => selected)).toBe(false);
});

it('has the numbers in the table', () => {
  const { numbers } = timeToConvertView(times, bins, shown);
  expect(numbers.rows).toEqual([
    ['1 min to 90 s', '3', '75.00 %', '75.00 %'],
    ['90 s to 5 min', '0', '0.00 %', '75.00 %'],
    ['5 min or more', '1', '25.00 %', '100.00 %'],
  ]);
  expect(numbers.columns).toHaveLength(4);
});

it('says whose time is not known and what else stands in the way', () => {
  expect(spaced(timeToConvertView(times, bins, shown).note)).toBe(
    '4 sessions with a known time. 1 005 sessions at page view did not reach checkout: their time is unknown, not long. 1 session reached checkout, but not in this order, and is left out. Stretches of time grow longer to the right.',
  );
  const { note } = timeToConvertView({ ...times, unreached: 0, unordered: 0 }, bins, {
    ...shown,
    unit: 'users',
    hasProducts: true,
    isCompared: true,
  });
  expect(note).toBe(
    '4 sessions with a known time. Times are of sessions, also while users are counted. The sessions concern a chosen product; their times are of the whole session, whatever else it concerns. The times are of this side only. Stretches of time grow longer to the right.',
  );
});

it('says so where no session did both steps', () => {
  const none = { ...times, sessions: 0, medianSeconds: null, p90Seconds: null, minSeconds: null, maxSeconds: null };
  const view = timeToConvertView(none, [], shown);
  expect(view).toMatchObject({ empty: 'No selected session did both steps in order.', marks: [], columns: [] });
  expect(view.figures.map(({ value }) => value)).toEqual(['—', '—']);
});
