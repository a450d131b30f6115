import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { join, param, sql } from '../sql/sql.ts';
import { sessionsByGap } from './sessionGap.ts';

interface Logged {
  readonly user: string | null;
  /** Milliseconds since 1970. */
  readonly at: number | null;
}

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

/** Session ids in the order of the log, the events having none of their own. */
async function sessionIds(log: readonly Logged[], gap: number): Promise<(string | null)[]> {
  await engine.exec(sql`create schema if not exists raw`);
  await engine.exec(sql`
    create or replace table raw.events (event_id varchar, session_id varchar, user_id varchar, created_at timestamp)`);
  const values = log.map(({ user, at }, index) => {
    const written = at === null ? null : new Date(at).toISOString().replace('Z', '');
    return sql`(${param(`e${index}`, 'varchar')}, null, ${param(user, 'varchar')}, ${param(written, 'timestamp')})`;
  });
  if (values.length > 0) await engine.exec(sql`insert into raw.events values ${join(values, ', ')}`);
  const rows = await engine.run(sql`select event_id, session_id from (${sessionsByGap(gap)}) as events`);
  expect(rows.map(({ event_id }) => event_id)).toEqual(log.map((_, index) => `e${index}`));
  return rows.map(({ session_id }) => (session_id === null ? null : String(session_id)));
}

/** The same by walking through each user's events. */
function naiveIds(log: readonly Logged[], gap: number): (string | null)[] {
  const ids = log.map((): string | null => null);
  for (const user of new Set(log.map((one) => one.user))) {
    if (user === null) continue;
    const mine = log.flatMap(({ user: who, at }, index) => (who === user && at !== null ? [{ at, index }] : []));
    mine.sort((a, b) => a.at - b.at || a.index - b.index);
    let id = '';
    let before = -Infinity;
    for (const { at, index } of mine) {
      const moment = new Date(at).toISOString();
      if (at - before > gap * 60_000)
        id = `${user} ${at % 1000 === 0 ? moment.replace('.000', '') : moment.replace('Z', '000Z')}`;
      ids[index] = id;
      before = at;
    }
  }
  return ids;
}

describe('sessions of events that have none', () => {
  it('are what the pauses of their users make', async () => {
    const minute = 60_000;
    const start = Date.parse('2021-02-11T23:30:33Z');
    const event = fc.record({
      user: fc.option(fc.constantFrom('ann', 'ann b', "o'neil", ''), { freq: 6 }),
      at: fc.option(
        fc
          .tuple(fc.integer({ min: 0, max: 8 }), fc.constantFrom(0, 0, 1, -1, 1000, 500))
          .map(([half, more]) => start + half * 15 * minute + more),
        { freq: 10 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), fc.constantFrom(0, 15, 30), async (log, gap) => {
        expect(await sessionIds(log, gap)).toEqual(naiveIds(log, gap));
      }),
      { numRuns: 40 },
    );
  });

  it('end after exactly the gap, and an event that has a session keeps it', async () => {
    const at = (clock: string) => Date.parse(`2021-02-11T${clock}Z`);
    const log = [
      { user: 'ann', at: at('10:30:00') },
      { user: 'ann', at: at('10:00:00') },
      { user: 'ann', at: at('11:00:01') },
    ];
    expect(await sessionIds(log, 30)).toEqual([
      'ann 2021-02-11T10:00:00Z',
      'ann 2021-02-11T10:00:00Z',
      'ann 2021-02-11T11:00:01Z',
    ]);
    await engine.exec(sql`update raw.events set session_id = 'own' where event_id = 'e1'`);
    const kept = await engine.run(sql`select session_id from (${sessionsByGap(30)}) as events`);
    expect(kept.map(({ session_id }) => session_id)).toEqual([
      'ann 2021-02-11T10:30:00Z',
      'own',
      'ann 2021-02-11T11:00:01Z',
    ]);
  });
});
