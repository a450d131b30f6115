import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type FunnelBar, FunnelBars } from './FunnelBars.tsx';

// Otherwise the first test waits for the chart library.
beforeAll(() => import('./FunnelBarsPlot.tsx'));
afterEach(cleanup);

function bar(id: string, position: number, value: number, lost: number, selected = false): FunnelBar {
  return {
    id,
    position,
    label: id,
    value,
    valueText: String(value),
    shareText: 'share',
    previousText: position === 1 ? null : 'previous',
    name: `${id}: ${value}`,
    selected,
    loss: lost > 0 ? { value: lost, text: `−${lost}`, name: `Lost before ${id}: ${lost}`, selected: false } : null,
    gainText: lost < 0 ? `${-lost} more` : null,
    other: null,
  };
}

const greenery = [
  bar('view', 1, 578, 0),
  bar('cart', 2, 467, 111),
  bar('checkout', 3, 361, 106, true),
  bar('shipped', 4, 335, 26),
];

async function draw(bars: readonly FunnelBar[], width = 700) {
  const onSelectStep = vi.fn<(id: string) => void>();
  const onSelectLoss = vi.fn<(id: string) => void>();
  render(
    <div style={{ width }}>
      <FunnelBars bars={bars} whole={bars[0]?.value ?? 0} onSelectStep={onSelectStep} onSelectLoss={onSelectLoss} />
    </div>,
  );
  await screen.findAllByRole('button');
  return {
    onSelectStep,
    onSelectLoss,
    names: screen.getAllByRole('button').map((button) => button.getAttribute('aria-label')),
  };
}

it('makes every step and every loss a button, from top to bottom', async () => {
  const { names } = await draw(greenery);
  expect(names).toEqual([
    'view: 578',
    'cart: 467',
    'Lost before cart: 111',
    'checkout: 361',
    'Lost before checkout: 106',
    'shipped: 335',
    'Lost before shipped: 26',
  ]);
  expect(screen.getAllByRole('button', { pressed: true }).map((button) => button.getAttribute('aria-label'))).toEqual([
    'checkout: 361',
  ]);
});

it('selects by pointer', async () => {
  const { onSelectStep, onSelectLoss } = await draw(greenery);
  await page.getByRole('button', { name: 'cart: 467' }).click();
  await page.getByRole('button', { name: 'Lost before checkout: 106' }).click();
  expect(onSelectStep.mock.calls).toEqual([['cart']]);
  expect(onSelectLoss.mock.calls).toEqual([['checkout']]);
});

it('goes from mark to mark by arrow keys and selects by Enter and Space', async () => {
  const { onSelectStep, onSelectLoss } = await draw(greenery);
  const focused = () => document.activeElement?.getAttribute('aria-label');
  await userEvent.tab();
  expect(focused()).toBe('view: 578');
  await userEvent.keyboard('{ArrowUp}');
  expect(focused()).toBe('view: 578');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(focused()).toBe('Lost before cart: 111');
  await userEvent.keyboard('{End}');
  expect(focused()).toBe('Lost before shipped: 26');
  await userEvent.keyboard('{Home} ');
  expect(onSelectLoss.mock.calls).toEqual([['cart']]);
  expect(onSelectStep.mock.calls).toEqual([['view']]);
});

it('draws the other side to the same 100 %, as thin bars with their own words', async () => {
  const compared = greenery.map((one, at) => ({
    ...one,
    other: {
      share: at === 0 ? 1 : at === 3 ? null : 0.5,
      shareText: `${at} there`,
      previousText: null,
      bothText: `${at} there`,
    },
  }));
  for (const width of [700, 300]) {
    await draw(compared, width);
    const [first] = screen.getAllByRole('button');
    const full = first?.querySelector('rect')?.getBoundingClientRect().width ?? 0;
    const thin = [...document.querySelectorAll('rect')]
      .map((rect) => rect.getBoundingClientRect())
      .filter(({ height }) => height > 0 && height < 8);
    expect(thin.map((rect) => Math.round((rect.width / full) * 100) / 100)).toEqual([1, 0.5, 0.5]);
    expect(screen.getByText(/3 there/)).toBeTruthy();
    cleanup();
  }
});

it.each([
  [
    'nobody anywhere',
    [bar('view', 1, 0, 0), bar('cart', 2, 0, 0), bar('checkout', 3, 0, 0), bar('shipped', 4, 0, 0)],
    4,
  ],
  [
    'everybody lost at once',
    [bar('view', 1, 9, 0), bar('cart', 2, 0, 9), bar('checkout', 3, 0, 0), bar('shipped', 4, 0, 0)],
    5,
  ],
  [
    'one of ten million lost',
    [bar('view', 1, 10_000_000, 0), bar('cart', 2, 9_999_999, 1), bar('checkout', 3, 1, 9_999_998)],
    5,
  ],
  ['a later step that is larger', [bar('view', 1, 5, 0), bar('cart', 2, 8, -3)], 2],
] as const)('draws %s with marks large enough to hit, at 260 pixels', async (_, bars, marks) => {
  const { names } = await draw(bars, 260);
  expect(names).toHaveLength(marks);
  for (const button of screen.getAllByRole('button')) {
    const { width, height } = button.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  }
});

it('stays inside its room when that gets narrow', async () => {
  await draw(greenery, 600);
  const [holder] = document.querySelectorAll<HTMLElement>('[style*="width: 600px"]');
  if (holder === undefined) throw new Error('The room of the picture is missing.');
  holder.style.width = '280px';
  await waitFor(() => {
    const right = Math.max(...screen.getAllByRole('button').map((button) => button.getBoundingClientRect().right));
    expect(right).toBeLessThanOrEqual(holder.getBoundingClientRect().right + 2);
  });
});
