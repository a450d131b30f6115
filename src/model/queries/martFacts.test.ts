import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { arbitraryShop } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { type MartTable, martTables } from '../tables.ts';
import { martSizesQuery, martTimesQuery, timeColumns } from './martFacts.ts';

const marts = Object.keys(martTables) as MartTable[];

describe('what the marts hold', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  it('is what reading every row tells', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShop, async (shop) => {
        await loadShop(engine, shop);
        const read = await Promise.all(marts.map((mart) => engine.ask(`from ${mart}`, { mostRows: 10_000 })));
        expect(await ask(engine, martSizesQuery())).toEqual(
          marts.map((mart, at) => ({ mart, rows: read[at]?.rows.length })),
        );

        const spans = await ask(engine, martTimesQuery());
        const naive = marts.flatMap((mart, at) =>
          timeColumns(mart).map((column) => {
            const place = read[at]?.columns.findIndex(({ name }) => name === column) ?? -1;
            const cells = (read[at]?.rows ?? []).map((row) => row[place] ?? null);
            const times = cells.flatMap((cell) => (cell === null ? [] : [String(cell).replace(' ', 'T')])).sort();
            return { mart, column, oldest: times.at(0) ?? null, newest: times.at(-1) ?? null };
          }),
        );
        const toSecond = (text: string | null) => text?.slice(0, 19) ?? null;
        const compared = (span: (typeof naive)[number]) => ({
          ...span,
          oldest: toSecond(span.oldest),
          newest: toSecond(span.newest),
        });
        expect(spans.map(compared)).toEqual(naive.map(compared));
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
