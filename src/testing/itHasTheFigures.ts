import { expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { type Counting, type Filters, noFilters, parseDay } from '../model/filters.ts';
import { burstQuery } from '../model/queries/burst.ts';
import { byCountryQuery, byStateQuery } from '../model/queries/byPlace.ts';
import { factsQuery } from '../model/queries/facts.ts';
import { funnelQuery, largestLosses } from '../model/queries/funnel.ts';
import { totalsQuery } from '../model/queries/totals.ts';
import { trendQuery } from '../model/queries/trend.ts';
import { usersQuery } from '../model/queries/users.ts';
import { usersByCountryQuery, usersByStateQuery } from '../model/queries/usersByPlace.ts';
import { steps } from '../model/steps.ts';
import { ask } from './ask.ts';
import { figures } from './figures.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const percent = (rate: number | null, decimals = 2) => (rate === null ? null : (rate * 100).toFixed(decimals));
const all = (row: { counts: Readonly<Record<string, number>> }) => steps.map(({ id }) => row.counts[id]);

/** Tests that an engine with the 578-session edition in it answers with the reference figures. */
export function itHasTheFigures(engine: () => Pick<Engine, 'run'>): void {
  const one = async <R>(query: Parameters<typeof ask<R>>[1]) => {
    const [row] = await ask(engine(), query);
    if (row === undefined) throw new Error('no row');
    return row;
  };

  it('funnel and largest losses', async () => {
    const rows = await ask(engine(), funnelQuery(noFilters, counting));
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
    const days = await ask(engine(), trendQuery(noFilters, counting, 'day'));
    expect(days.map((row) => ({ bucket: row.bucket, counts: all(row) }))).toEqual(figures.days);
    const weeks = await ask(engine(), trendQuery(noFilters, counting, 'week'));
    expect(weeks.map((row) => ({ bucket: row.bucket, counts: all(row) }))).toEqual([figures.week]);
  });

  it('the burst user', async () => {
    expect(await one(burstQuery(noFilters, counting))).toMatchObject(figures.burst);
    const alone = await ask(engine(), funnelQuery({ ...noFilters, traffic: 'burst' }, counting));
    expect(alone.map((row) => row.count)).toEqual(figures.burstCounts);
  });

  it('states', async () => {
    const rows = await ask(engine(), byStateQuery(noFilters, counting));
    const users = new Map(
      (await ask(engine(), usersByStateQuery(noFilters, counting))).map((row) => [row.state, row.users]),
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
    const countries = await ask(engine(), byCountryQuery(noFilters, counting));
    expect(countries.map((row) => [row.country, row.sessions, row.lost])).toEqual([
      ['United States', figures.totals.sessions, figures.burst.lost],
    ]);
    expect(await ask(engine(), usersByCountryQuery(noFilters, counting))).toEqual([
      { country: 'United States', users: figures.totals.users },
    ]);
  });

  it('each product, alone in the filter', async () => {
    for (const { name, counts, totals } of figures.products) {
      const filters: Filters = { ...noFilters, product: { mode: 'only', values: [name] } };
      const rows = await ask(engine(), funnelQuery(filters, { ...counting, reading: 'has' }));
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
}
