import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { loadDataset } from '../../ingest/loadDataset.ts';
import { arbitraryCounting, arbitraryFilters, arbitraryShop } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { deliveryOf } from '../../testing/deliveryOf.ts';
import { figures } from '../../testing/figures.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { type Judged, pickedOf, sessionsOf } from '../../testing/oracle.ts';
import { valuesIn } from '../../testing/oracleDimensions.ts';
import type { Shop } from '../../testing/shop.ts';
import { type PartitionId, partitionIds } from '../dimensions.ts';
import { type Counting, type Filters, noFilters } from '../filters.ts';
import { keepOnly } from '../narrowing.ts';
import { stepIds } from '../steps.ts';
import { type BreakdownRow, breakdownQuery } from './breakdown.ts';
import { funnelQuery } from './funnel.ts';

const bySession: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const orders: Partial<Record<PartitionId, readonly string[]>> = {
  weekday: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  hour: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
  products_viewed: ['0', '1', '2', '3', '4', '5+'],
};
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** The parts once more by loops. */
function partsOf(
  shop: Shop,
  {
    filters,
    counting,
    dimension,
    most,
  }: { filters: Filters; counting: Counting; dimension: PartitionId; most: number },
) {
  const judged = pickedOf(shop, filters, counting);
  const all = sessionsOf(shop);
  const byValue = new Map<string, Judged[]>();
  for (const one of judged) {
    const [value = ''] = valuesIn(shop, all, one.session, dimension);
    byValue.set(value, [...(byValue.get(value) ?? []), one]);
  }
  const unset = byValue.get('(not set)');
  byValue.delete('(not set)');
  const order = orders[dimension];
  const values = [...byValue].sort(([a, left], [b, right]) => {
    if (order !== undefined) return order.indexOf(a) - order.indexOf(b);
    return right.length - left.length || (a < b ? -1 : 1);
  });
  const own = order !== undefined || values.length <= most + 1 ? values.length : most;
  const others = values.slice(own);
  const counted = (ones: readonly Judged[]) =>
    counting.unit === 'sessions' ? ones.length : new Set(ones.flatMap(({ session }) => session.user ?? [])).size;
  const parts = [
    ...values.slice(0, own).map(([value, ones]) => ({ part: 'value', value, otherNames: [] as string[], ones })),
    ...(others.length === 0
      ? []
      : [
          {
            part: 'other',
            value: null,
            otherNames: others.map(([name]) => name),
            ones: others.flatMap(([, ones]) => ones),
          },
        ]),
    ...(unset === undefined ? [] : [{ part: 'not set', value: '(not set)', otherNames: [], ones: unset }]),
  ].map(({ ones, ...part }) => {
    const at = stepIds.map((id) => counted(ones.filter((one) => one.at[id])));
    return {
      ...part,
      others: part.otherNames.length,
      sessions: ones.length,
      all: counted(ones),
      base: counting.base === 'all' ? counted(ones) : (at[0] ?? 0),
      at,
      lost: (at[0] ?? 0) - (at[2] ?? 0),
      whole: counted(judged),
    };
  });
  const lost = parts.reduce((sum, part) => sum + part.lost, 0);
  return parts.map((part) => ({ ...part, lostShare: share(part.lost, Math.max(lost, 0)) }));
}

function plain({ steps, ...row }: BreakdownRow) {
  return { ...row, at: steps.map(({ count }) => count) };
}

