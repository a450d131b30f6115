import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { type ShareBar, ShareBars } from './ShareBars.tsx';

afterEach(cleanup);

const heads = { label: 'Promo', value: 'Orders', share: 'Of all' };

function draw(count: number, { width = 500, change = {} }: { width?: number; change?: Partial<ShareBar> } = {}) {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `row ${index}`,
    label: `Promo ${index}`,
    value: count - index,
    valueText: String(count - index),
    shareText: '1.00 %',
    muted: false,
    ...change,
  }));
  render(
    <div style={{ width, containerType: 'inline-size' }}>
      <ShareBars rows={rows} heads={heads} noun="promos" />
    </div>,
  );
}

const listed = () => screen.getAllByRole('listitem').length;

it('shows the first ten, then the others in parts', async () => {
  draw(3000);
  expect(listed()).toBe(10);
  await page.getByRole('button', { name: 'Show 200 more of 3000 promos' }).click();
  expect(listed()).toBe(210);
  await page.getByRole('button', { name: 'Show the first 10' }).click();
  expect(listed()).toBe(10);
  cleanup();
  draw(3);
  expect(screen.queryByRole('button')).toBeNull();
});

it.each([
  ['names without end', { label: 'Llanfairpwllgwyngyll'.repeat(4) }],
  ['names in another script', { label: '植物植物植物植物'.repeat(10) }],
  ['nothing', { value: 0, valueText: '0', shareText: '—' }],
])('keeps %s inside its room, narrow and wide', (_, change) => {
  for (const width of [260, 800]) {
    draw(2, { width, change });
    expect(screen.getByRole('list').scrollWidth).toBeLessThanOrEqual(width);
    cleanup();
  }
});
