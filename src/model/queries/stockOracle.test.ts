import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { ask } from '../../testing/ask.ts';
import { loadShop } from '../../testing/loadShop.ts';
import {
  arbitraryHistory,
  gridOf,
  measuresOf,
  shopWithStock,
  type StockHistory,
  stockOutsOf,
} from '../../testing/oracleStock.ts';
import { anyValue } from '../filters.ts';
import { stockChangesQuery } from './stockChanges.ts';
import { stockLevelsQuery } from './stockLevels.ts';
import { stockMeasuresQuery } from './stockMeasures.ts';
import { stockOutsQuery } from './stockOuts.ts';
import { type StockSnapshot, stockSnapshotsQuery } from './stockSnapshots.ts';

/** The same sums in another order: twelve digits agree. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? Number(inner.toPrecision(10)) : inner)),
  );
}

function byName<T extends { product: string }>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => (a.product < b.product ? -1 : a.product > b.product ? 1 : 0));
}

describe('every number of stock agrees with the oracle on random histories', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  async function compare(history: StockHistory, ends: readonly [number, number]): Promise<void> {
    await loadShop(engine, shopWithStock(history));
    const grid = gridOf(history);
    const snapshots = await ask(engine, stockSnapshotsQuery());
    expect(snapshots.map(({ at }) => Date.parse(`${at}Z`))).toEqual(grid.times);
    if (snapshots.length === 0) return;

    const [from, to] = ends.map((end) => end % snapshots.length).sort((a, b) => a - b) as [number, number];
    const snapshot = (index: number) => snapshots[index] as StockSnapshot;
    const span = { from: snapshot(from), to: snapshot(to) };

    const measures = await ask(engine, stockMeasuresQuery(span, anyValue));
    expect(rounded(byName(measures))).toEqual(rounded(byName(measuresOf(grid, from, to))));

    const runs = await ask(
      engine,
      stockLevelsQuery(
        span,
        grid.rows.map(({ product }) => product),
      ),
    );
    for (const { product, levels } of grid.rows) {
      const mine = runs.filter((run) => run.product === product);
      const drawn = levels.slice(from, to + 1).map((_, index) => {
        return mine.find(({ start, end }) => start <= index && index < end)?.level ?? null;
      });
      expect(drawn).toEqual(levels.slice(from, to + 1));
    }

    const changes = await ask(engine, stockChangesQuery(snapshot(from), snapshot(to), anyValue));
    const expected = grid.rows.flatMap(({ product, levels }) => {
      const [a, b] = [levels[from] ?? null, levels[to] ?? null];
      return a === null && b === null
        ? []
        : [{ product, from: a, to: b, change: a === null || b === null ? null : b - a }];
    });
    expect(byName(changes)).toEqual(byName(expected));

    const outs = await ask(engine, stockOutsQuery(span, anyValue));
    const key = (out: { product: string; firstAtZero: string; shortestDays: number; lastWith: string | null }) =>
      `${out.product} ${out.firstAtZero} ${out.lastWith} ${out.shortestDays}`;
    const told = outs.map(({ before: _, after: __, ...out }) => out);
    const sorted = <T extends Parameters<typeof key>[0]>(rows: readonly T[]) =>
      [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(rounded(sorted(told))).toEqual(rounded(sorted(stockOutsOf(grid, from, to))));
  }

  it('for any span of snapshots, from dbt and from plain levels', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHistory, fc.tuple(fc.nat(5), fc.nat(5)), (history, ends) => compare(history, ends)),
      { numRuns: 60 },
    );
  }, 300_000);
});
