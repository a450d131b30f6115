import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type RankedBar, RankedBars } from './RankedBars.tsx';

afterEach(cleanup);

const heads = { label: 'State', value: 'Sessions', lost: 'Lost', rate: 'Conversion' };

function rows(count: number, change: Partial<RankedBar> = {}): RankedBar[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `row ${index}`,
    selects: `value ${index}`,
    label: `State ${index}`,
    value: count - index,
    valueText: String(count - index),
    lost: 0,
    lostText: '0',
    rateText: '100 %',
    range: { rate: 1, low: 0.5, high: 1 },
    name: `State ${index}: ${count - index} sessions`,
    selected: index === 1,
    ...change,
  }));
}

function draw(drawn: readonly RankedBar[], width = 600) {
  const onToggle = vi.fn<(selects: string) => void>();
  render(
    <div style={{ width, containerType: 'inline-size' }}>
      <RankedBars rows={drawn} heads={heads} noun="states" onToggle={onToggle} />
    </div>,
  );
  return onToggle;
}

const listed = () => screen.getAllByRole('listitem').length;

it('makes every row a switch', async () => {
  const onToggle = draw(rows(3));
  expect(screen.getByRole('button', { name: 'State 1: 2 sessions' }).getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('button', { name: 'State 0: 3 sessions' }).getAttribute('aria-pressed')).toBe('false');
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await page.getByRole('button', { name: 'State 2: 1 sessions' }).click();
  expect(onToggle.mock.calls).toEqual([['value 0'], ['value 2']]);
});

it('shows the first ten, all of a few, and many in parts', async () => {
  draw(rows(32));
  expect(listed()).toBe(10);
  await page.getByRole('button', { name: 'Show all 32 states' }).click();
  expect(listed()).toBe(32);
  await page.getByRole('button', { name: 'Show the first 10' }).click();
  expect(listed()).toBe(10);
  cleanup();

  draw(rows(3000));
  await page.getByRole('button', { name: 'Show 200 more of 3000 states' }).click();
  expect(listed()).toBe(210);
  await page.getByRole('button', { name: 'Show 200 more of 3000 states' }).click();
  expect(listed()).toBe(410);
});

it('offers no more where all are shown', () => {
  draw(rows(10));
  expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull();
});

it('says the other side under the row, and marks its rate', () => {
  draw(rows(2, { other: { rate: 0.25, text: '25 % there · −75.0 pts' } }));
  expect(screen.getAllByText('25 % there · −75.0 pts')).toHaveLength(2);
  const marks = [...document.querySelectorAll('[style="inset-inline-start: 25%;"]')];
  expect(marks).toHaveLength(2);
});

it.each([
  [
    'another side in many words',
    { other: { rate: null, text: 'nobody there, and not a word that fits here '.repeat(4) } },
  ],
  ['names without end', { label: 'Llanfairpwllgwyngyll'.repeat(9) }],
  ['huge counts', { value: 10_000_000, valueText: '10 000 000', lost: 9_999_999, lostText: '9 999 999' }],
  ['nobody, and no rate', { value: 0, valueText: '0', rateText: '—', range: null }],
  ['more at the end than at the start', { lost: -4, lostText: '−4' }],
])('keeps %s inside its room, narrow and wide', (_, change) => {
  for (const width of [260, 800]) {
    draw(rows(2, change), width);
    const list = screen.getByRole('list');
    expect(list.scrollWidth).toBeLessThanOrEqual(width);
    cleanup();
  }
});
