import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { StockRunMark } from './stockBands.ts';
import { StockHeat } from './StockHeat.tsx';
import { StockSteps } from './StockSteps.tsx';

afterEach(cleanup);

const run = (start: number, end: number, level: number): StockRunMark => {
  return { start, end, level, text: String(level), isOut: level === 0 };
};
const long = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch und 観葉植物の名前'.padEnd(80, 'x');
const weeks = (count: number) => Array.from({ length: count }, (_, index) => `week ${index}`);

function draw(snapshots: number, runs: readonly StockRunMark[], width: number) {
  const onToggle = vi.fn<(product: string) => void>();
  render(
    <div style={{ width, containerType: 'inline-size' }}>
      <StockSteps
        rows={[
          { product: 'Pothos', selected: true, runs, cells: ['3', '60', '40', '20', '1'] },
          { product: long, selected: false, runs, cells: ['0', '0', '0', '0', '—'] },
        ]}
        snapshots={weeks(snapshots)}
        heads={['changes', 'fluctuation', 'depleted', 'restocked', 'stock-outs']}
        leading={1}
        losing={4}
        highest={40}
        onToggle={onToggle}
      />
      <StockHeat
        rows={[{ product: long, selected: false, runs: runs.map((one) => ({ ...one, shade: 1, told: one.text })) }]}
        snapshots={weeks(snapshots)}
        legend={[{ shade: 0, text: 'out of stock' }]}
        onToggle={onToggle}
      />
    </div>,
  );
  return onToggle;
}

it('hatches a stock-out, writes every level where it fits, and makes every product a switch', async () => {
  const onToggle = draw(4, [run(0, 2, 40), run(2, 3, 0), run(3, 4, 20)], 900);
  const button = screen.getByRole('button', { name: 'Pothos' });
  const row = button.closest('li');
  expect(button.getAttribute('aria-pressed')).toBe('true');
  await vi.waitFor(() => expect(row?.querySelectorAll('svg > rect')).toHaveLength(1));
  expect([...(row?.querySelectorAll('text') ?? [])].map(({ textContent }) => textContent)).toEqual([
    '40',
    '40',
    '0',
    '20',
  ]);
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  expect(onToggle.mock.calls).toEqual([['Pothos']]);
});

it.each([260, 360, 900])('keeps long names and 200 snapshots inside %i pixels', async (width) => {
  draw(200, [run(0, 120, 40), run(121, 200, 0)], width);
  const lists = screen.getAllByRole('list');
  await vi.waitFor(() => expect(lists[0]?.querySelector('path')).not.toBeNull());
  for (const list of lists) expect(list.scrollWidth).toBeLessThanOrEqual(width);
  // A gap in what is known is a gap in the line.
  expect(lists[0]?.querySelector('path')?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
});
