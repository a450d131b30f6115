import * as fc from 'fast-check';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { loadDataset } from '../ingest/loadDataset.ts';
import { arbitraryCounting, arbitraryFilters, arbitraryShop } from '../testing/arbitraryShop.ts';
import { ask } from '../testing/ask.ts';
import { deliveryOf } from '../testing/deliveryOf.ts';
import { loadShop } from '../testing/loadShop.ts';
import { funnelOf, pickedOf } from '../testing/oracle.ts';
import { spreadsOf } from '../testing/oracleSpreads.ts';
import type { Shop } from '../testing/shop.ts';
import { type Compare, countedSide, otherSide, type OtherSide } from './comparison.ts';
import { type Counting, type Day, type Filters, noFilters } from './filters.ts';
import { type Facts, factsQuery } from './queries/facts.ts';
import { funnelQuery } from './queries/funnel.ts';
import { spreadsQuery, totalsQuery } from './queries/totals.ts';
import { usersQuery } from './queries/users.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const dayOf = (text: string) => text as Day;
const range = (from: string | null, to: string | null): Filters => ({
  ...noFilters,
  from: from === null ? null : dayOf(from),
  to: to === null ? null : dayOf(to),
});
const greenery = {
  firstDay: dayOf('2021-02-09'),
  lastDay: dayOf('2021-02-11'),
  startsWhole: false,
  endsWhole: true,
} as Facts;

function sideOf(filters: Filters, compare: Compare, facts: Facts = greenery): OtherSide {
  const side = otherSide(filters, compare, facts);
  if (side === null || 'none' in side) throw new Error(side?.none ?? 'Nothing is compared.');
  return side;
}

function reasonOf(filters: Filters, compare: Compare): string | null {
  const side = otherSide(filters, compare, greenery);
  return side !== null && 'none' in side ? side.none : null;
}

describe('the previous period', () => {
  it('has as many days, right before', () => {
    const side = sideOf(range('2021-02-11', null), { kind: 'previous' });
    expect(side).toMatchObject({ days: { from: '2021-02-10', to: '2021-02-10' }, countsCompare: true, note: null });
    expect([side.filters.from, side.filters.to]).toEqual(['2021-02-10', '2021-02-10']);
  });

  it('that the data begins within keeps counts apart', () => {
    const side = sideOf(range('2021-02-10', '2021-02-10'), { kind: 'previous' });
    expect(side).toMatchObject({ countsCompare: false, sameSpan: false, days: { from: '2021-02-09' } });
    expect(side.note).toBe('The data begins within 2021-02-09: counts are not compared, shares are.');
  });

  it('that is shorter keeps counts apart', () => {
    const side = sideOf(range('2021-02-10', '2021-02-11'), { kind: 'previous' });
    expect(side.days).toEqual({ from: '2021-02-09', to: '2021-02-09' });
    expect(side.note).toBe(
      '2 days here, 1 there, and the data begins within 2021-02-09: counts are not compared, shares are.',
    );
  });

  it('that is shorter, of whole days, says only that', () => {
    const side = otherSide(range('2021-02-10', '2021-02-11'), { kind: 'previous' }, { ...greenery, startsWhole: true });
    expect(side).toMatchObject({ note: '2 days here, 1 there: counts are not compared, shares are.' });
  });

  it('is not there before the data begins', () => {
    expect(reasonOf(noFilters, { kind: 'previous' })).toBe(
      'The data begins on 2021-02-09: there is nothing before the chosen days to compare them with. Choose a later start.',
    );
  });
});

