import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { arbitraryCounting, arbitraryFilters, arbitraryShop } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { burstOf, byStateOf, funnelOf, optionsOf, totalsOf, trendOf } from '../../testing/oracle.ts';
import { anyValue, type Counting, type Filters, type Grain } from '../filters.ts';
import { burstQuery } from './burst.ts';
import { byStateQuery } from './byPlace.ts';
import { funnelQuery } from './funnel.ts';
import { optionsQuery } from './options.ts';
import { totalsQuery } from './totals.ts';
import { trendQuery } from './trend.ts';
import { usersQuery } from './users.ts';
import { usersByStateQuery } from './usersByPlace.ts';

const grains: readonly Grain[] = ['hour', 'day', 'week', 'month'];
const choices = ['product', 'country', 'state', 'employee'] as const;

/** Rates are sums of the same few numbers in another order: compare to twelve digits. */
function rounded<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? Number(inner.toPrecision(12)) : inner)),
  ) as T;
}

function pick<T extends object, K extends keyof T>(row: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<T, K>;
}

function sortedBy<T>(rows: readonly T[], key: (row: T) => string): readonly T[] {
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

describe('every query agrees with the oracle on random small shops', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  async function compare(filters: Filters, counting: Counting, shop: Parameters<typeof funnelOf>[0]): Promise<void> {
    const funnel = await ask(engine, funnelQuery(filters, counting));
    const funnelKeys = ['step', 'count', 'base', 'all', 'ofBaseRate', 'ofPreviousRate', 'lost'] as const;
    expect(rounded(funnel.map((row) => pick(row, funnelKeys)))).toEqual(rounded(funnelOf(shop, filters, counting)));

    const expected = totalsOf(shop, filters, counting);
    const [totals] = await ask(engine, totalsQuery(filters, counting));
    const [users] = await ask(engine, usersQuery(filters, counting));
    const told = { ...(totals as NonNullable<typeof totals>), ...(users as NonNullable<typeof users>) };
    expect(rounded(pick(told, Object.keys(expected) as (keyof typeof expected)[]))).toEqual(rounded(expected));

    const states = await ask(engine, byStateQuery(filters, counting));
    const stateKeys = ['state', 'country', 'sessions', 'all', 'users', 'counts', 'lost', 'conversionRate'] as const;
    const place = (row: { state: string; country: string }) => `${row.state}|${row.country}`;
    const people = await ask(engine, usersByStateQuery(filters, counting));
    expect(people).toHaveLength(states.length);
    const here = states.map((row) =>
      pick({ ...row, users: people.find((one) => place(one) === place(row))?.users }, stateKeys),
    );
    const everywhere = byStateOf(shop, { ...filters, state: anyValue }, counting);
    expect(rounded(sortedBy(here, place))).toEqual(rounded(sortedBy(everywhere, place)));

    for (const grain of grains) {
      const trend = await ask(engine, trendQuery(filters, counting, grain));
      const filled = trend.filter((row) => row.all > 0).map((row) => pick(row, ['bucket', 'all', 'base', 'counts']));
      expect(filled).toEqual(trendOf(shop, filters, counting, grain).filter((row) => row.all > 0));
      expect(trend.map((row) => row.bucket)).toEqual(trend.map((row) => row.bucket).sort());
    }

    const burst = burstOf(shop, filters, counting);
    const [answer] = await ask(engine, burstQuery(filters, counting));
    expect(pick(answer as NonNullable<typeof answer>, Object.keys(burst) as (keyof typeof burst)[])).toEqual(burst);

    for (const choice of choices) {
      const options = await ask(engine, optionsQuery(filters, counting, choice));
      const value = (row: { value: string }) => row.value;
      const counted = options.map((row) => pick(row, ['value', 'sessions']));
      expect(sortedBy(counted, value)).toEqual(sortedBy(optionsOf(shop, filters, counting, choice), value));
    }
  }

  it('for any filters and any way of counting', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        fc.array(fc.tuple(arbitraryFilters, arbitraryCounting), { minLength: 3, maxLength: 3 }),
        async (shop, asked) => {
          await loadShop(engine, shop);
          for (const [filters, counting] of asked) await compare(filters, counting, shop);
        },
      ),
      { numRuns: 40 },
    );
  }, 300_000);

  it('and the readings keep their laws: reached never grows, in order never exceeds reached', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitraryFilters,
        fc.constantFrom('sessions' as const, 'users' as const),
        async (shop, filters, unit) => {
          await loadShop(engine, shop);
          const open: Filters = { ...filters, step: { reached: null, missed: null } };
          const counts = async (reading: Counting['reading']) =>
            (await ask(engine, funnelQuery(open, { reading, base: 'all', unit }))).map((row) => row.count);
          const reached = await counts('reached');
          const ordered = await counts('ordered');
          expect(reached).toEqual([...reached].sort((a, b) => b - a));
          ordered.forEach((count, index) => expect(count).toBeLessThanOrEqual(reached[index] ?? 0));
        },
      ),
      { numRuns: 24 },
    );
  }, 300_000);
});
