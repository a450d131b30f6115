import { describe, expect, it } from 'vitest';
import { axisLabel, linePaths, xOfPoint, xyGeometry, type XyPoint, yOfValue } from './xyGeometry.ts';

const ticks = [-10, 0, 10].map((value) => ({ value, label: String(value) }));
const rows = (...values: readonly (number | null)[]): XyPoint[] =>
  values.map((value, at) => ({ label: `row ${at}`, value, name: '' }));

describe('the place of a row', () => {
  it('is inside the picture, one after the other, also for very many rows in a narrow one', () => {
    for (const count of [1, 2, 40, 400]) {
      for (const width of [220, 1000]) {
        const points = rows(...Array.from({ length: count }, () => 1));
        const geometry = xyGeometry(width, points, ticks);
        const places = points.map((_, at) => xOfPoint(geometry, at));
        expect(places[0]).toBeGreaterThan(geometry.left);
        expect(places.at(-1)).toBeLessThan(geometry.right);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(geometry.bar).toBeLessThanOrEqual(geometry.step);
        expect(geometry.every * geometry.step).toBeGreaterThan(40);
      }
    }
  });

  it('is as high as its value, the first tick at the bottom and the last at the top', () => {
    const geometry = xyGeometry(500, rows(1), ticks);
    expect(yOfValue(geometry, ticks, -10)).toBe(geometry.bottom);
    expect(yOfValue(geometry, ticks, 10)).toBe(geometry.top);
    expect(yOfValue(geometry, ticks, 0)).toBeCloseTo((geometry.top + geometry.bottom) / 2);
  });
});

it('breaks the line where a row has no value', () => {
  const points = rows(1, 2, null, 3);
  const paths = linePaths(xyGeometry(500, points, ticks), ticks, points);
  expect(paths.map((path) => path.match(/[ML]/g)?.join(''))).toEqual(['ML', 'M']);
});

it('cuts long labels', () => {
  expect(axisLabel('String of pearls')).toBe('String of pearls');
  expect(axisLabel('Pilea Peperomioides (second)')).toBe('Pilea Peperomioid…');
});
