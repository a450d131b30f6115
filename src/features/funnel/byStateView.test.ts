import { describe, expect, it } from 'vitest';
import type { Counting } from '../../model/filters.ts';
import type { StateRow } from '../../model/queries/byPlace.ts';
import { byStateView, stateKey } from './byStateView.ts';
import type { PlaceUsers } from './placeRows.ts';

const bySession: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const anyState = { state: { mode: 'only', values: [] } } as const;
const georgia: StateRow = {
  state: 'Georgia',
  country: 'United States',
  sessions: 221,
  all: 221,
  counts: { page_view: 221, add_to_cart: 110, checkout: 4, package_shipped: 3 },
  lost: 217,
  lostShare: 1,
  conversionRate: 4 / 221,
  conversionLow: 0.00707,
  conversionHigh: 0.04559,
};
const unknown: StateRow = {
  ...georgia,
  state: '(not set)',
  sessions: 1,
  all: 1,
  lost: 0,
  conversionRate: null,
  conversionLow: null,
  conversionHigh: null,
};

it('keeps the order of the rows and says of each what is lost and what converts', () => {
  const { rows } = byStateView([georgia, unknown], bySession, anyState);
  expect(rows.map(({ label, valueText, lostText }) => [label, valueText, lostText])).toEqual([
    ['Georgia', '221', '217'],
    ['(not set)', '1', '0'],
  ]);
  expect(rows[0]?.name).toBe('Georgia: 221 sessions, 217 lost, 1.81 % convert');
  expect(rows[1]).toMatchObject({ range: null, rateText: '—', name: '(not set): 1 session, 0 lost, — convert' });
});

it('holds the same numbers as a table', () => {
  const users = new Map([[stateKey(georgia), 2]]);
  expect(byStateView([georgia], bySession, anyState, null, users).numbers.rows).toEqual([
    [
      'Georgia',
      'United States',
      '2',
      '221',
      '221',
      '110',
      '4',
      '3',
      '217',
      '100.00 %',
      '1.81 %',
      '0.71 %',
      '4.56 %',
      'yes',
    ],
  ]);
});

it('counts users when users are counted, in the list and in the table', () => {
  const { rows, numbers } = byStateView([{ ...georgia, all: 2 }], { ...bySession, unit: 'users' }, anyState);
  expect(rows[0]?.valueText).toBe('2');
  expect(numbers.rows[0]?.slice(2, 4)).toEqual(['2', '221']);
});

it('shows no number of users before it is there, and none where nobody is', () => {
  const usersIn = (users: PlaceUsers) =>
    byStateView([georgia, unknown], bySession, anyState, null, users).numbers.rows.map((cells) => cells[2]);
  expect(usersIn(null)).toEqual(['…', '…']);
  expect(usersIn(new Map([[stateKey(georgia), 2]]))).toEqual(['2', '0']);
});

it('tells states of the same name apart by their country', () => {
  const other = { ...georgia, country: 'Georgia' };
  const { rows } = byStateView([georgia, other], bySession, anyState);
  expect(rows.map(({ label }) => label)).toEqual(['Georgia, United States', 'Georgia, Georgia']);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
});

it('marks the states chosen and those left out, in the list, in its words and in the table', () => {
  const texas = { ...georgia, state: 'Texas' };
  const told = (mode: 'only' | 'except') => {
    const { rows, numbers } = byStateView([georgia, texas], bySession, { state: { mode, values: ['Georgia'] } });
    return rows.map(({ selected, leftOut, name }, index) => [
      selected,
      leftOut,
      name.endsWith(', left out'),
      numbers.rows[index]?.at(-1),
    ]);
  };
  expect(told('only')).toEqual([
    [true, false, false, 'yes'],
    [false, false, false, 'no'],
  ]);
  expect(told('except')).toEqual([
    [false, true, true, 'no'],
    [false, false, false, 'yes'],
  ]);
});

it('says so when nothing is selected', () => {
  expect(byStateView([], bySession, anyState).empty).toBe('No sessions match these filters.');
});

describe('beside another side', () => {
  const there: StateRow = {
    ...georgia,
    sessions: 1,
    all: 1,
    counts: { page_view: 1, add_to_cart: 1, checkout: 1, package_shipped: 1 },
    lost: 0,
    conversionRate: 1,
    conversionLow: 0.2065,
    conversionHigh: 1,
  };
  const ohio: StateRow = { ...there, state: 'Ohio', sessions: 7, all: 7 };
  const side = { days: null, overlaps: false };
  const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

  it('tells both, the difference, its interval and what that says; a state only there comes last with nobody here', () => {
    const { rows, numbers, note } = byStateView([georgia, unknown], bySession, anyState, { side, rows: [there, ohio] });
    expect(rows.map(({ label, valueText, other }) => [label, valueText, plain(other?.text)])).toEqual([
      ['Georgia', '221', '100 % there · −98.2 pts (−99.3 to −18.8), lower'],
      ['(not set)', '1', 'nobody there'],
      ['Ohio', '0', '100 % there'],
    ]);
    expect(rows[0]?.name).toBe('Georgia: 221 sessions, 217 lost, 1.81 % convert, there 100.00 %, -98.19 pts');
    expect(rows[1]?.name).toBe('(not set): 1 session, 0 lost, — convert, there nobody');
    expect(numbers.rows.map((cells) => cells.slice(14))).toEqual([
      ['1', '1', '100.00 %', '-98.19 pts', '-99.29 pts', '-18.79 pts'],
      ['—', '—', '—', '—', '—', '—'],
      ['7', '1', '100.00 %', '—', '—', '—'],
    ]);
    expect(numbers.columns).toHaveLength(20);
    expect(note).toMatch(/Of twenty states that are alike, one looks higher or lower by chance\.$/);
  });

  it('says so where the other side is told apart by states and has none left', () => {
    expect(byStateView([georgia], bySession, anyState, { side, rows: [] }).note).toBe(
      '“There” no states are left to compare: the other side is told apart by them.',
    );
    expect(byStateView([georgia], bySession, anyState).note).toBeNull();
  });
});
