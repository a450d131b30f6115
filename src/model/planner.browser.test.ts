import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MortalEngine } from '../engine/engine.ts';
import { openWasmEngine } from '../engine/wasm.ts';
import { arbitraryFilters, arbitraryShop } from '../testing/arbitraryShop.ts';
import { ask } from '../testing/ask.ts';
import { dayQuestions, fromSessions } from '../testing/dayQuestions.ts';
import { loadShop } from '../testing/loadShop.ts';
import { type Counting, type Filters, noFilters } from './filters.ts';

const bySession: Counting = { reading: 'ordered', base: 'first', unit: 'sessions' };

let engine: MortalEngine;
beforeAll(async () => {
  engine = await openWasmEngine();
});
afterAll(() => engine.close());

it('in the browser too, days tell what the sessions tell, row for row', { timeout: 60_000 }, async () => {
  const filtersOfDays = arbitraryFilters.map((filters): Filters => ({
    ...filters,
    product: noFilters.product,
    only: [],
    without: [],
  }));
  await fc.assert(
    fc.asyncProperty(arbitraryShop, filtersOfDays, async (shop, filters) => {
      await loadShop(engine, shop);
      const slow = dayQuestions(fromSessions(filters), bySession);
      for (const [name, query] of dayQuestions(filters, bySession)) {
        const expected = await ask(engine, slow.get(name) ?? query);
        expect([name, await ask(engine, query)]).toEqual([name, expected]);
      }
    }),
    { numRuns: 4 },
  );
});
