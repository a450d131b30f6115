import type { Engine } from '../engine/engine.ts';
import { type MartTable, martTables } from '../model/tables.ts';
import { ident, join, param, sql, type Sql } from '../sql/sql.ts';
import { sizeOf } from './publishedManifest.ts';

/** Where the tables stand while they are being published; the page's own are not touched. */
const place = sql`publishing`;

/** Makes room for published tables, and takes away what an earlier, broken-off publication left. */
export async function openPublishing(engine: Pick<Engine, 'exec'>): Promise<void> {
  await closePublishing(engine);
  await engine.exec(sql`create schema ${place}`);
}

/** Takes all of it away again. */
export async function closePublishing(engine: Pick<Engine, 'exec'>): Promise<void> {
  await engine.exec(sql`drop schema if exists ${place} cascade`);
}

/** What has numbers instead of ids: users always, sessions where their ids would tell the users'. */
export interface Hiding {
  readonly sessions: boolean;
}

/**
 * Numbers the users of all marts in the order in which they first appear, so that `publishMart` can put numbers in place of
 * their ids. A session id that begins with its user's id, as one made of a user and a time does, would tell it again: when there
 * is one, all sessions are numbered too. Call after `openPublishing`.
 */
export async function numberUsers(engine: Pick<Engine, 'exec' | 'run'>): Promise<Hiding> {
  // Ties stand in the order of a hash: the order of the ids would tell something of them.
  await engine.exec(sql`
    create table ${place}.user_numbers as
    with
      seen as (
        select user_id, started_at as seen_at from main.sessions
        union all
        select user_id, created_at as seen_at from main.orders
      ),
      users as (
        select user_id, min(seen_at) as seen_at
        from seen
        where user_id is not null
        group by user_id
      )
    select user_id, cast(row_number() over (order by seen_at nulls last, md5(user_id), user_id) as varchar) as number
    from users`);
  await engine.exec(sql`
    create table ${place}.session_numbers as
    select session, cast(row_number() over (order by started_at nulls last, md5(session_id), session_id) as bigint) as number
    from main.sessions
    where exists (select 1 from main.sessions where user_id <> '' and starts_with(session_id, user_id))`);
  const [row] = await engine.run(sql`select count(*) as sessions from ${place}.session_numbers`);
  return { sessions: Number(row?.['sessions']) > 0 };
}

/** The table `publishMart` makes. */
const publishedSource = sql`${place}.mart`;

/**
 * Makes `publishedSource` a copy of the mart in its published order, which is the same for the same data, with numbers instead
 * of ids where `hiding` says so. Gives its rows and its newest time, as a manifest writes it.
 */
export async function publishMart(
  engine: Pick<Engine, 'exec' | 'run'>,
  mart: MartTable,
  hiding: Hiding | null,
): Promise<{ readonly rows: number; readonly newest: string | null }> {
  const names = Object.keys(martTables[mart].columns);
  const hasUsers = hiding !== null && names.includes('user_id');
  const hasSessions = hiding?.sessions === true && names.includes('session');
  const columns = names.map((name) => {
    if (name === 'user_id' && hasUsers) return sql`user_numbers.number as user_id`;
    if (name === 'session_id' && hasSessions) return sql`cast(session_numbers.number as varchar) as session_id`;
    if (name === 'session' && hasSessions) return sql`session_numbers.number as session`;
    return sql`delivered.${ident(name)}`;
  });
  const users = sql`left join ${place}.user_numbers on user_numbers.user_id = delivered.user_id`;
  const sessions = sql`left join ${place}.session_numbers on session_numbers.session = delivered.session`;
  await engine.exec(sql`drop table if exists ${publishedSource}`);
  await engine.exec(sql`
    create table ${publishedSource} as
    select ${join(columns, ', ')}
    from main.${ident(mart)} as delivered
    ${hasUsers ? users : sql``}
    ${hasSessions ? sessions : sql``}
    order by all`);
  const [row] = await engine.run(sizeOf(mart, publishedSource));
  const newest = row?.['newest'] ?? null;
  return { rows: Number(row?.['row_count']), newest: newest === null ? null : String(newest) };
}

/** Some rows of `publishedSource`, in their order: `count` of them from row `from` on, the first is 0. */
export function publishedRows(from: number, count: number): Sql {
  const until = from + count;
  return sql`
    select *
    from ${publishedSource}
    where rowid >= ${param(from, 'bigint')} and rowid < ${param(until, 'bigint')}
    order by rowid`;
}
