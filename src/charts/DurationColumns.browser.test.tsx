import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type DurationColumn, DurationColumns, durationColumnsHeight } from './DurationColumns.tsx';

afterEach(cleanup);

const lane = {
  id: 'sessions',
  label: null,
  height: 100,
  ticks: [
    { value: 0, label: '0' },
    { value: 10, label: '10' },
  ],
  series: [{ id: 'sessions', label: 'Sessions', tone: 3 as const, endText: null }],
};

function columns(count: number): DurationColumn[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `bin ${index}`,
    label: `${index}–${index + 1} min`,
    sub: '',
    title: `Title ${index}`,
    name: `Bin ${index}`,
    note: null,
    selected: index === 1,
    values: { sessions: { value: 5, text: '5' } },
    facts: [`Fact ${index}`],
  }));
}

async function draw(width: number, count = 4, at: readonly number[] = [1.5, 3.9]) {
  const onSelect = vi.fn<(id: string) => void>();
  const { container } = render(
    <div style={{ width }}>
      <DurationColumns
        columns={columns(count)}
        lane={lane}
        marks={at.map((place, index) => ({ id: `${index}`, label: `Mark ${index} at 9 min 59 s`, at: place }))}
        label="Times"
        onSelect={onSelect}
      />
    </div>,
  );
  await vi.waitUntil(() => container.querySelector('svg') !== null);
  return { onSelect, container };
}

it('opens a column by mouse and by keyboard, and tells of it while it is pointed at', async () => {
  const { onSelect } = await draw(600);
  await userEvent.tab();
  expect(screen.getByText('Fact 0')).toBeTruthy();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}');
  await userEvent.click(screen.getByRole('button', { name: 'Bin 3' }));
  expect(onSelect.mock.calls).toEqual([['bin 2'], ['bin 3']]);
  expect(screen.getByRole('button', { name: 'Bin 1' }).getAttribute('aria-pressed')).toBe('true');
});

it('puts a mark as far along the columns as it is said to lie', async () => {
  const { container } = await draw(600);
  const [second, third] = ['Bin 1', 'Bin 2'].map((name) =>
    screen.getByRole('button', { name }).getBoundingClientRect(),
  );
  const [line] = [...container.querySelectorAll('line')].map((one) => one.getBoundingClientRect());
  expect(line?.left).toBeCloseTo(((second?.left ?? 0) + (second?.right ?? 0)) / 2, 0);
  expect(line?.left).toBeLessThan(third?.left ?? 0);
});

it.each([
  [260, [0.1, 0.2]],
  [260, [13.8, 13.9]],
  [900, [2.5, 13.9]],
])('keeps labels inside %d pixels and apart, marks at %j', async (width, at) => {
  const { container } = await draw(width, 14, at);
  const left = container.getBoundingClientRect().left;
  const labels = [...container.querySelectorAll('text')].filter(({ textContent }) => textContent.startsWith('Mark'));
  const [one, other] = labels.map((label) => label.getBoundingClientRect());
  expect(one?.bottom).toBeLessThanOrEqual((other?.top ?? 0) + 1);
  for (const { left: start, right } of [one, other].flatMap((box) => box ?? [])) {
    expect(start).toBeGreaterThanOrEqual(left);
    expect(right).toBeLessThanOrEqual(left + width + 0.5);
  }
  expect(container.firstElementChild?.getBoundingClientRect().height).toBeCloseTo(durationColumnsHeight(lane), 0);
});
