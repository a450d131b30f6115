import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productFigures } from '../../../scripts/sample/figures.ts';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { loadDataset } from '../../ingest/loadDataset.ts';
import { ask } from '../../testing/ask.ts';
import { deliver } from '../../testing/deliver.ts';
import { deliveryOf } from '../../testing/deliveryOf.ts';
import { anyValue } from '../filters.ts';
import { isChanged, stockChangesQuery } from './stockChanges.ts';
import { stockLevelsQuery } from './stockLevels.ts';
import { stockMeasuresQuery } from './stockMeasures.ts';
import { stockOutsQuery } from './stockOuts.ts';
import { spanOf, type StockRange, stockRange } from './stockRange.ts';
import { stockSalesQuery } from './stockSales.ts';
import { stockSnapshotsQuery } from './stockSnapshots.ts';

const real = '../shared/data/greenery';
const asked = { snapshotFrom: null, snapshotTo: null, snapshotA: null, snapshotB: null, last: 3 };
const weeks = ['2023-04-17', '2023-04-24', '2023-05-01', '2023-05-08'];

/** Reference answers: the six products that moved. */
const moved = [
  { product: 'String of pearls', changes: 3, versions: 4, fluctuation: 68, stockOuts: 1 },
  { product: 'Pothos', changes: 3, versions: 4, fluctuation: 60, stockOuts: 1 },
  { product: 'Philodendron', changes: 3, versions: 4, fluctuation: 51, stockOuts: 0 },
  { product: 'ZZ Plant', changes: 2, versions: 3, fluctuation: 48, stockOuts: 0 },
  { product: 'Monstera', changes: 3, versions: 4, fluctuation: 46, stockOuts: 0 },
  { product: 'Bamboo', changes: 2, versions: 3, fluctuation: 33, stockOuts: 0 },
];

