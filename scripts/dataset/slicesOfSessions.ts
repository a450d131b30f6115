import { param, sql, type Sql } from '../../src/sql/sql.ts';

/** About so many sessions are grouped at a time. */
const sliceSessions = 600_000;

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
