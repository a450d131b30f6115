import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { inline } from '../sql/render.ts';
import { sql } from '../sql/sql.ts';
import { arbitraryCounting, arbitraryFilters, arbitraryShop } from '../testing/arbitraryShop.ts';
import { ask } from '../testing/ask.ts';
import { dayQuestions, fromSessions } from '../testing/dayQuestions.ts';
import { loadShop } from '../testing/loadShop.ts';
import { type Counting, type Filters, noFilters, parseDay } from './filters.ts';
import { sourceOf } from './planner.ts';
import { breakdownQuery } from './queries/breakdown.ts';
import { funnelQuery } from './queries/funnel.ts';
import { optionsQuery } from './queries/options.ts';
import { timesQuery } from './queries/timeToConvert.ts';
import { trendQuery } from './queries/trend.ts';
import { usersQuery } from './queries/users.ts';
import { usersByStateQuery } from './queries/usersByPlace.ts';
import type { Query } from './query.ts';

const bySession: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const ferns: Partial<Filters> = { product: { mode: 'only', values: ['Fern'] } };

/** The marts with sessions that a statement reads. */
function marts(query: Query<unknown>): readonly string[] {
  const read = inline(query.sql).matchAll(/\b(?:from|join) (sessions|session_days)\b/g);
  return [...new Set(Array.from(read, ([, mart = '']) => mart))].sort();
}

describe('the smallest mart that answers exactly', () => {
  it.each<[string, Partial<Filters>]>([
    ['nothing chosen', {}],
    ['days', { from: parseDay('2021-02-09'), to: parseDay('2021-02-10') }],
    [
      'places and employees',
      { state: { mode: 'except', values: ['Ohio'] }, employee: { mode: 'only', values: ['no'] } },
    ],
    ['traffic', { traffic: 'without-burst' }],
    ['steps', { step: { reached: 'page_view', missed: 'checkout' } }],
    ['a weekday left out', { without: [[{ key: 'weekday', value: 'Monday' }], [{ key: 'state', value: 'Ohio' }]] }],
    ['a week', { only: [{ key: 'bucket', value: 'week 2021-02-08T00:00' }] }],
    ['all but a selection', { complement: 'sessions', country: { mode: 'only', values: ['France'] } }],
    ['all other days', { complement: 'range', from: parseDay('2021-02-09') }],
  ])('%s: days', (_, change) => {
    const filters = { ...noFilters, ...change };
    expect(sourceOf(filters, bySession, { ignore: null, needs: 'day' })).toBe('session_days');
    expect(sourceOf(filters, bySession, { ignore: null, needs: 'session' })).toBe('sessions');
    expect(marts(funnelQuery(filters, bySession))).toEqual(['session_days']);
  });

  it.each<[string, Partial<Filters>, Partial<Counting>]>([
    ['users counted', {}, { unit: 'users' }],
    ['products', ferns, {}],
    ['an hour', { only: [{ key: 'hour', value: '14' }] }, {}],
    ['a stretch of an hour', { only: [{ key: 'bucket', value: 'hour 2021-02-08T14:00' }] }, {}],
    [
      'a user left out',
      {
        without: [
          [
            { key: 'state', value: 'Ohio' },
            { key: 'user', value: 'u1' },
          ],
        ],
      },
      {},
    ],
    ['a time between steps', { only: [{ key: 'view_to_cart', value: '0-60' }] }, {}],
    ['a promo', { only: [{ key: 'promo', value: 'half' }] }, {}],
  ])('%s: sessions', (_, change, way) => {
    const filters = { ...noFilters, ...change };
    expect(sourceOf(filters, { ...bySession, ...way }, { ignore: null, needs: 'day' })).toBe('sessions');
    expect(marts(funnelQuery(filters, { ...bySession, ...way }))).toEqual(['sessions']);
  });

  it('a filter that is left aside needs nothing', () => {
    const filters = { ...noFilters, ...ferns };
    expect(sourceOf(filters, bySession, { ignore: 'product', needs: 'day' })).toBe('session_days');
    expect(sourceOf(filters, bySession, { ignore: 'state', needs: 'day' })).toBe('sessions');
  });

  it('hours, users, times and other dimensions need the sessions, whatever is filtered', () => {
    for (const query of [
      trendQuery(noFilters, bySession, 'hour'),
      usersQuery(noFilters, bySession),
      usersByStateQuery(noFilters, bySession),
      timesQuery(noFilters, bySession, 'view_to_cart'),
      breakdownQuery(noFilters, bySession, 'hour'),
      breakdownQuery(noFilters, bySession, 'user'),
      optionsQuery({ ...noFilters, traffic: 'burst' }, bySession, 'product'),
    ])
      expect([query.name, marts(query)]).toEqual([query.name, ['sessions']]);
  });

  it('which products can be chosen needs no sessions where none is left out', () => {
    for (const filters of [noFilters, { ...noFilters, ...ferns }])
      expect(marts(optionsQuery(filters, bySession, 'product'))).toEqual([]);
    for (const complement of ['sessions', 'range'] as const)
      expect(marts(optionsQuery({ ...noFilters, complement }, bySession, 'product'))).toEqual(['sessions']);
  });

  it('everything that needs only days reads only them; burst users alone are looked at one by one', () => {
    for (const [name, query] of dayQuestions(noFilters, bySession)) {
      const expected = name === 'burst' ? ['session_days', 'sessions'] : ['session_days'];
      expect([name, marts(query)]).toEqual([name, expected]);
    }
    for (const [name, query] of dayQuestions(fromSessions(noFilters), bySession)) {
      // What a filter offers is what the whole dataset holds.
      const expected =
        name.startsWith('options') && name !== 'options of traffic' ? ['session_days', 'sessions'] : ['sessions'];
      expect([name, marts(query)]).toEqual([name, expected]);
    }
  });
});

