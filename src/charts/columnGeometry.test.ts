import { expect, it } from 'vitest';
import { columnGeometry, namedColumns, roundTicks, xOfColumn, xOfName } from './columnGeometry.ts';

it.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [4, [0, 2, 4]],
  [26, [0, 10, 20, 30]],
  [361, [0, 200, 400]],
  [46_740.3, [0, 20_000, 40_000, 60_000]],
])('goes up to %d in round whole steps', (highest, ticks) => {
  expect(roundTicks(highest)).toEqual(ticks);
});

const lane = { id: 'a', label: null, height: 100, ticks: [{ value: 1, label: '1' }], series: [] };
const columns = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    return { id: `${at}`, label: '11 Feb', sub: '', title: '', name: '', note: null, selected: false, values: {} };
  });

it.each([1, 3, 50, 200, 400])('keeps %d columns side by side inside the plot, names apart', (count) => {
  for (const width of [240, 900]) {
    const geometry = columnGeometry(width, { columns: columns(count), lanes: [lane, lane], labelWidth: 80 });
    expect(xOfColumn(geometry, 0) - geometry.bar / 2).toBeGreaterThanOrEqual(geometry.left);
    expect(xOfColumn(geometry, count - 1) + geometry.bar / 2).toBeLessThanOrEqual(geometry.right + 0.001);
    expect(geometry.bar).toBeLessThanOrEqual(geometry.step);
    const names = [...namedColumns(geometry, columns(count))].map((index) => xOfName(geometry, index, '11 Feb'));
    expect(names.every((x, at) => at === 0 || (names[at - 1] ?? 0) - x >= 40)).toBe(true);
    expect(names[0]).toBeLessThan(width);
    expect(geometry.lanes[1]?.top).toBeGreaterThan(geometry.lanes[0]?.bottom ?? 0);
    expect(geometry.lanes[1]?.bottom).toBeLessThan(geometry.height);
  }
});
