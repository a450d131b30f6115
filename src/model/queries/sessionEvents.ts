import { param, sql, type Sql } from '../../sql/sql.ts';
import { computedOnce, exactText, secondsBetween, textList } from '../dialect.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull, textIn, textOrNull } from '../row.ts';
import { type StepId, steps } from '../steps.ts';

/** Events of one session that are of one step and too close to be told apart in a picture. */
export interface SessionMark {
  readonly session: string;
  /** Null for an event that is no step. */
  readonly step: StepId | null;
  /** From the start of the session to the first of these events; null where their time is not known. */
  readonly seconds: number | null;
  readonly events: number;
}

/** An event, as it was delivered. */
export interface EventRow {
  readonly event: string | null;
  readonly type: string | null;
  readonly step: StepId | null;
  /** UTC, to the microsecond: `2021-02-11T14:20:32.000000`. */
  readonly happenedAt: string | null;
  /** From the start of the session; negative for a package that was shipped before it. */
  readonly seconds: number | null;
  /** Name of the product it is about. */
  readonly product: string | null;
  readonly order: string | null;
}

/** Into how many pieces a session’s time is cut for a picture. */
const pieces = 100;

/** 1 to 4 for the steps, 0 for any other event of `session_events`. */
const stepNumber: Sql = sql`case session_events.event_type
    when 'page_view' then 1
    when 'add_to_cart' then 2
    when 'checkout' then 3
    when 'package_shipped' then 4
    else 0
  end`;

/** What happened in each of these sessions and when, each in the order of time: as much as a small picture can show. */
export function sessionMarksQuery(sessions: readonly string[]): Query<SessionMark> {
  const asked = sessions.length === 0 ? sql`null` : textList(sessions);
  return {
    name: 'session marks',
    sql: sql`
with
  ${computedOnce(sql`asked`)} (
    select session_id, session, started_at, ${secondsBetween(sql`started_at`, sql`ended_at`)} as whole
    from sessions
    where session_id in (${asked})
  ),
  placed as (
    select
      asked.session_id,
      asked.whole,
      ${stepNumber} as step,
      ${secondsBetween(sql`asked.started_at`, sql`session_events.happened_at`)} as seconds
    from session_events
    inner join asked on asked.session = session_events.session
    where session_events.session in (select session from asked)
  ),
  -- What is shipped comes hours later, outside of the time of the session: one mark for all of it.
  cut as (
    select
      session_id,
      step,
      seconds,
      case
        when seconds is null then -1
        when step = 4 or whole = 0 then 0
        else floor(seconds * ${param(pieces, 'integer')} / whole)
      end as piece
    from placed
  )
select
  session_id,
  step,
  cast(min(seconds) as double) as seconds,
  cast(count(*) as bigint) as events
from cut
group by session_id, step, piece
order by session_id, min(seconds) nulls last, step`,
    row: (raw) => ({
      session: textIn(raw, 'session_id'),
      step: steps[numberIn(raw, 'step') - 1]?.id ?? null,
      seconds: numberOrNull(raw, 'seconds'),
      events: numberIn(raw, 'events'),
    }),
  };
}

/** The events of one session in the order of time, at most `most` of them; equal times in the order of the steps. */
export function sessionEventsQuery(session: string, most: number): Query<EventRow> {
  return {
    name: 'events of a session',
    sql: sql`
with
  ${computedOnce(sql`asked`)} (
    select session, started_at from sessions where session_id = ${param(session, 'varchar')}
  ),
  done as (
    select
      session_events.event_id,
      session_events.event_type,
      ${stepNumber} as step,
      session_events.happened_at,
      ${secondsBetween(sql`asked.started_at`, sql`session_events.happened_at`)} as seconds,
      session_events.product_id,
      session_events.order_id
    from session_events
    inner join asked on asked.session = session_events.session
    where session_events.session in (select session from asked)
  )
select
  done.event_id,
  done.event_type,
  done.step,
  ${exactText(sql`done.happened_at`)} as happened_at,
  cast(done.seconds as double) as seconds,
  products.name as product,
  done.order_id
from done
left join products on products.product_id = done.product_id
order by done.happened_at nulls last, done.step, done.event_id nulls last, product, done.order_id
limit ${param(most, 'bigint')}`,
    row: (raw) => ({
      event: textOrNull(raw, 'event_id'),
      type: textOrNull(raw, 'event_type'),
      step: steps[numberIn(raw, 'step') - 1]?.id ?? null,
      happenedAt: textOrNull(raw, 'happened_at'),
      seconds: numberOrNull(raw, 'seconds'),
      product: textOrNull(raw, 'product'),
      order: textOrNull(raw, 'order_id'),
    }),
  };
}
