import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { loadDataset } from '../../ingest/loadDataset.ts';
import { sql } from '../../sql/sql.ts';
import { arbitraryCondition, arbitraryCounting, arbitraryFilters, arbitraryShop } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { deliveryOf } from '../../testing/deliveryOf.ts';
import { figures } from '../../testing/figures.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { eventsOf, sessionListOf } from '../../testing/oracleSessionList.ts';
import type { Condition, Conditions } from '../condition.ts';
import { type Counting, type Filters, noFilters } from '../filters.ts';
import { stepIds, steps } from '../steps.ts';
import { byStateQuery } from './byPlace.ts';
import { funnelQuery } from './funnel.ts';
import { productsQuery } from './products.ts';
import { sessionEventsQuery, sessionMarksQuery } from './sessionEvents.ts';
import {
  type SessionList,
  sessionCountQuery,
  sessionListQuery,
  sessionOrders,
  type SessionSort,
  type Stretch,
} from './sessionList.ts';
import { totalsQuery } from './totals.ts';
import { trendQuery } from './trend.ts';

const plain: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const newest: SessionSort = { by: 'start', order: 'descending' };
const everything: Stretch = { offset: 0, limit: 1_000_000 };

const arbitrarySort: fc.Arbitrary<SessionSort> = fc.record({
  by: fc.constantFrom(...sessionOrders),
  order: fc.constantFrom('descending', 'ascending'),
});
/** With a product now and then: its condition changes which events count, not which sessions. */
const arbitraryConditions: fc.Arbitrary<Conditions> = fc.array(
  fc.oneof(
    { arbitrary: arbitraryCondition, weight: 4 },
    { arbitrary: fc.constant<Condition>({ key: 'product', value: 'Devil’s Ivy' }), weight: 1 },
  ),
  { maxLength: 2 },
);

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine({ threads: 1 });
});
afterAll(() => engine.close());

const countOf = async (list: SessionList) => {
  const [row] = await ask(engine, sessionCountQuery(list));
  if (row === undefined) throw new Error('no row');
  return row;
};

describe('the list on random small shops', () => {
  it('agrees with the oracle on every row, their order and how many there are', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        fc.array(fc.tuple(arbitraryFilters, arbitraryCounting, arbitraryConditions, arbitrarySort), {
          minLength: 4,
          maxLength: 4,
        }),
        async (shop, asked) => {
          await loadShop(engine, shop);
          for (const [filters, counting, conditions, sort] of asked) {
            const list: SessionList = { filters: { ...filters, complement: 'none' }, counting, conditions };
            const expected = sessionListOf(shop, list, sort);
            expect(await ask(engine, sessionListQuery(list, sort, everything))).toEqual(expected);
            expect(await countOf(list)).toEqual({
              sessions: expected.length,
              users: new Set(expected.flatMap(({ user }) => user ?? [])).size,
              withoutUser: expected.filter(({ user }) => user === null).length,
              unconcerned: expected.filter(({ concerned }) => !concerned).length,
            });
          }
        },
      ),
      { numRuns: 24 },
    );
  }, 300_000);

  it('comes in stretches that side by side are the whole list, without a gap and nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitrarySort,
        fc.integer({ min: 1, max: 5 }),
        // Many sessions that start at the same moment, with as many events.
        fc.integer({ min: 0, max: 12 }),
        async (shop, sort, limit, twins) => {
          const twin = (at: number) => ({
            event_id: `t${at}`,
            session_id: `t${at}`,
            user_id: null,
            event_type: 'page_view',
            created_at: '2021-02-09T00:00:00Z',
            product_id: null,
            order_id: null,
          });
          const events = [...shop.events, ...Array.from({ length: twins }, (_, at) => twin(at))];
          await loadShop(engine, { ...shop, events });
          const list: SessionList = { filters: noFilters, counting: plain, conditions: [] };
          const whole = await ask(engine, sessionListQuery(list, sort, everything));
          const parts: string[] = [];
          for (let offset = 0; offset <= whole.length; offset += limit) {
            const part = await ask(engine, sessionListQuery(list, sort, { offset, limit }));
            parts.push(...part.map(({ session }) => session));
          }
          expect(parts).toEqual(whole.map(({ session }) => session));
          expect(new Set(parts).size).toBe(new Set(events.map(({ session_id }) => session_id)).size);
        },
      ),
      { numRuns: 14 },
    );
  }, 300_000);

  it('is as long as the counts it explains, also with products chosen', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShop, arbitraryFilters, arbitraryCounting, async (shop, free, anyhow) => {
        await loadShop(engine, shop);
        const filters: Filters = { ...free, complement: 'none' };
        const counting: Counting = { ...anyhow, unit: 'sessions' };
        const lengthOf = async (...conditions: Condition[]) =>
          (await countOf({ filters, counting, conditions })).sessions;

        const [totals] = await ask(engine, totalsQuery(filters, counting));
        expect(await lengthOf()).toBe(totals?.sessions);

        const funnel = await ask(engine, funnelQuery(filters, counting));
        for (const [index, { step, count, lost }] of funnel.entries()) {
          expect(await lengthOf({ key: 'reached', value: step })).toBe(count);
          const before = funnel[index - 1];
          // A session can have a step without the one before it: then what is lost is no set of sessions.
          if (before === undefined || counting.reading === 'has') continue;
          expect(await lengthOf({ key: 'reached', value: before.step }, { key: 'missed', value: step })).toBe(lost);
        }

        const inStates = await ask(engine, byStateQuery({ ...filters, state: noFilters.state }, counting));
        for (const { state, country, sessions } of inStates) {
          const list = { filters: { ...filters, state: noFilters.state }, counting };
          const conditions: Conditions = [
            { key: 'state', value: state },
            { key: 'country', value: country },
          ];
          expect((await countOf({ ...list, conditions })).sessions).toBe(sessions);
        }

        for (const { bucket, all, counts } of await ask(engine, trendQuery(filters, counting, 'hour'))) {
          const inside: Condition = { key: 'bucket', value: `hour ${bucket}` };
          expect(await lengthOf(inside)).toBe(all);
          expect(await lengthOf(inside, { key: 'reached', value: 'checkout' })).toBe(counts.checkout);
        }
      }),
      { numRuns: 16 },
    );
  }, 300_000);

  it('has the events of every session, and a picture of each that leaves out none', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShop, async (shop) => {
        await loadShop(engine, shop);
        const ids = [...new Set(shop.events.map(({ session_id }) => session_id))];
        const marks = await ask(engine, sessionMarksQuery(ids));
        for (const id of ids) {
          const events = eventsOf(shop, id);
          expect(await ask(engine, sessionEventsQuery(id, 1000))).toEqual(events);
          expect(await ask(engine, sessionEventsQuery(id, 2))).toEqual(events.slice(0, 2));
          const mine = marks.filter(({ session }) => session === id);
          for (const step of [...stepIds, null]) {
            const drawn = mine.filter((mark) => mark.step === step);
            const happened = events.filter((event) => event.step === step);
            expect(drawn.reduce((sum, mark) => sum + mark.events, 0)).toBe(happened.length);
            const first = Math.min(...happened.map(({ seconds }) => seconds ?? Infinity));
            expect(Math.min(...drawn.map(({ seconds }) => seconds ?? Infinity))).toBe(first);
          }
          // A mark stands for events of at most a hundredth of the session’s time.
          expect(mine.length).toBeLessThanOrEqual(5 * 102);
        }
      }),
      { numRuns: 16 },
    );
  }, 300_000);
});

