import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { arbitraryCondition, arbitraryCounting, arbitraryFilters, arbitraryShop } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { sessionsOf } from '../../testing/oracle.ts';
import { holdsFor } from '../../testing/oracleDimensions.ts';
import { arbitraryCrowd, type Counted, countedOf, enteredOf, groupsOf } from '../../testing/oracleDrivers.ts';
import type { Conditions } from '../condition.ts';
import { type Counting, noFilters } from '../filters.ts';
import { driverCandidatesQuery } from './driversCandidates.ts';
import { driverFiguresQuery } from './driversFigures.ts';
import { driverOverlapQuery } from './driversOverlap.ts';
import type { Loss } from './driversPopulation.ts';
import { factsQuery } from './facts.ts';

const anyLoss = fc.constantFrom<Loss>('all', 'add_to_cart', 'checkout', 'package_shipped');
const aside = fc.oneof(fc.constant([]), fc.constantFrom<Conditions[]>([[{ key: 'user', value: 'u1' }]]));
const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const nameOf = (conditions: Conditions) => conditions.map(({ key, value }) => `${key}=${value}`).join(' & ');

/** `ln` of the likelihood of that many lost, at the rate that fits best. */
function fit({ sessions, lost }: Counted): number {
  const term = (part: number) => (part === 0 ? 0 : part * Math.log(part / sessions));
  return term(lost) + term(sessions - lost);
}

describe('the groups drivers are chosen from agree with the oracle', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  it('which groups are tested, which stand out, and how they are ranked', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryCrowd, anyLoss, aside, async (shop, loss, found) => {
        await loadShop(engine, shop);
        const [facts] = await ask(engine, factsQuery());
        if (facts === undefined) throw new Error('no facts');
        const judged = enteredOf(shop, noFilters, counting, loss, found);
        const all = countedOf(judged, loss);
        const least = Math.max(10, 0.05 * all.lost);
        const counted = groupsOf(shop, facts, loss, judged).map(({ conditions, members }) => ({
          conditions,
          ...countedOf(members, loss),
        }));
        const half = (condition: Conditions[number]) =>
          counted.find(({ conditions }) => nameOf(conditions) === nameOf([condition])) ?? { sessions: 0, lost: 0 };
        const halves = (conditions: Conditions) => (conditions.length === 1 ? [] : conditions.map(half));
        const tested = counted.filter(
          ({ conditions, sessions }) =>
            sessions >= least &&
            sessions <= 0.9 * all.sessions &&
            all.sessions - sessions >= 10 &&
            halves(conditions).every((one) => one.sessions - sessions >= 10),
        );
        const standOut = tested.filter(
          ({ conditions, sessions, lost }) =>
            lost >= Math.max(5, 0.05 * all.lost) &&
            lost / sessions - (all.lost - lost) / (all.sessions - sessions) >= 0.05 &&
            halves(conditions).every((one) => (one.lost - lost) / (one.sessions - sessions) < lost / sessions),
        );
        const choices = ({ key }: Conditions[number]) =>
          counted.filter(
            ({ conditions: [one, other], sessions }) => other === undefined && one?.key === key && sessions >= least,
          ).length;
        const expected = standOut.map(({ conditions, sessions, lost }) => ({
          name: nameOf(conditions),
          sessions,
          lost,
          halves: halves(conditions).map((one) => [one.sessions, one.lost]),
          score: (
            fit({ sessions, lost }) +
            fit({ sessions: all.sessions - sessions, lost: all.lost - lost }) -
            fit(all) -
            conditions.reduce((sum, condition) => sum + Math.log(choices(condition)), 0)
          ).toFixed(6),
        }));
        const rows = await ask(engine, driverCandidatesQuery(noFilters, counting, loss, facts, found));
        const candidates = rows.flatMap(({ candidate }) => candidate ?? []);
        const told = candidates.map(({ conditions, sessions, lost, halves: ofPair, score }) => ({
          name: nameOf(conditions),
          sessions,
          lost,
          halves: ofPair.map((one) => [one.sessions, one.lost]),
          score: score.toFixed(6),
        }));
        const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
        expect(told.sort(byName)).toEqual(expected.sort(byName));
        expect(rows.map(({ sessions, lost }) => ({ sessions, lost }))).toEqual(rows.map(() => all));
        expect(rows[0]?.tested).toBe(tested.length);
        const scores = candidates.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        seen += told.length;
      }),
      { numRuns: 25, seed: 7 },
    );
    expect(seen).toBeGreaterThan(50);
  }, 120_000);

  it('the figures of any group, under any filters and any way of counting', async () => {
    const group = fc.array(arbitraryCondition, { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitraryFilters,
        arbitraryCounting,
        anyLoss,
        group,
        group,
        async (shop, filters, anyCounting, loss, conditions, earlier) => {
          await loadShop(engine, shop);
          const sessions = sessionsOf(shop);
          const judged = enteredOf(shop, filters, anyCounting, loss, []);
          const inside = judged.filter((one) => holdsFor(shop, sessions, one, conditions));
          const isNew = inside.filter((one) => !holdsFor(shop, sessions, one, earlier));
          const all = countedOf(judged, loss);
          const here = countedOf(inside, loss);
          const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
          const rest = { sessions: all.sessions - here.sessions, lost: all.lost - here.lost };
          const starts = inside.filter(({ session }) => session.burst && session.startedAt !== null);
          const near = starts.map(
            ({ session: { user, startedAt } }) =>
              starts.filter(({ session: other }) => {
                const since = (startedAt ?? 0) - (other.startedAt ?? 0);
                return other.user === user && since >= 0 && since <= 300_000;
              }).length,
          );
          const [figures] = await ask(engine, driverFiguresQuery(filters, anyCounting, loss, conditions, [earlier]));
          expect(figures).toMatchObject({
            ...here,
            newSessions: countedOf(isNew, loss).sessions,
            newLost: countedOf(isNew, loss).lost,
            lostShare: share(here.lost, all.lost),
            sessionsShare: share(here.sessions, all.sessions),
            there: { rate: share(here.sessions - here.lost, here.sessions) },
            withoutSessions: rest.sessions,
            without: { rate: share(rest.sessions - rest.lost, rest.sessions) },
            burstStarts: Math.max(0, ...near),
          });
          const others = [conditions, earlier];
          const overlap = await ask(engine, driverOverlapQuery(filters, anyCounting, loss, conditions, others, []));
          expect(overlap).toEqual([
            { index: 0, sessions: inside.length },
            { index: 1, sessions: inside.length - isNew.length },
          ]);
        },
      ),
      { numRuns: 40, seed: 11 },
    );
  }, 120_000);
});
