import { expect, it } from 'vitest';
import type { Counting } from '../../model/filters.ts';
import type { CountryRow } from '../../model/queries/byPlace.ts';
import { byCountryView } from './byCountryView.ts';

const byUser: Counting = { reading: 'reached', base: 'first', unit: 'users' };
const france: CountryRow = {
  country: 'France',
  sessions: 40,
  all: 3,
  counts: { page_view: 40, add_to_cart: 20, checkout: 10, package_shipped: 9 },
  lost: 30,
  lostShare: 0.75,
  conversionRate: 0.25,
  conversionLow: 0.1419,
  conversionHigh: 0.4019,
};

it('ranks countries by what is counted and says which are chosen', () => {
  const { rows, numbers } = byCountryView([france], byUser, { country: { mode: 'only', values: ['France'] } });
  expect(rows[0]).toMatchObject({ selects: 'France', value: 3, selected: true });
  expect(rows[0]?.name).toBe('France: 3 users, 30 lost, 25.00 % convert');
  expect(numbers.rows).toEqual([
    ['France', '3', '40', '40', '20', '10', '9', '30', '75.00 %', '25.00 %', '14.19 %', '40.19 %', 'yes'],
  ]);
  expect(numbers.columns).toHaveLength(numbers.rows[0]?.length ?? 0);
});

it('says so when nothing is selected', () => {
  const { empty } = byCountryView([], byUser, { country: { mode: 'only', values: [] } });
  expect(empty).toBe('No users match these filters.');
});

it('sets each country against the other side', () => {
  const there = { ...france, conversionRate: 0.5, conversionLow: 0.35, conversionHigh: 0.65 };
  const { rows, numbers } = byCountryView(
    [france],
    byUser,
    { country: { mode: 'only', values: [] } },
    {
      side: { days: null, overlaps: true },
      rows: [there],
    },
  );
  expect(rows[0]?.other?.text.replaceAll('\u00a0', ' ')).toBe('50.00 % there · −25.0 pts');
  expect(numbers.rows[0]?.slice(13)).toEqual(['3', '10', '50.00 %', '-25.00 pts', '—', '—']);
});
