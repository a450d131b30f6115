import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { loadDataset } from '../ingest/loadDataset.ts';
import { ask } from '../testing/ask.ts';
import { deliveryOf } from '../testing/deliveryOf.ts';
import { figures, figures2021 } from '../testing/figures.ts';
import { type Counting, type Filters, noFilters, parseDay } from './filters.ts';
import { burstQuery } from './queries/burst.ts';
import { byCountryQuery, byStateQuery } from './queries/byPlace.ts';
import { factsQuery } from './queries/facts.ts';
import { funnelQuery, largestLosses } from './queries/funnel.ts';
import { totalsQuery } from './queries/totals.ts';
import { trendQuery } from './queries/trend.ts';
import { usersQuery } from './queries/users.ts';
import { usersByCountryQuery, usersByStateQuery } from './queries/usersByPlace.ts';
import { steps } from './steps.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const percent = (rate: number | null, decimals = 2) => (rate === null ? null : (rate * 100).toFixed(decimals));
const real = '../shared/data/greenery';
const all = (row: { counts: Readonly<Record<string, number>> }) => steps.map(({ id }) => row.counts[id]);

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

  const one = async <R>(query: Parameters<typeof ask<R>>[1]) => {
    const [row] = await ask(engine, query);
    if (row === undefined) throw new Error('no row');
    return row;
  };

  it('funnel and largest losses', async () => {
    const rows = await ask(engine, funnelQuery(noFilters, counting));
    expect(rows.map(({ step, count, lost }) => ({ step, count, lost }))).toEqual(figures.funnel);
    expect(rows.map((row) => percent(row.ofBaseRate))).toEqual(figures.ofFirst);
    expect(rows.map((row) => percent(row.ofPreviousRate))).toEqual(figures.ofPrevious);
    expect(rows.map((row) => percent(row.dropOffRate))).toEqual(figures.dropOff);
    const { byCount, byRate } = largestLosses(rows);
    expect([byCount?.step, byRate?.step]).toEqual(['add_to_cart', 'checkout']);
  });

  it('totals', async () => {
    const totals = await one(totalsQuery(noFilters, counting));
    const users = await one(usersQuery(noFilters, counting));
    expect({ ...totals, ...users }).toMatchObject(figures.totals);
    expect([totals.conversionLow, totals.conversionHigh].map((rate) => percent(rate, 1))).toEqual(
      figures.conversionInterval,
    );
    expect([totals.abandonmentLow, totals.abandonmentHigh].map((rate) => percent(rate, 1))).toEqual(
      figures.abandonmentInterval,
    );
    expect(users.sessionsPerUser?.toFixed(1)).toBe(figures.perSession.sessionsPerUser);
    expect(totals.pageViewsPerSession?.toFixed(1)).toBe(figures.perSession.pageViewsPerSession);
    expect(totals.addToCartsPerSession?.toFixed(1)).toBe(figures.perSession.addToCartsPerSession);
  });

  it('facts', async () => {
    expect(await one(factsQuery())).toMatchObject(figures.facts);
  });

  it('days and the week', async () => {
    const days = await ask(engine, trendQuery(noFilters, counting, 'day'));
    expect(days.map((row) => ({ bucket: row.bucket, counts: all(row) }))).toEqual(figures.days);
    const weeks = await ask(engine, trendQuery(noFilters, counting, 'week'));
    expect(weeks.map((row) => ({ bucket: row.bucket, counts: all(row) }))).toEqual([figures.week]);
  });

  it('the burst user', async () => {
    expect(await one(burstQuery(noFilters, counting))).toMatchObject(figures.burst);
    const alone = await ask(engine, funnelQuery({ ...noFilters, traffic: 'burst' }, counting));
    expect(alone.map((row) => row.count)).toEqual(figures.burstCounts);
  });

  it('states', async () => {
    const rows = await ask(engine, byStateQuery(noFilters, counting));
    const users = new Map(
      (await ask(engine, usersByStateQuery(noFilters, counting))).map((row) => [row.state, row.users]),
    );
    const told = rows.map((row) => ({
      state: row.state,
      users: users.get(row.state),
      sessions: row.sessions,
      counts: all(row),
    }));
    const byName = (a: { state: string }, b: { state: string }) => (a.state < b.state ? -1 : 1);
    expect(told.sort(byName)).toEqual([...figures.states].sort(byName));
    expect(rows.filter((row) => row.lost > 0).map((row) => [row.state, row.lost, row.lostShare])).toEqual([
      ['Georgia', 217, 1],
    ]);
    const countries = await ask(engine, byCountryQuery(noFilters, counting));
    expect(countries.map((row) => [row.country, row.sessions, row.lost])).toEqual([
      ['United States', figures.totals.sessions, figures.burst.lost],
    ]);
    expect(await ask(engine, usersByCountryQuery(noFilters, counting))).toEqual([
      { country: 'United States', users: figures.totals.users },
    ]);
  });

  it('each product, alone in the filter', async () => {
    for (const { name, counts, totals } of figures.products) {
      const filters: Filters = { ...noFilters, product: { mode: 'only', values: [name] } };
      const rows = await ask(engine, funnelQuery(filters, { ...counting, reading: 'has' }));
      expect([name, ...rows.map((row) => row.count)]).toEqual([name, ...counts]);
      expect(await one(totalsQuery(filters, counting))).toMatchObject(totals);
    }
  });

  it('orders, units and revenue per day of session start', async () => {
    for (const { day, totals } of figures.perDay) {
      const filters: Filters = { ...noFilters, from: parseDay(day), to: parseDay(day) };
      expect(await one(totalsQuery(filters, counting))).toMatchObject(totals);
    }
  });
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
