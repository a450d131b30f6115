import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type ColumnBar, ColumnBars, type ColumnLane } from './ColumnBars.tsx';

afterEach(cleanup);

const lane: ColumnLane = {
  id: 'status',
  label: null,
  height: 100,
  ticks: [
    { value: 0, label: '0' },
    { value: 10, label: '10' },
  ],
  series: [
    { id: 'waiting', label: 'Waiting', tone: 1, endText: '2' },
    { id: 'done', label: 'Done', tone: 4, endText: '8' },
  ],
};

function columns(count: number): ColumnBar[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `day ${index}`,
    label: `${index} Jan`,
    sub: '',
    title: `Title ${index}`,
    name: `Day ${index}`,
    note: null,
    selected: index === 1,
    values: { waiting: { value: 2, text: '2' }, done: { value: 8, text: '8' } },
  }));
}

async function draw(drawn: readonly ColumnBar[], { width = 600, canSelect = true } = {}) {
  const onSelect = vi.fn<(id: string) => void>();
  const { container } = render(
    <div style={{ width }}>
      <ColumnBars columns={drawn} lanes={[lane]} label="Days" {...(canSelect ? { onSelect } : {})} />
    </div>,
  );
  await vi.waitUntil(() => container.querySelector('svg') !== null);
  return { onSelect, container };
}

const focused = () => document.activeElement?.getAttribute('aria-label');

it('is one stop of the Tab key; arrow keys go from column to column and Enter chooses', async () => {
  const { onSelect } = await draw(columns(3));
  await userEvent.tab();
  expect(focused()).toBe('Day 0');
  expect(screen.getByText('Title 0')).toBeTruthy();
  await userEvent.keyboard('{ArrowLeft}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}');
  expect(focused()).toBe('Day 2');
  expect(onSelect.mock.calls).toEqual([['day 2']]);
  expect(screen.getByRole('button', { name: 'Day 1' }).getAttribute('aria-pressed')).toBe('true');
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByText('Title 2')).toBeNull();
});

it('has nothing to press where nothing can be chosen', async () => {
  await draw(columns(3), { canSelect: false });
  expect(screen.queryByRole('button')).toBeNull();
});

it('stacks parts to the height of their sum', async () => {
  const { container } = await draw(columns(1));
  const [waiting, done] = [...container.querySelectorAll('rect')].map((bar) => bar.getBoundingClientRect());
  expect(done?.height).toBeCloseTo(80, 0);
  expect(waiting?.height).toBeCloseTo(20 - 1, 0);
  expect(waiting?.bottom).toBeLessThanOrEqual(done?.top ?? 0);
});

it.each([
  [1, 260],
  [3, 260],
  [200, 260],
  [400, 900],
])('keeps %d columns inside %d pixels', async (count, width) => {
  const { container } = await draw(columns(count), { width });
  expect(container.firstElementChild?.scrollWidth).toBeLessThanOrEqual(width);
  const right = container.getBoundingClientRect().left + width;
  for (const text of container.querySelectorAll('svg text')) {
    expect(text.getBoundingClientRect().right).toBeLessThanOrEqual(right + 0.5);
  }
});
