import type { NodeEngine } from '../../src/engine/node.ts';
import { join, param, sql, type Sql } from '../../src/sql/sql.ts';

/** About so many sessions are grouped at a time. */
const sliceSessions = 600_000;

/** About so many events are sorted at a time. */
const sliceEvents = 2_500_000;

/**
 * Conditions on `at`, the number of a session, that part the numbers from 1 to `count`, the smaller ones first: every number meets
 * exactly one of them. What is grouped by session then fits into memory however many there are, and is sorted slice by slice.
 */
export function slicesOfSessions(count: number, at: Sql, sessionsEach: number = sliceSessions): readonly Sql[] {
  const slices = Math.ceil(count / sessionsEach);
  if (slices <= 1) return [sql`true`];
  const bound = (slice: number) => param(Math.round((count * slice) / slices), 'bigint');
  return Array.from({ length: slices }, (_, slice) => sql`${at} > ${bound(slice)} and ${at} <= ${bound(slice + 1)}`);
}

/**
 * The same for the events of sessions: conditions on `session`, which `raw.session_counts` names so as well, and on their time `at`, of
 * which every event of the sessions there meets exactly one. Sessions are numbered in the order of time, so that those of a slice have
 * their events in a stretch of it, and the others need not be looked at.
 */
export async function slicesOfEvents(
  engine: Pick<NodeEngine, 'run'>,
  session: Sql,
  at: Sql,
  eventsEach: number = sliceEvents,
): Promise<readonly Sql[]> {
  const [counted] = await engine.run(
    sql`select count(*) as sessions, coalesce(sum(events), 0) as events from raw.session_counts`,
  );
  const sessions = Number(counted?.['sessions']);
  const count = Math.ceil(Number(counted?.['events']) / eventsEach);
  if (count <= 1) return [sql`true`];
  const slices = slicesOfSessions(sessions, session, sessions / count);
  const spans = slices.map(
    (slice, index) => sql`
      select
        ${param(index, 'integer')} as slice,
        cast(epoch_ms(min(first_event_at)) as double) as first_ms,
        cast(epoch_ms(max(last_event_at)) as double) as last_ms
      from raw.session_counts
      where ${slice}`,
  );
  const found = await engine.run(sql`from (${join(spans, '\nunion all\n')}) as spans order by slice`);
  return slices.map((slice, index) => {
    const first = found[index]?.['first_ms'];
    const last = found[index]?.['last_ms'];
    if (typeof first !== 'number' || typeof last !== 'number') return slice;
    // Parts of a millisecond are cut off.
    return sql`${slice} and (${at} >= ${timestamp(first - 1)} and ${at} <= ${timestamp(last + 1)} or ${at} is null)`;
  });
}

/** Any year there is, which text has not. */
function timestamp(ms: number): Sql {
  return sql`make_timestamp(${param(ms * 1000, 'bigint')})`;
}