describe('a chosen period', () => {
  const period = (from: string, to: string): Compare => ({ kind: 'period', from: dayOf(from), to: dayOf(to) });

  it('counts as far as the data has it', () => {
    expect(sideOf(range('2021-02-11', null), period('2021-01-01', '2021-02-10')).days).toEqual({
      from: '2021-02-09',
      to: '2021-02-10',
    });
    expect(reasonOf(noFilters, period('2020-01-01', '2020-02-01'))).toBe(
      'The data has no day from 2020-01-01 to 2020-02-01 to compare with.',
    );
  });

  it('that shares days with the selection has no intervals, and says so', () => {
    const side = sideOf(range('2021-02-10', '2021-02-11'), period('2021-02-11', '2021-02-11'));
    expect(side.overlaps).toBe(true);
    expect(side.note).toMatch(/share days: their sessions are on both sides, so no intervals are given\.$/);
    expect(sideOf(range('2021-02-11', null), period('2021-02-10', '2021-02-10')).overlaps).toBe(false);
  });
});

describe('the rest', () => {
  it('is what the filters leave out, of the same days', () => {
    const filters: Filters = { ...range('2021-02-11', null), state: { mode: 'only', values: ['Georgia'] } };
    const side = sideOf(filters, { kind: 'rest' });
    expect(side).toMatchObject({ days: null, countsCompare: false, sameSpan: true, overlaps: false });
    expect(side.filters).toEqual({ ...filters, complement: 'sessions' });
  });

  it('of products is the other products, where a session may be on both sides', () => {
    const side = sideOf({ ...noFilters, product: { mode: 'only', values: ['Pothos'] } }, { kind: 'rest' });
    expect(side.filters).toEqual({ ...noFilters, product: { mode: 'except', values: ['Pothos'] } });
    expect(side.overlaps).toBe(true);
  });

  it('of a range is the other days, and of everything there is none', () => {
    expect(sideOf(range('2021-02-11', null), { kind: 'rest' }).filters.complement).toBe('range');
    expect(reasonOf(noFilters, { kind: 'rest' })).toBe(
      'Everything is selected, so there is no rest to compare with. Choose a filter first.',
    );
  });
});

it('gives counts of users no interval, as a user may come on both sides, and says so', () => {
  const side = sideOf(range('2021-02-11', null), { kind: 'previous' });
  expect(countedSide(side, { unit: 'sessions' })).toBe(side);
  expect(countedSide(side, { unit: 'users' })).toEqual({
    ...side,
    overlaps: true,
    note: 'A user may be on both sides, so no intervals are given.',
  });
  const shorter = sideOf(range('2021-02-10', '2021-02-11'), { kind: 'previous' });
  expect(countedSide(shorter, { unit: 'users' }).note).toMatch(/shares are\. A user may be on both sides/);
});

it('compares nothing unless asked to', () => {
  expect(otherSide(noFilters, { kind: 'none' }, greenery)).toBeNull();
});

/** Sums of the same numbers in another order: compare to ten digits. */
function rounded<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? Number(inner.toPrecision(10)) : inner)),
  ) as T;
}

