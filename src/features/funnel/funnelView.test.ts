import { describe, expect, it } from 'vitest';
import type { Counting, Day } from '../../model/filters.ts';
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

describe('beside another side', () => {
  const shares = (rows: ReturnType<typeof stepRows>, intervals: readonly (readonly [number, number])[]) =>
    rows.map((row, at) => ({ ...row, ofBaseLow: intervals[at]?.[0] ?? null, ofBaseHigh: intervals[at]?.[1] ?? null }));
  const here = shares(stepRows([401, 290, 184, 164]), [
    [0.9905, 1],
    [0.6774, 0.7647],
    [0.4107, 0.5078],
    [0.3618, 0.4577],
  ]);
  const there = shares(stepRows([175, 175, 175, 169]), [
    [0.9785, 1],
    [0.9785, 1],
    [0.9785, 1],
    [0.9273, 0.9842],
  ]);
  const side = { days: { from: '2021-02-10' as Day, to: '2021-02-10' as Day }, overlaps: false };

  it('has both percentages, in the picture, in words and as a length of the same 100 %', () => {
    const { bars, note } = funnelView(here, bySession, anyStep, { side, rows: there });
    expect(bars.map(({ other }) => [other?.share, plain(other?.shareText), plain(other?.previousText)])).toEqual([
      [1, '100 % there', null],
      [1, '100 % there', '100 % there'],
      [1, '100 % there', '100 % there'],
      [169 / 175, '96.57 % there', '96.57 % there'],
    ]);
    expect(bars[2]?.name).toBe(
      'Checkout: 184 sessions, 45.89 % of first, 63.45 % of previous, there 175, 100.00 % of first',
    );
    expect(note).toBe('Thin bars and “there”: 10 Feb 2021, 175 sessions at page view, drawn to the same 100 %.');
  });

  it('has the other side, the difference and its interval in the table', () => {
    const { numbers } = funnelView(here, bySession, anyStep, { side, rows: there });
    expect(numbers.rows.map((cells) => cells.length)).toEqual([19, 19, 19, 19]);
    expect(numbers.columns).toHaveLength(19);
    expect(numbers.columns.slice(10, 15).map(({ label }) => label)).toEqual([
      'Sessions there',
      'Of first there',
      'Of first, difference',
      'Of first, difference 95 % from',
      'Of first, difference 95 % to',
    ]);
    expect(numbers.rows[2]?.slice(10, 15)).toEqual(['175', '100.00 %', '-54.11 pts', '-58.93 pts', '-48.77 pts']);
    expect(numbers.rows[0]?.slice(15)).toEqual(['—', '—', '—', '—']);
  });

  it('gives no interval where sessions are on both sides', () => {
    const { numbers } = funnelView(here, bySession, anyStep, { side: { ...side, overlaps: true }, rows: there });
    expect(numbers.rows[2]?.slice(12, 15)).toEqual(['-54.11 pts', '—', '—']);
  });
});
