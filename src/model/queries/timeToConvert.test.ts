import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { loadDataset } from '../../ingest/loadDataset.ts';
import { sql } from '../../sql/sql.ts';
import { arbitraryCounting, arbitraryFilters, arbitraryShop } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { deliveryOf } from '../../testing/deliveryOf.ts';
import { figures } from '../../testing/figures.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { pickedOf, sessionsOf } from '../../testing/oracle.ts';
import { secondsOf } from '../../testing/oracleDimensions.ts';
import type { Shop, ShopEvent } from '../../testing/shop.ts';
import { type Condition, spanIds, spans, tookSeconds } from '../condition.ts';
import { type Counting, type Filters, noFilters } from '../filters.ts';
import { binsAtMost, binStarts, timeBinsQuery, timesQuery } from './timeToConvert.ts';
import { totalsQuery } from './totals.ts';

const bySession: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const someSpan = fc.constantFrom(...spanIds);
const smallestFirst = (a: number, b: number) => a - b;

/** The value below which a share of some sorted ones lies. */
function quantile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}

/** Sessions that each view a page and check out after a cart, so many seconds later. */
function shopOf(seconds: readonly number[]): Shop {
  const at = (moment: number) => new Date(Date.parse('2021-02-09T00:00:00Z') + moment * 1000).toISOString();
  const event = (session: number, type: string, moment: number): ShopEvent => ({
    event_id: `${session} ${type}`,
    session_id: `s${session}`,
    user_id: 'u',
    event_type: type,
    created_at: at(moment),
    product_id: null,
    order_id: null,
  });
  return {
    events: seconds.flatMap((took, session) => [
      event(session, 'page_view', 0),
      event(session, 'add_to_cart', took / 2),
      event(session, 'checkout', took),
    ]),
    users: [],
    addresses: [],
    products: [],
    orders: [],
    order_items: [],
  };
}

describe('time to convert, on random small shops', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  const one = async (filters: Filters, counting: Counting, span: (typeof spanIds)[number]) => {
    const [row] = await ask(engine, timesQuery(filters, counting, span));
    if (row === undefined) throw new Error('no row');
    return row;
  };

  it('is what the oracle finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitraryFilters,
        arbitraryCounting,
        someSpan,
        async (shop, filters, counting, span) => {
          await loadShop(engine, shop);
          const judged = pickedOf(shop, filters, counting).filter(({ concerned }) => concerned);
          const took = judged.map(({ session, at }) => ({ at, seconds: secondsOf(session, span) }));
          const known = took.flatMap(({ seconds }) => seconds ?? []).sort(smallestFirst);
          const { from, to } = spans[span];
          const unknown = took.filter(({ at, seconds }) => seconds === null && at[from]);
          const { medianSeconds, p90Seconds, ...row } = await one(filters, counting, span);
          expect(row).toEqual({
            sessions: known.length,
            minSeconds: known[0] ?? null,
            maxSeconds: known.at(-1) ?? null,
            entered: took.filter(({ at }) => at[from]).length,
            unreached: unknown.filter(({ at }) => !at[to]).length,
            unordered: unknown.filter(({ at }) => at[to]).length,
          });
          expect(medianSeconds).toBe(quantile(known, 0.5));
          expect(p90Seconds ?? -1).toBeCloseTo(quantile(known, 0.9) ?? -1, 6);
        },
      ),
      { numRuns: 60 },
    );
  }, 240_000);

  it('without products chosen, every session at the first step is told of exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitraryFilters,
        arbitraryCounting,
        someSpan,
        async (shop, filters, counting, span) => {
          await loadShop(engine, shop);
          const row = await one({ ...filters, product: noFilters.product }, counting, span);
          expect(row.sessions + row.unreached + row.unordered).toBe(row.entered);
          expect(row.minSeconds ?? 0).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 24 },
    );
  }, 240_000);

  it('the way to the cart and the way from it are the whole way, in every session', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShop, async (shop) => {
        await loadShop(engine, shop);
        const source = sql`sessions`;
        const rows = await engine.run(sql`
          select
            ${tookSeconds('view_to_cart', source)} as there,
            ${tookSeconds('cart_to_checkout', source)} as back,
            ${tookSeconds('view_to_checkout', source)} as whole
          from sessions`);
        for (const { there, back, whole } of rows) {
          expect(back === null ? null : Number(there) + Number(back)).toBe(whole);
        }
        expect(rows).toHaveLength(sessionsOf(shop).length);
      }),
      { numRuns: 24 },
    );
  }, 240_000);

  it('every bin holds the sessions that its own condition selects', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitraryFilters,
        arbitraryCounting,
        someSpan,
        async (shop, drawn, counting, span) => {
          const filters: Filters = { ...drawn, complement: 'none' };
          await loadShop(engine, shop);
          const bins = await ask(engine, timeBinsQuery(filters, counting, span));
          for (const { from, to, sessions } of bins) {
            const condition: Condition = { key: span, value: `${from}-${to ?? ''}` };
            const kept: Filters = { ...filters, only: [...filters.only, condition] };
            const [totals] = await ask(engine, totalsQuery(kept, counting));
            expect(totals?.sessions).toBe(sessions);
          }
        },
      ),
      { numRuns: 24 },
    );
  }, 240_000);
});

