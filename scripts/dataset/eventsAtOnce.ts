import type { NodeEngine } from '../../src/engine/node.ts';
import { sql } from '../../src/sql/sql.ts';

/** With a limit of 1.8 GB, groups of 4 million events did not go to disk; they were at most as many as the events. */
const bytesOfEvent = 450;

const units: Readonly<Record<string, number>> = { bytes: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

/** How many events may be grouped by their session at a time, so that all groups fit into the memory that the database may take. */
export async function eventsAtOnce(engine: Pick<NodeEngine, 'run'>): Promise<number> {
  const [row] = await engine.run(sql`select current_setting('memory_limit') as memory`);
  const [, size, unit = ''] = /^([0-9.]+) ([a-zA-Z]+)$/.exec(String(row?.['memory'])) ?? [];
  const bytes = Number(size) * (units[unit] ?? Number.NaN);
  if (!(bytes > 0)) throw new Error(`DuckDB tells its memory as “${String(row?.['memory'])}”.`);
  return Math.ceil(bytes / bytesOfEvent);
}
