import type { NodeEngine } from '../../src/engine/node.ts';
import { sql } from '../../src/sql/sql.ts';

const units: Readonly<Record<string, number>> = { bytes: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

/** How many bytes the database may take: as it was told, or a part of what this machine or its container has. */
export async function databaseMemory(engine: Pick<NodeEngine, 'run'>): Promise<number> {
  const [row] = await engine.run(sql`select current_setting('memory_limit') as memory`);
  const [, size, unit = ''] = /^([0-9.]+) ([a-zA-Z]+)$/.exec(String(row?.['memory'])) ?? [];
  const bytes = Number(size) * (units[unit] ?? Number.NaN);
  if (!(bytes > 0)) throw new Error(`DuckDB tells its memory as “${String(row?.['memory'])}”.`);
  return bytes;
}

/** With a limit of 1.8 GB, as many as 4 million events were grouped in memory, each a group of its own. */
const bytesOfEvent = 450;

/** How many events may be grouped by their session at a time in so much memory. */
export function eventsAtOnce(memory: number): number {
  return Math.ceil(memory / bytesOfEvent);
}

/** With so much memory for each byte of text, its tables stay in memory unpacked, beside all that is made of them. */
const unpackedPerByte = 3;

/**
 * Whether tables of so many bytes of text need not be packed in so much memory. DuckDB packs what is large as soon as it is made, which takes
 * longer than to make it.
 */
export function fitsUnpacked(textBytes: number, memory: number): boolean {
  return textBytes * unpackedPerByte < memory;
}
