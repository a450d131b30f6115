import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { loadDataset } from '../ingest/loadDataset.ts';
import { ask } from '../testing/ask.ts';
import { deliveryOf } from '../testing/deliveryOf.ts';
import { figures2021 } from '../testing/figures.ts';
import { itHasTheFigures } from '../testing/itHasTheFigures.ts';
import { type Counting, noFilters } from './filters.ts';
import { funnelQuery } from './queries/funnel.ts';

const real = '../shared/data/greenery';

describe.each(
  [
    { name: 'the generated sample, CSV', folder: 'public/data/greenery', format: 'csv' as const },
    { name: 'the generated sample, Parquet', folder: 'public/data/greenery', format: 'parquet' as const },
    { name: 'the shop’s own rows', folder: real, format: 'csv' as const },
  ].filter(({ folder }) => folder !== real || existsSync(real)),
)('the reference figures come out of $name', ({ folder, format }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
    await loadDataset({ engine, ...deliveryOf(folder, format) });
  }, 60_000);
  afterAll(() => engine.close());

  itHasTheFigures(() => engine);
});

describe('the other edition, events only', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
    await loadDataset({ engine, ...deliveryOf('public/data/greenery-2021') });
  }, 60_000);
  afterAll(() => engine.close());

  it('gives other numbers for the two readings', async () => {
    const read = async (reading: Counting['reading']) =>
      (await ask(engine, funnelQuery(noFilters, { reading, base: 'all', unit: 'sessions' }))).slice(0, 3);
    const has = await read('has');
    expect(has.map((row) => row.count)).toEqual(figures2021.has);
    expect(has.map((row) => row.base)).toEqual([1108, 1108, 1108]);
    expect((await read('reached')).map((row) => row.count)).toEqual(figures2021.reached);
  });
});
