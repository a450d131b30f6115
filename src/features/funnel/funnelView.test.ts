import { expect, it } from 'vitest';
import type { Counting } from '../../model/filters.ts';
import { stepRows } from '../../testing/stepRows.ts';
import { funnelView } from './funnelView.ts';

const bySession: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const anyStep = { step: { reached: null, missed: null } } as const;
const plain = (text: string | null | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;

it('draws the steps in order, each with its share and its loss', () => {
  const { bars, whole } = funnelView(stepRows([578, 467, 361, 335]), bySession, anyStep);
  expect(whole).toBe(578);
  expect(
    bars.map(({ label, valueText, shareText, previousText, loss }) =>
      [label, valueText, shareText, previousText, loss?.text].map(plain),
    ),
  ).toEqual([
    ['Page view', '578', '100 %', null, null],
    ['Add to cart', '467', '80.80 %', '80.80 % of previous', '−111'],
    ['Checkout', '361', '62.46 %', '77.30 % of previous', '−106'],
    ['Package shipped', '335', '57.96 %', '92.80 % of previous', '−26'],
  ]);
  expect(bars[1]?.name).toBe('Add to cart: 467 sessions, 80.80 % of first, 80.80 % of previous');
  expect(bars[1]?.loss?.name).toBe('Lost, page view → add to cart: 111 sessions, 19.20 %');
});

it('holds the same numbers as a table', () => {
  const { numbers } = funnelView(stepRows([578, 467, 361, 335]), bySession, anyStep);
  expect(numbers.columns.map(({ label }) => label).slice(0, 3)).toEqual(['Step', 'Sessions', 'Of first']);
  expect(numbers.rows.map((cells) => [cells[0], cells[1], cells[2], cells[5], cells[8], cells[9]])).toEqual([
    ['Page view', '578', '100.00 %', '—', '—', '—'],
    ['Add to cart', '467', '80.80 %', '80.80 %', '111', '19.20 %'],
    ['Checkout', '361', '62.46 %', '77.30 %', '106', '22.70 %'],
    ['Package shipped', '335', '57.96 %', '92.80 %', '26', '7.20 %'],
  ]);
});

it('shows what has no denominator as unknown', () => {
  const { bars, numbers, empty } = funnelView(stepRows([0, 0, 0, 0], { all: 4 }), bySession, anyStep);
  expect(empty).toBeNull();
  expect(plain(bars[1]?.previousText)).toBe('— of previous');
  expect(numbers.rows[1]).toEqual(['Add to cart', '0', '—', '—', '—', '—', '—', '—', '0', '—']);
});

it('says so when nothing is selected', () => {
  expect(funnelView(stepRows([0, 0, 0, 0]), { ...bySession, unit: 'users' }, anyStep).empty).toBe(
    'No users match these filters.',
  );
});

it('hatches nothing where a step is larger than the one before, and says it', () => {
  const { bars, numbers } = funnelView(
    stepRows([5, 8, 1, 0]),
    { ...bySession, reading: 'has', unit: 'users' },
    anyStep,
  );
  expect(bars[1]).toMatchObject({ loss: null, gainText: '3 more than page view' });
  expect(bars[2]?.name).toBe('Checkout: 1 user, 20.00 % of first, 12.50 % of previous');
  expect(numbers.rows[1]?.[8]).toBe('-3');
});

it('scales to all sessions when they are 100 %', () => {
  const { bars, whole, numbers } = funnelView(
    stepRows([528, 480, 400, 0], { all: 1108, base: 'all' }),
    { ...bySession, base: 'all' },
    anyStep,
  );
  expect(whole).toBe(1108);
  expect(plain(bars[0]?.shareText)).toBe('47.65 %');
  expect(numbers.columns[2]?.label).toBe('Of all');
});

it('marks what is filtered by', () => {
  const rows = stepRows([5, 4, 3, 2]);
  const step = funnelView(rows, bySession, { step: { reached: 'checkout', missed: null } });
  expect(step.bars.map(({ selected, loss }) => [selected, loss?.selected ?? null])).toEqual([
    [false, null],
    [false, false],
    [true, false],
    [false, false],
  ]);
  const loss = funnelView(rows, bySession, { step: { reached: 'add_to_cart', missed: 'checkout' } });
  expect(loss.bars.filter((bar) => bar.selected || bar.loss?.selected === true).map(({ id }) => id)).toEqual([
    'checkout',
  ]);
});