describe('bins of times', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  const bins = async (seconds: readonly number[]) => {
    await loadShop(engine, shopOf(seconds));
    return ask(engine, timeBinsQuery(noFilters, bySession, 'view_to_checkout'));
  };

  it('lie around the times without a gap, at most so many, and hold them all', async () => {
    const time = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 4_000_000 }));
    await fc.assert(
      fc.asyncProperty(fc.array(time, { minLength: 1, maxLength: 12 }), async (seconds) => {
        const rows = await bins(seconds);
        expect(rows.length).toBeLessThanOrEqual(binsAtMost);
        rows.forEach(({ from, to, sessions }, at) => {
          expect(binStarts).toContain(from);
          expect(to).toBe(rows[at + 1]?.from ?? to);
          const inside = seconds.filter((took) => took >= from && (to === null || took < to));
          expect(sessions).toBe(inside.length);
        });
        expect(rows.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(seconds.length);
        expect(rows[0]?.sessions).toBeGreaterThan(0);
        expect(rows.at(-1)?.sessions).toBeGreaterThan(0);
        expect(rows.at(-1)?.upToShare).toBe(1);
      }),
      { numRuns: 32 },
    );
  }, 240_000);

  const ends = (rows: Awaited<ReturnType<typeof bins>>) => rows.map(({ from, to }) => [from, to]);

  it('are narrow where the times lie close, wide where they do not, and the shortest one where even those are many', async () => {
    expect(ends(await bins([61, 125]))).toEqual([
      [60, 90],
      [90, 120],
      [120, 180],
    ]);
    const wide = await bins([25, 4000]);
    expect(ends(wide).slice(0, 2)).toEqual([
      [20, 30],
      [30, 45],
    ]);
    expect(ends(await bins([25, 8000])).slice(0, 2)).toEqual([
      [10, 30],
      [30, 60],
    ]);
    const widest = await bins([0, 25, 3_000_000]);
    expect(widest).toHaveLength(binsAtMost);
    expect(widest[0]).toMatchObject({ from: 0, to: 60, sessions: 2 });
    expect(widest.at(-1)).toMatchObject({ from: 2_592_000, to: null, sessions: 1 });
  });

  it('are none where no session did both steps', async () => {
    expect(await bins([])).toEqual([]);
  });
});

describe('time to convert, on the sample', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
    await loadDataset({ engine, ...deliveryOf('public/data/greenery', 'csv') });
  }, 60_000);
  afterAll(() => engine.close());

  it('knows the time of every session that went on', async () => {
    const [, carted = 0, ordered = 0] = figures.funnel.map(({ count }) => count);
    const [toCart] = await ask(engine, timesQuery(noFilters, bySession, 'view_to_cart'));
    expect(toCart).toMatchObject({ sessions: carted, unreached: figures.facts.sessions - carted, unordered: 0 });
    const [row] = await ask(engine, timesQuery(noFilters, { ...bySession, unit: 'users' }, 'view_to_checkout'));
    expect(row).toMatchObject({ sessions: ordered, unreached: figures.burst.lost, unordered: 0 });
    const bins = await ask(engine, timeBinsQuery(noFilters, bySession, 'view_to_checkout'));
    expect(bins.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(ordered);
  });
});
