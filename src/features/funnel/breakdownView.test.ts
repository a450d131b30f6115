import { expect, it } from 'vitest';
import type { Counting } from '../../model/filters.ts';
import type { BreakdownRow } from '../../model/queries/breakdown.ts';
import { stepRows } from '../../testing/stepRows.ts';
import { breakdownTitle, breakdownView } from './breakdownView.ts';

const bySession: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const spaced = (text: string | null | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;

function part(counts: readonly [number, number, number, number], told: Partial<BreakdownRow>): BreakdownRow {
  return {
    part: 'value',
    value: null,
    others: 0,
    otherNames: [],
    sessions: counts[0],
    all: counts[0],
    base: counts[0],
    steps: stepRows(counts),
    lost: counts[0] - counts[2],
    lostShare: null,
    whole: 1000,
    ...told,
  };
}
const rows = [
  part([1200, 110, 12, 3], { value: 'Georgia', lostShare: 0.99 }),
  part([9, 9, 8, 8], { part: 'other', others: 32, otherNames: ['Ohio', 'Utah'], lostShare: 0.01 }),
  part([0, 0, 0, 0], { part: 'not set', value: '(not set)', sessions: 2, all: 2 }),
];
const shown = { dimension: 'state', counting: bySession, isCompared: false } as const;

it('draws a funnel for each part, all on one scale', () => {
  const view = breakdownView(rows, shown);
  expect(view.longest).toBe(1200);
  expect(view.rows.map(({ label, selects }) => [label, selects])).toEqual([
    ['Georgia', 'Georgia'],
    ['Other (32 states)', null],
    ['Not set', '(not set)'],
  ]);
  const [georgia, other, unset] = view.rows;
  expect(georgia?.bars.map(({ position, value, lost }) => [position, value, lost])).toEqual([
    [1, 1200, 0],
    [2, 110, 1090],
    [3, 12, 98],
    [4, 3, 9],
  ]);
  expect(georgia?.name).toBe(
    'Georgia: 1200 sessions, page view 1200, add to cart 110, checkout 12, package shipped 3; 1188 lost, 99.00 % of all lost; 1.00 % convert',
  );
  expect(spaced(georgia?.valueText)).toBe('1 200');
  expect(other?.about).toBe('Ohio, Utah and 30 more, the largest named first.');
  expect([unset?.rateText, unset?.range, unset?.valueText]).toEqual(['—', null, '2']);
});

it('has every number in the table, under a head of its own', () => {
  for (const unit of ['sessions', 'users'] as const) {
    const { numbers } = breakdownView(rows, { ...shown, counting: { ...bySession, unit } });
    expect(new Set(numbers.columns.map(({ label }) => label)).size).toBe(numbers.columns.length);
    for (const cells of numbers.rows) expect(cells).toHaveLength(numbers.columns.length);
  }
  const { numbers } = breakdownView(rows, shown);
  const cell = (label: string) => numbers.rows[0]?.[numbers.columns.findIndex((column) => column.label === label)];
  expect([cell('State'), cell('All sessions'), cell('Checkout'), cell('Lost'), cell('Of all lost')]).toEqual([
    'Georgia',
    '1200',
    '12',
    '1188',
    '99.00 %',
  ]);
  expect([cell('Checkout, of first'), cell('Checkout, of previous'), cell('Checkout, drop-off')]).toEqual([
    '1.00 %',
    '10.91 %',
    '89.09 %',
  ]);
});

it('loses nothing where a later step is larger', () => {
  const [row] = breakdownView([part([5, 8, 2, 0], { value: 'Ohio' })], shown).rows;
  expect(row?.bars.map(({ lost }) => lost)).toEqual([0, 0, 6, 2]);
});

it('says what has to be known: whose product, how many users twice, which side', () => {
  expect(breakdownView(rows, shown).note).toBeNull();
  const byUser = { ...bySession, unit: 'users' } as const;
  expect(spaced(breakdownView(rows, { dimension: 'first_viewed', counting: byUser, isCompared: true }).note)).toBe(
    'A session is in the part of the product that it viewed first. A user can be in several parts: together they hold 211 more than the 1 000 users selected. Parts with more sessions come first. The breakdown shows this side only.',
  );
  const apart = [part([3, 2, 1, 0], { value: 'a', whole: 3 })];
  expect(breakdownView(apart, { ...shown, dimension: 'hour', counting: byUser }).note).toBeNull();
});

it('names parts as people do', () => {
  const labels = (dimension: Parameters<typeof breakdownTitle>[0], value: string) =>
    breakdownView([part([1, 1, 1, 1], { value })], { ...shown, dimension }).rows[0]?.label;
  expect(labels('hour', '14')).toBe('14:00');
  expect(labels('promo', '(no promo)')).toBe('No promo');
  expect(labels('traffic', 'other')).toBe('Everybody else');
  expect([breakdownTitle('hour'), breakdownTitle('first_viewed')]).toEqual([
    'Funnel by hour, UTC',
    'Funnel by first product viewed',
  ]);
});

it('says so when nothing is selected', () => {
  expect(breakdownView([], shown)).toMatchObject({ empty: 'No sessions match these filters.', note: null, longest: 1 });
});