describe('the funnel by a dimension, on random small shops', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  it('has the parts that the oracle finds, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitraryFilters,
        arbitraryCounting,
        fc.constantFrom(...partitionIds),
        fc.integer({ min: 1, max: 3 }),
        async (shop, filters, counting, dimension, most) => {
          await loadShop(engine, shop);
          const rows = await ask(engine, breakdownQuery(filters, counting, dimension, { most }));
          expect(rows.map(plain)).toEqual(partsOf(shop, { filters, counting, dimension, most }));
        },
      ),
      { numRuns: 80 },
    );
  }, 240_000);

  it.each(['sessions', 'users'] as const)(
    'adds up to the funnel in %s, to more only where users are in several parts',
    async (unit) => {
      await fc.assert(
        fc.asyncProperty(arbitraryShop, arbitraryFilters, arbitraryCounting, async (shop, filters, drawn) => {
          const counting: Counting = { ...drawn, unit };
          await loadShop(engine, shop);
          const funnel = await ask(engine, funnelQuery(filters, counting));
          const judged = pickedOf(shop, filters, counting);
          const all = sessionsOf(shop);
          for (const dimension of partitionIds) {
            const rows = await ask(engine, breakdownQuery(filters, counting, dimension, { most: 50 }));
            const valueOf = ({ session }: Judged) => valuesIn(shop, all, session, dimension)[0];
            // A user is once too often in every part after the first.
            const twice = (ones: readonly Judged[]) => {
              const named = ones.filter(({ session }) => session.user !== null);
              const pairs = new Set(named.map((one) => JSON.stringify([one.session.user, valueOf(one)])));
              return unit === 'sessions' ? 0 : pairs.size - new Set(named.map(({ session }) => session.user)).size;
            };
            const sum = (of: (row: BreakdownRow) => number) => rows.reduce((total, row) => total + of(row), 0);
            expect(sum(({ all: selected }) => selected) - twice(judged)).toBe(funnel[0]?.all);
            funnel.forEach(({ step, count }, at) => {
              const more = twice(judged.filter((one) => one.at[step]));
              expect(sum(({ steps }) => steps[at]?.count ?? 0) - more).toBe(count);
            });
            expect(new Set(rows.map(({ whole }) => whole)).size).toBeLessThanOrEqual(1);
          }
        }),
        { numRuns: 12 },
      );
    },
    240_000,
  );

  it('tells of each part what the funnel tells when only that part is kept', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitraryCounting,
        fc.constantFrom(...partitionIds),
        async (shop, counting, dimension) => {
          await loadShop(engine, shop);
          for (const { value, steps, base, all } of await ask(engine, breakdownQuery(noFilters, counting, dimension))) {
            if (value === null) continue;
            const alone = keepOnly(noFilters, [{ key: dimension, value }]);
            const funnel = await ask(engine, funnelQuery(alone, counting));
            expect(steps.map((step) => ({ ...step, base, all }))).toEqual(funnel.map(({ position: _, ...row }) => row));
          }
        },
      ),
      { numRuns: 30 },
    );
  }, 240_000);
});

describe('the funnel by a dimension, on the sample', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
    await loadDataset({ engine, ...deliveryOf('public/data/greenery', 'csv') });
  }, 60_000);
  afterAll(() => engine.close());

  it('has the eight largest states, and the rest named and together', async () => {
    const rows = await ask(engine, breakdownQuery(noFilters, bySession, 'state'));
    const own = rows.filter(({ part }) => part === 'value');
    const known = new Map(figures.states.map(({ state, counts }) => [state, counts]));
    expect(own).toHaveLength(8);
    for (const { value, steps } of own) expect(steps.map(({ count }) => count)).toEqual(known.get(value ?? ''));
    expect(own[0]).toMatchObject({ value: 'Georgia', lost: figures.burst.lost, lostShare: 1 });
    const rest = figures.states.filter(({ state }) => !own.some(({ value }) => value === state));
    const last = rows.at(-1);
    expect(last).toMatchObject({
      part: 'other',
      value: null,
      others: rest.length,
      sessions: rest.reduce((sum, { sessions }) => sum + sessions, 0),
    });
    expect([...(last?.otherNames ?? [])].sort()).toEqual(rest.map(({ state }) => state).sort());
  });

  it('names only the largest of very many others', async () => {
    const last = (await ask(engine, breakdownQuery(noFilters, bySession, 'user'))).at(-1);
    expect([last?.others, last?.otherNames.length]).toEqual([figures.facts.users - 8, 30]);
  });
});
