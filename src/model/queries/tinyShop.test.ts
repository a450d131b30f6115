import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { ask } from '../../testing/ask.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { tinyShop } from '../../testing/shop.ts';
import { type Counting, type Filters, noFilters, parseDay } from '../filters.ts';
import { burstQuery } from './burst.ts';
import { factsQuery, valuesQuery } from './facts.ts';
import { funnelQuery, largestLosses, type StepRow } from './funnel.ts';
import { optionsQuery } from './options.ts';
import { totalsQuery } from './totals.ts';
import { trendQuery } from './trend.ts';
import { usersQuery } from './users.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const only = (...values: string[]) => ({ mode: 'only' as const, values });
const except = (...values: string[]) => ({ mode: 'except' as const, values });

describe('four sessions, counted by hand', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
    await loadShop(engine, tinyShop);
  });
  afterAll(() => engine.close());

  const counts = async (filters: Partial<Filters>, how: Partial<Counting> = {}) =>
    (await ask(engine, funnelQuery({ ...noFilters, ...filters }, { ...counting, ...how }))).map((row) => row.count);

  it('by reading', async () => {
    expect(await counts({}, { reading: 'reached' })).toEqual([4, 3, 2, 1]);
    expect(await counts({}, { reading: 'has' })).toEqual([3, 2, 2, 1]);
    expect(await counts({}, { reading: 'ordered' })).toEqual([3, 2, 1, 1]);
  });

  it('by user: two sessions of one user count once, a session of nobody not at all', async () => {
    expect(await counts({}, { unit: 'users' })).toEqual([2, 2, 1, 1]);
  });

  it('of chosen products, pooled: a step counts when it concerns one of them', async () => {
    expect(await counts({ product: only('Fern') })).toEqual([3, 3, 2, 1]);
    expect(await counts({ product: only('Palm, tall') })).toEqual([2, 1, 1, 1]);
    expect(await counts({ product: only('Fern', 'Palm, tall') })).toEqual([4, 3, 2, 1]);
    expect(await counts({ product: except('Fern') })).toEqual(await counts({ product: only('Palm, tall') }));
  });

  it('on the day a session starts, whole, also over midnight', async () => {
    const day = (text: string) => ({ from: parseDay(text), to: parseDay(text) });
    expect(await counts(day('2021-02-09'))).toEqual([1, 1, 1, 1]);
    expect(await counts(day('2021-02-10'))).toEqual([3, 2, 1, 0]);
    expect(await counts(day('2021-02-11'))).toEqual([0, 0, 0, 0]);
  });

  it('with places unknown told apart from known ones', async () => {
    expect(await counts({ state: only('Georgia') })).toEqual([2, 1, 1, 1]);
    expect(await counts({ state: only('(not set)') })).toEqual([2, 2, 1, 0]);
    expect(await counts({ state: except('Georgia') })).toEqual([2, 2, 1, 0]);
    expect(await counts({ employee: only('yes') })).toEqual([2, 1, 1, 1]);
  });

  it('by how far they came', async () => {
    expect(await counts({ step: { reached: 'add_to_cart', missed: 'checkout' } })).toEqual([1, 1, 0, 0]);
    expect(await counts({ step: { reached: null, missed: 'add_to_cart' } })).toEqual([1, 0, 0, 0]);
  });

  it('totals', async () => {
    const [totals] = await ask(engine, totalsQuery(noFilters, counting));
    expect(totals).toMatchObject({
      sessions: 4,
      orders: 2,
      orderLines: 3,
      units: 6,
      revenue: 70.5,
      bounceRate: 0.25,
    });
    expect(await ask(engine, usersQuery(noFilters, counting))).toEqual([
      { users: 2, customers: 1, sessionsPerUser: 1.5 },
    ]);
    const [ferns] = await ask(engine, totalsQuery({ ...noFilters, product: only('Fern') }, counting));
    expect(ferns).toMatchObject({ sessions: 3, orders: 2, units: 5, revenue: 50, pageViews: 2, addToCarts: 2 });
  });

  it('of nothing gives zeros and unknowns', async () => {
    const nothing: Filters = { ...noFilters, from: parseDay('2022-01-01') };
    const rows = await ask(engine, funnelQuery(nothing, counting));
    expect(rows.map((row) => [row.count, row.ofBaseRate, row.dropOffRate])).toEqual(rows.map(() => [0, null, null]));
    expect(rows).toHaveLength(4);
    expect(largestLosses(rows)).toEqual({ byCount: null, byRate: null });
    const [totals] = await ask(engine, totalsQuery(nothing, counting));
    expect(totals).toMatchObject({
      sessions: 0,
      conversionRate: null,
      abandonmentRate: null,
      bounceRate: null,
      revenue: 0,
    });
    expect(await ask(engine, trendQuery(nothing, counting, 'day'))).toEqual([]);
    expect(await ask(engine, burstQuery(nothing, counting))).toMatchObject([
      { burstUsers: 0, most: 0, mostDay: null, restConversionRate: null },
    ]);
  });

  it('trend: every day of the data, what the data starts or ends inside marked', async () => {
    const rows = await ask(engine, trendQuery(noFilters, counting, 'day'));
    expect(rows.map((row) => [row.bucket, row.all, row.incomplete])).toEqual([
      ['2021-02-09T00:00', 1, 'starts'],
      ['2021-02-10T00:00', 3, null],
    ]);
    const hours = await ask(engine, trendQuery(noFilters, counting, 'hour'));
    expect(hours.map((row) => row.all)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1]);
    expect(hours[1]?.ofBaseRates.page_view).toBeNull();
    const [week] = await ask(engine, trendQuery({ ...noFilters, from: parseDay('2021-02-10') }, counting, 'week'));
    expect(week).toMatchObject({
      bucket: '2021-02-08T00:00',
      from: '2021-02-10',
      to: '2021-02-10',
      all: 3,
      incomplete: 'both',
    });
  });

  it('options: a control does not count itself, and states follow the chosen countries', async () => {
    const filters: Filters = { ...noFilters, product: only('Palm, tall') };
    expect(await ask(engine, optionsQuery(filters, counting, 'product'))).toMatchObject([
      { value: 'Fern', sessions: 3 },
      { value: 'Palm, tall', sessions: 2 },
    ]);
    const abroad: Filters = { ...noFilters, country: except('United States') };
    expect(await ask(engine, optionsQuery(abroad, counting, 'state'))).toMatchObject([
      { value: '(not set)', sessions: 1 },
    ]);
  });

  it('facts', async () => {
    expect(await ask(engine, factsQuery())).toMatchObject([
      {
        firstDay: '2021-02-09',
        lastDay: '2021-02-10',
        startsWhole: false,
        endsWhole: true,
        lastEventAt: '2021-02-11T09:00:00Z',
        sessions: 4,
        hasPromos: false,
        hasStock: false,
        hasViewedStock: false,
        hasRevenue: true,
      },
    ]);
    expect(
      (await ask(engine, valuesQuery())).filter(({ kind }) => kind === 'product').map(({ value }) => value),
    ).toEqual(['Fern', 'Palm, tall']);
  });
});

describe('the largest losses', () => {
  const row = (step: StepRow['step'], lost: number | null, dropOffRate: number | null) =>
    ({ step, lost, dropOffRate }) as StepRow;

  it('may be two steps, and leave the optional one out', () => {
    const rows = [
      row('page_view', null, null),
      row('add_to_cart', 111, 0.19),
      row('checkout', 106, 0.23),
      row('package_shipped', 300, 0.9),
    ];
    expect(largestLosses(rows)).toEqual({ byCount: rows[1], byRate: rows[2] });
  });

  it('take the earlier step of a tie, and none where steps grow', () => {
    const tie = [row('page_view', null, null), row('add_to_cart', 5, 0.5), row('checkout', 5, 0.5)];
    expect(largestLosses(tie)).toEqual({ byCount: tie[1], byRate: tie[1] });
    expect(largestLosses([row('add_to_cart', -3, -0.1)])).toEqual({ byCount: null, byRate: null });
  });
});
