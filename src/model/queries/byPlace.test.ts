import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { arbitraryCounting, arbitraryFilters, arbitraryShop } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { byCountryOf } from '../../testing/oraclePlaces.ts';
import { anyValue, type Choice } from '../filters.ts';
import { byCountryQuery, byStateQuery } from './byPlace.ts';
import { usersByCountryQuery, usersByStateQuery } from './usersByPlace.ts';

describe('places, on random small shops', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  it('countries are counted as the oracle counts them', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShop, arbitraryFilters, arbitraryCounting, async (shop, filters, counting) => {
        await loadShop(engine, shop);
        const rows = await ask(engine, byCountryQuery(filters, counting));
        const people = await ask(engine, usersByCountryQuery(filters, counting));
        expect(people).toHaveLength(rows.length);
        const expected = byCountryOf(shop, filters, counting);
        for (const { lostShare, conversionLow, conversionHigh, ...row } of rows) {
          const same = expected.find(({ country }) => country === row.country);
          const users = people.find(({ country }) => country === row.country)?.users;
          expect({ ...row, users }).toEqual(same);
          expect(lostShare === null || Number.isFinite(lostShare)).toBe(true);
          expect(conversionLow === null).toBe(conversionHigh === null);
        }
        expect(rows).toHaveLength(expected.length);
        expect(rows.map((row) => row.sessions)).toEqual(rows.map((row) => row.sessions).sort((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('whatever states are chosen, the same rows come', async () => {
    const someStates: fc.Arbitrary<Choice> = fc.record({
      mode: fc.constantFrom('only', 'except'),
      values: fc.subarray(['Georgia', 'Ohio', '(not set)'], { minLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitraryFilters,
        arbitraryCounting,
        someStates,
        async (shop, filters, counting, state) => {
          await loadShop(engine, shop);
          for (const query of [byStateQuery, byCountryQuery]) {
            const open = await ask<unknown>(engine, query({ ...filters, state: anyValue }, counting));
            expect(await ask<unknown>(engine, query({ ...filters, state }, counting))).toEqual(open);
          }
          for (const query of [usersByStateQuery, usersByCountryQuery]) {
            const told = async (filter: Choice) =>
              new Set(
                (await ask<unknown>(engine, query({ ...filters, state: filter }, counting))).map((row) =>
                  JSON.stringify(row),
                ),
              );
            expect(await told(state)).toEqual(await told(anyValue));
          }
        },
      ),
      { numRuns: 30 },
    );
  }, 120_000);
});
