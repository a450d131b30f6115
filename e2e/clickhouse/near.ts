import type { Row } from '../../src/engine/engine.ts';

/** `row` with the numbers of `wanted` where they differ by rounding alone: of divisions, quantiles and logarithms. */
export function near(row: Row, wanted: Row | undefined): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const other = wanted?.[name];
      const isNear =
        typeof value === 'number' &&
        typeof other === 'number' &&
        !Number.isInteger(other) &&
        Math.abs(value - other) <= 1e-9 * Math.abs(other);
      return [name, isNear ? other : value];
    }),
  );
}