describe('the list of the sample', () => {
  beforeAll(async () => {
    await engine.exec(sql`drop schema if exists raw cascade`);
    await loadDataset({ engine, ...deliveryOf('public/data/greenery') });
  }, 60_000);

  const lengthOf = async (...conditions: Condition[]) => countOf({ filters: noFilters, counting: plain, conditions });

  it('explains the reference figures', async () => {
    expect(await lengthOf()).toMatchObject({ sessions: figures.totals.sessions, users: figures.totals.users });
    for (const [index, { step, count, lost }] of figures.funnel.entries()) {
      expect((await lengthOf({ key: 'reached', value: step })).sessions).toBe(count);
      const before = figures.funnel[index - 1];
      if (before === undefined || lost === null) continue;
      const gone = await lengthOf({ key: 'reached', value: before.step }, { key: 'missed', value: step });
      expect(gone.sessions).toBe(lost);
    }
    for (const { state, sessions, users } of figures.states) {
      expect(await lengthOf({ key: 'state', value: state })).toMatchObject({ sessions, users });
    }
  });

  it('counts a product as its row does', async () => {
    const rows = await ask(engine, productsQuery(noFilters, plain));
    for (const { name, counts } of rows) {
      for (const { id } of steps) {
        const list = await lengthOf({ key: 'product', value: name }, { key: 'reached', value: id });
        expect(list.sessions).toBe(counts[id]);
      }
    }
  });

  it('shows whose sessions are lost, in their order', async () => {
    const conditions: Conditions = [
      { key: 'reached', value: 'page_view' },
      { key: 'missed', value: 'checkout' },
    ];
    const list: SessionList = { filters: noFilters, counting: plain, conditions };
    const rows = await ask(engine, sessionListQuery(list, newest, everything));
    expect(rows).toHaveLength(figures.burst.burstLost);
    expect(new Set(rows.map(({ user }) => user)).size).toBe(1);
    expect(new Set(rows.map(({ state, burst }) => `${state} ${burst}`))).toEqual(
      new Set([`${figures.burst.state} true`]),
    );
    const starts = rows.map(({ startedAt }) => startedAt ?? '');
    expect(starts).toEqual([...starts].sort().toReversed());
    expect(rows.every(({ orders, order, revenue }) => orders === 0 && order === null && revenue === 0)).toBe(true);
  });

  it('adds up to the revenue of the tiles', async () => {
    const list: SessionList = { filters: noFilters, counting: plain, conditions: [] };
    const rows = await ask(engine, sessionListQuery(list, { by: 'revenue', order: 'descending' }, everything));
    expect(rows.reduce((sum, { revenue }) => sum + revenue, 0)).toBeCloseTo(figures.totals.revenue, 4);
    expect(rows.reduce((sum, { orders }) => sum + orders, 0)).toBe(figures.totals.orders);
    const amounts = rows.map(({ revenue }) => revenue);
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
  });
});