describe.each(
  [
    { name: 'the generated sample, CSV', folder: 'public/data/greenery', format: 'csv' as const },
    { name: 'the generated sample, Parquet', folder: 'public/data/greenery', format: 'parquet' as const },
    { name: 'the shop’s own rows', folder: real, format: 'csv' as const },
  ].filter(({ folder }) => folder !== real || existsSync(real)),
)('the reference figures of stock come out of $name', ({ folder, format }) => {
  let engine: Engine;
  let range: StockRange;
  beforeAll(async () => {
    engine = await openNodeEngine();
    await loadDataset({ engine, ...deliveryOf(folder, format) });
    range = stockRange(await ask(engine, stockSnapshotsQuery()), asked) as StockRange;
  }, 60_000);
  afterAll(() => engine.close());

  it('four weekly snapshots', () => {
    expect(range.shown.map(({ day }) => day)).toEqual(weeks);
    expect(range.shown[2]?.at).toBe('2023-05-01T01:01:20.448000');
  });

  it('levels of all products at all snapshots', async () => {
    const runs = await ask(
      engine,
      stockLevelsQuery(
        spanOf(range.shown),
        productFigures.map(({ name }) => name),
      ),
    );
    for (const { name, stock } of productFigures) {
      const levels = weeks.map(
        (_, week) => runs.find(({ product, start, end }) => product === name && start <= week && week < end)?.level,
      );
      expect([name, ...levels]).toEqual([name, ...stock]);
    }
  });

  it('measures', async () => {
    const rows = await ask(engine, stockMeasuresQuery(spanOf(range.shown), anyValue));
    expect(rows).toHaveLength(30);
    expect(rows.slice(0, 6).map(pickMoved)).toEqual(moved);
    expect(rows.slice(6).map(({ changes, fluctuation }) => changes + fluctuation)).toEqual(Array(24).fill(0));
    expect(rows.slice(0, 2).map(({ depletion, restock, lowest }) => [depletion, restock, lowest])).toEqual([
      [58, 10, 0],
      [40, 20, 0],
    ]);
    // Levels 58, 10 and 0 held a week each; the last was only just seen.
    const deviation = Math.sqrt((58 ** 2 + 10 ** 2) / 3 - (68 / 3) ** 2);
    expect(rows[0]?.variation).toBeCloseTo(deviation / (68 / 3), 10);
    // Orders are of 2021, snapshots of 2023.
    expect(new Set(rows.map(({ daysOfCover }) => daysOfCover))).toEqual(new Set([null]));
    const [sales] = await ask(engine, stockSalesQuery(spanOf(range.shown)));
    expect(sales?.sharedDays).toBeLessThan(0);
  });

  it('what changed from week 3 to week 4', async () => {
    if (range.a === null) throw new Error('There is nothing to compare.');
    const rows = await ask(engine, stockChangesQuery(range.a, range.b, anyValue));
    expect(rows).toHaveLength(30);
    expect(rows.filter(isChanged)).toEqual([
      { product: 'Pothos', from: 0, to: 20, change: 20 },
      { product: 'Philodendron', from: 15, to: 30, change: 15 },
      { product: 'String of pearls', from: 0, to: 10, change: 10 },
      { product: 'ZZ Plant', from: 53, to: 41, change: -12 },
      { product: 'Monstera', from: 50, to: 31, change: -19 },
      { product: 'Bamboo', from: 44, to: 23, change: -21 },
    ]);
  });

  it('who was out of stock in the last three weeks', async () => {
    const rows = await ask(engine, stockOutsQuery(spanOf(range.recent), anyValue));
    const week3 = {
      lastWith: '2023-04-24',
      firstAtZero: '2023-05-01',
      lastAtZero: '2023-05-01',
      backBy: '2023-05-08',
      isOpen: false,
      shortestDays: 0,
      longestDays: 14,
    };
    expect(rows).toEqual([
      { product: 'Pothos', before: 20, after: 20, ...week3 },
      { product: 'String of pearls', before: 10, after: 10, ...week3 },
    ]);
    expect(await ask(engine, stockOutsQuery(spanOf(range.shown.slice(-1)), anyValue))).toEqual([]);
  });

  it('only of chosen products', async () => {
    const only = { mode: 'only' as const, values: ['Bamboo', 'Orchid'] };
    const rows = await ask(engine, stockMeasuresQuery(spanOf(range.shown), only));
    expect(rows.map(({ product }) => product)).toEqual(['Bamboo', 'Orchid']);
    const except = { mode: 'except' as const, values: ['Bamboo'] };
    expect(await ask(engine, stockMeasuresQuery(spanOf(range.shown), except))).toHaveLength(29);
  });
});

it('plain weekly levels say the same as a dbt snapshot of them', async () => {
  const engine = await openNodeEngine();
  const lines = productFigures.flatMap(({ name, stock }) =>
    stock.map((level, week) => `${name.replaceAll(' ', '_')},${weeks[week]},${level}`),
  );
  const names = productFigures.map(({ name }) => `${name.replaceAll(' ', '_')},"${name}"`);
  await loadDataset({
    engine,
    ...deliver({
      events: 'event_id,session_id,event_type,created_at\ne1,s1,page_view,2021-02-11\n',
      products: `product_id,name\n${names.join('\n')}\n`,
      inventory_levels: `product_id,date,inventory\n${lines.join('\n')}\n`,
    }),
  });
  const range = stockRange(await ask(engine, stockSnapshotsQuery()), asked) as StockRange;
  expect(range.shown.map(({ day }) => day)).toEqual(weeks);
  const rows = await ask(engine, stockMeasuresQuery(spanOf(range.shown), anyValue));
  expect(rows.slice(0, 6).map(pickMoved)).toEqual(moved);
  await engine.close();
});

function pickMoved({ product, changes, versions, fluctuation, stockOuts }: (typeof moved)[number]) {
  return { product, changes, versions, fluctuation, stockOuts };
}
