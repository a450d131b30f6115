import { expect, it } from 'vitest';
import { productFigures } from '../../../scripts/sample/figures.ts';
import { alikeness } from '../../model/productTests.ts';
import type { ProductRow } from '../../model/queries/products.ts';
import { productRow } from '../../testing/productRows.ts';
import { mostPoints, scatterView } from './scatterView.ts';

const draw = (rows: readonly ProductRow[], focus: string | null = null) =>
  scatterView(
    rows,
    alikeness(rows.map(({ name, counts }) => ({ name, part: counts.checkout, whole: counts.page_view }))),
    { unit: 'sessions', focus },
  );
const greenery = productFigures.map(({ name, viewed, carted, ordered, shipped }) =>
  productRow(name, [viewed, carted, ordered, shipped]),
);

it('marks the products outside, and says how many chance would put there', () => {
  const { points, note, numbers, centre } = draw(greenery, 'Pothos');
  expect(points.filter(({ isOutside }) => isOutside).map(({ id }) => id)).toEqual(['String of pearls']);
  expect(points.filter(({ selected }) => selected).map(({ id }) => id)).toEqual(['Pothos']);
  expect(note).toBe(
    '1 product is outside the 95 % limits (String of pearls); of 30 products, chance alone puts about 1.5 there.',
  );
  expect(centre?.value).toBeCloseTo(862 / 1845, 12);
  const row = numbers.rows.find(([name]) => name === 'String of pearls');
  // 0.4672 ± 1.96 and ± 3.09 × √(0.4672 × 0.5328 / 64)
  expect(row).toEqual(['String of pearls', '64', '39', '60.94 %', '27.45 %', '34.50 %', '58.94 %', '65.99 %', '95 %']);
});

it('has axes that hold every point, and goes from left to right', () => {
  const { points, xTicks, yTicks } = draw(greenery);
  const ends = (ticks: readonly { value: number }[]) => [ticks[0]?.value ?? 0, ticks.at(-1)?.value ?? 0] as const;
  const [left, right] = ends(xTicks);
  const [low, high] = ends(yTicks);
  expect(points.every(({ x, y }) => x >= left && x <= right && y >= low && y <= high)).toBe(true);
  expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).sort((a, b) => a - b));
  expect(yTicks.map(({ label }) => label.replace('\u00a0', ' '))).toEqual(['20 %', '40 %', '60 %', '80 %']);
});

it('of very many draws those outside and the most viewed, and says so', () => {
  const many = Array.from({ length: 3000 }, (_, at) =>
    productRow(`p${at}`, [100 + at, 60, Math.round((100 + at) / 2), 9]),
  );
  const { points, numbers, note } = draw([...many, productRow('odd', [50, 50, 50, 50])]);
  expect([points.length, numbers.rows.length]).toEqual([mostPoints, mostPoints]);
  expect(points.some(({ id }) => id === 'odd')).toBe(true);
  expect(points.some(({ id }) => id === 'p2999')).toBe(true);
  expect(note).toContain('The 500 outside the limits or most viewed of 3001 are drawn.');
});

it.each([
  ['nothing', [], 'No product of this selection has a view.'],
  ['no views', [productRow('a', [0, 0, 0, 0])], 'No product of this selection has a view.'],
  ['one product', [productRow('a', [1, 1, 1, 1])], null],
  ['more checkouts than views', [productRow('a', [2, 1, 5, 1]), productRow('b', [4, 1, 1, 1])], null],
])('draws %s', (_, rows, empty) => {
  const view = draw(rows);
  expect(view.empty).toBe(empty);
  expect(view.xTicks.length).toBeGreaterThan(1);
  expect(view.yTicks.every(({ value }) => Number.isFinite(value))).toBe(true);
});