describe('on random small shops', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  // DuckDB 1.4.3 took the day of the one unknown start for known there, and queries failed on it.
  it('a start that is not known has no day, also where all others are the same', async () => {
    const starts = [null, ...Array.from({ length: 8 }, () => '2021-02-09T09:00:00Z')];
    await loadShop(engine, {
      users: [],
      addresses: [],
      products: [],
      orders: [],
      order_items: [],
      events: starts.map((created_at, at) => ({
        event_id: `e${at}`,
        session_id: `s${at}`,
        user_id: at === 0 ? null : 'u1',
        event_type: 'page_view',
        created_at,
        product_id: null,
        order_id: null,
      })),
    });
    expect(
      await engine.run(sql`
        select strftime(day, '%Y-%m-%d') as day, cast(sum(sessions) as bigint) as sessions
        from session_days
        group by all
        order by sessions`),
    ).toEqual([
      { day: null, sessions: 1 },
      { day: '2021-02-09', sessions: 8 },
    ]);
    const slow = dayQuestions(fromSessions(noFilters), bySession);
    for (const [name, query] of dayQuestions(noFilters, bySession)) {
      expect([name, await ask(engine, query)]).toEqual([name, await ask(engine, slow.get(name) ?? query)]);
    }
  });

  /** Filters that days can answer, as most drawn ones cannot. */
  const filtersOfDays = arbitraryFilters.map((filters): Filters => ({ ...filters, product: noFilters.product }));

  it('days tell what the sessions tell, row for row', async () => {
    let fromDays = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        fc.array(fc.tuple(filtersOfDays, arbitraryCounting), { minLength: 3, maxLength: 3 }),
        async (shop, asked) => {
          await loadShop(engine, shop);
          for (const [filters, drawn] of asked) {
            const counting: Counting = { ...drawn, unit: 'sessions' };
            if (sourceOf(filters, counting, { ignore: null, needs: 'day' }) !== 'session_days') continue;
            fromDays += 1;
            const slow = dayQuestions(fromSessions(filters), counting);
            for (const [name, query] of dayQuestions(filters, counting)) {
              const expected = await ask(engine, slow.get(name) ?? query);
              expect([name, await ask(engine, query)]).toEqual([name, expected]);
            }
          }
          expect(await ask(engine, optionsQuery(noFilters, bySession, 'product'))).toEqual(
            await ask(engine, optionsQuery(fromSessions(noFilters), bySession, 'product')),
          );
        },
      ),
      { numRuns: 12 },
    );
    expect(fromDays).toBeGreaterThan(8);
  }, 240_000);
});
