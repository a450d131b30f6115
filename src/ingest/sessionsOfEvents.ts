import type { Engine } from '../engine/engine.ts';
import { sessionsOfEventsIn } from '../model/marts.ts';
import { param, sql } from '../sql/sql.ts';

/** About so many events are grouped at a time. */
const groupedEvents = 4_000_000;

/**
 * Makes the engine hold the sessions of its raw events as `raw.session_starts`. Many events are grouped in parts: a group by that does
 * not fit into memory can end the process, natively, or be refused with an internal error (DuckDB 1.4.3, most likely
 * github.com/duckdb/duckdb/pull/23757). Rejects with what the engine or the signal says.
 */
export async function makeSessionsOfEvents(
  engine: Pick<Engine, 'run' | 'exec'>,
  signal?: AbortSignal,
  eventsEach: number = groupedEvents,
): Promise<void> {
  const [counted] = await engine.run(sql`select count(*) as events from raw.events`, { signal });
  const count = Math.ceil(Number(counted?.['events']) / eventsEach);
  // Of another type the rest would be computed in 128 bits, which takes ten times as long.
  const whole = (value: number) => sql`cast(${param(value, 'bigint')} as ubigint)`;
  const parts =
    count <= 1
      ? []
      : Array.from({ length: count }, (_, part) => sql`hash(session_id) % ${whole(count)} = ${whole(part)}`);
  for (const statement of sessionsOfEventsIn(parts)) {
    signal?.throwIfAborted();
    await engine.exec(statement);
  }
}