describe('on random small shops', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  const factsOf = async (shop: Shop) => {
    await loadShop(engine, shop);
    const [facts] = await ask(engine, factsQuery());
    if (facts === undefined) throw new Error('There are no facts.');
    return facts;
  };
  const counts = async (filters: Filters, how: Counting) =>
    (await ask(engine, funnelQuery(filters, how))).map((row) => [row.count, row.all]);
  const asked = fc.array(fc.tuple(arbitraryFilters, arbitraryCounting), { minLength: 3, maxLength: 3 });

  // Products turned around do not add up: a session that concerns both kinds is on both sides.
  it('the selection and the rest add up to the whole, however sessions are counted', async () => {
    let rests = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryShop, asked, async (shop, several) => {
        const facts = await factsOf(shop);
        for (const [filters, how] of several) {
          const mine: Filters = { ...filters, complement: 'none' };
          const rest = otherSide(mine, { kind: 'rest' }, facts);
          if (rest === null || 'none' in rest || rest.filters.complement === 'none') continue;
          rests += 1;
          const { from, to, product } = mine;
          const whole: Filters =
            rest.filters.complement === 'range'
              ? { ...mine, from: null, to: null }
              : { ...noFilters, from, to, product };
          const bySession: Counting = { ...how, unit: 'sessions' };
          const [a, b, all] = [
            await counts(mine, bySession),
            await counts(rest.filters, bySession),
            await counts(whole, bySession),
          ];
          expect(a.map((row, at) => row.map((count, column) => count + (b[at]?.[column] ?? NaN)))).toEqual(all);
        }
      }),
      { numRuns: 24 },
    );
    expect(rests).toBeGreaterThan(20);
  }, 300_000);

  it('the other side is what the oracle finds there, and a period before shares no session with the selection', async () => {
    const compare = fc.constantFrom<Compare>(
      { kind: 'previous' },
      { kind: 'rest' },
      { kind: 'period', from: dayOf('2021-02-09'), to: dayOf('2021-02-10') },
    );
    let sides = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryShop, asked, compare, async (shop, several, how) => {
        const facts = await factsOf(shop);
        for (const [filters, way] of several) {
          const mine: Filters = { ...filters, complement: 'none' };
          const other = otherSide(mine, how, facts);
          if (other === null || 'none' in other) continue;
          sides += 1;
          const expected = funnelOf(shop, other.filters, way).map(({ count, all }) => [count, all]);
          expect(await counts(other.filters, way)).toEqual(expected);
          const [totals] = await ask(engine, totalsQuery(other.filters, way));
          const [people] = await ask(engine, usersQuery(other.filters, way));
          const [spreads] = await ask(engine, spreadsQuery(other.filters, way));
          expect(rounded(spreads)).toEqual(rounded(spreadsOf(shop, other.filters, way)));
          expect([spreads?.pageViews.n, spreads?.sessionsPerUser.n]).toEqual([totals?.sessions, people?.users]);
          if (other.overlaps) continue;
          const here = new Set(pickedOf(shop, mine, way).map(({ session }) => session.id));
          const there = pickedOf(shop, other.filters, way).map(({ session }) => session.id);
          expect(there.filter((id) => here.has(id))).toEqual([]);
        }
      }),
      { numRuns: 24 },
    );
    expect(sides).toBeGreaterThan(20);
  }, 300_000);
});

const real = '../shared/data/greenery';

describe.each([{ folder: 'public/data/greenery' }, { folder: real }].filter(({ folder }) => existsSync(folder)))(
  'the last day against the one before, in $folder',
  ({ folder }) => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await openNodeEngine({ threads: 1 });
      await loadDataset({ engine, ...deliveryOf(folder, 'csv') });
    }, 60_000);
    afterAll(() => engine.close());

    it('has 401 sessions and 184 checkouts here, 175 and 175 there', async () => {
      const [facts] = await ask(engine, factsQuery());
      if (facts === undefined) throw new Error('There are no facts.');
      const filters = range('2021-02-11', null);
      const other = sideOf(filters, { kind: 'previous' }, facts);
      expect(other.countsCompare).toBe(true);
      const told = async (side: Filters) =>
        (await ask(engine, funnelQuery(side, counting))).slice(0, 3).map(({ count }) => count);
      expect(await told(filters)).toEqual([401, 290, 184]);
      expect(await told(other.filters)).toEqual([175, 175, 175]);
    });

    it('adds up to all sessions with the rest', async () => {
      const [facts] = await ask(engine, factsQuery());
      if (facts === undefined) throw new Error('There are no facts.');
      const filters: Filters = { ...noFilters, state: { mode: 'only', values: ['Georgia'] } };
      const rest = sideOf(filters, { kind: 'rest' }, facts);
      const told = async (side: Filters) => (await ask(engine, funnelQuery(side, counting))).map(({ count }) => count);
      expect(await told(filters)).toEqual([221, 110, 4, 3]);
      expect(await told(rest.filters)).toEqual([578 - 221, 467 - 110, 361 - 4, 335 - 3]);
    });
  },
);
