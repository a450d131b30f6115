import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type TrendBucket, type TrendLine, TrendLines } from './TrendLines.tsx';

afterEach(cleanup);

const lines: TrendLine[] = [
  { id: 'view', position: 1, label: 'Page view', endText: '100 %', dashed: false },
  { id: 'shipped', position: 4, label: 'Shipped', endText: '40.9 %', dashed: true },
];
const ticks = [
  { value: 0, label: '0 %' },
  { value: 1, label: '100 %' },
];

function buckets(count: number, change: (index: number) => Partial<TrendBucket> = () => ({})): TrendBucket[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `bucket ${index}`,
    label: `${index} Feb`,
    sizeText: `${index} sessions`,
    name: `Day ${index}`,
    title: `Title ${index}`,
    note: null,
    points: [
      { rate: 1, countText: '2', rateText: '100 %' },
      { rate: 0.4, countText: '1', rateText: '40.9 %' },
    ],
    ...change(index),
  }));
}

async function draw(drawn: readonly TrendBucket[], width = 600) {
  const onSelectBucket = vi.fn<(id: string) => void>();
  render(
    <div style={{ width }}>
      <TrendLines buckets={drawn} lines={lines} ticks={ticks} onSelectBucket={onSelectBucket} />
    </div>,
  );
  await screen.findAllByRole('button');
  return onSelectBucket;
}

const focused = () => document.activeElement?.getAttribute('aria-label');

it('is one stop of the Tab key; arrow keys go from bucket to bucket and Enter selects', async () => {
  const onSelectBucket = await draw(buckets(3));
  await userEvent.tab();
  expect(focused()).toBe('Day 0');
  expect(screen.getByText('Title 0')).toBeTruthy();
  await userEvent.keyboard('{ArrowLeft}{ArrowRight}{ArrowRight}{ArrowRight}');
  expect(focused()).toBe('Day 2');
  expect(screen.queryByText('Title 0')).toBeNull();
  expect(screen.getByText('Title 2')).toBeTruthy();
  await userEvent.keyboard('{Home}{End}{Enter}');
  expect(onSelectBucket.mock.calls).toEqual([['bucket 2']]);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByText('Title 2')).toBeNull();
  await userEvent.tab();
  expect(screen.getAllByRole('button')).not.toContain(document.activeElement);
});

it('shows the numbers of the bucket under the pointer and selects it by a click', async () => {
  const onSelectBucket = await draw(buckets(3, (index) => ({ note: index === 2 ? 'It ends inside.' : null })));
  const last = page.getByRole('button', { name: 'Day 2' });
  await last.hover();
  expect(screen.getByText('It ends inside.')).toBeTruthy();
  await last.click();
  expect(onSelectBucket.mock.calls).toEqual([['bucket 2']]);
});

it('writes the names of the lines beside them, and the buckets under the axis', async () => {
  await draw(buckets(3));
  expect(screen.getByText('Shipped 40.9 %')).toBeTruthy();
  expect(screen.getByText('2 sessions')).toBeTruthy();
});

it.each([600, 260])('lays another selection under the buckets, %d pixels wide', async (width) => {
  const point = { rate: 0.5, countText: '7', rateText: '50 %', title: 'Other day', note: null };
  const other = {
    label: 'Checkout there',
    endText: '50 %',
    points: [null, point, { ...point, note: 'The other ends inside.' }],
  };
  render(
    <div style={{ width }}>
      <TrendLines buckets={buckets(3)} lines={lines} ticks={ticks} other={other} onSelectBucket={() => undefined} />
    </div>,
  );
  await screen.findAllByRole('button');
  const marks = [...document.querySelectorAll('rect[data-there]')];
  expect(marks.map((mark) => mark.getAttribute('fill'))).toEqual(['var(--ink)', 'var(--card)']);
  expect(screen.getByText('Checkout there 50 %')).toBeTruthy();
  await userEvent.tab();
  expect(screen.queryByText('Other day')).toBeNull();
  await userEvent.keyboard('{End}');
  expect(screen.getByText('Other day')).toBeTruthy();
  expect(screen.getByText('The other ends inside.')).toBeTruthy();
});

it.each([
  ['a single bucket', buckets(1), 600],
  ['a single bucket that is not whole', buckets(1, () => ({ note: 'It ends inside.' })), 600],
  ['400 buckets', buckets(400), 600],
  ['400 buckets on a phone', buckets(400), 260],
  [
    'nothing but gaps',
    buckets(5, () => ({ points: lines.map(() => ({ rate: null, countText: '0', rateText: '—' })) })),
    600,
  ],
])('draws %s', async (_, drawn, width) => {
  await draw(drawn, width);
  expect(screen.getAllByRole('button')).toHaveLength(drawn.length);
  const sizes = screen.getAllByText(/^\d+ sessions$/).map((text) => text.getBoundingClientRect());
  expect(sizes.length).toBeGreaterThan(0);
  for (const [index, size] of sizes.entries()) {
    expect(size.right).toBeLessThanOrEqual(sizes[index + 1]?.left ?? Infinity);
  }
});

it('marks a bucket between two gaps by a point, however many there are', async () => {
  const gap = lines.map(() => ({ rate: null, countText: '0', rateText: '—' }));
  await draw(buckets(101, (index) => (index === 50 ? {} : { points: gap })));
  expect(document.querySelectorAll('circle')).toHaveLength(lines.length);
});
