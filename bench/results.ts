import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Opened, Walked } from './dashboard.ts';
import type { MosaicWalk } from './mosaic.ts';
import type { Preparation } from './preparation.ts';
import type { RawWalk } from './rawEvents.ts';
import { cacheFolder, type SizeId } from './shops.ts';

/** What was measured of one shop; a part that was not is missing. */
export interface SizeResults {
  events?: number;
  sessions?: number;
  preparation?: Preparation;
  /** Opening the prepared dataset. */
  prepared?: { cold: Opened; warm: Opened };
  /** Opening the raw files in the page, or why not. */
  rawFiles?: { cold: Opened } | { failed: string };
  throttled?: Opened;
  /** All kinds of changes, and those that every peer can do. */
  dashboard?: Walked;
  shared?: Walked;
  native?: readonly number[];
  raw?: RawWalk;
  mosaic?: MosaicWalk;
}

export interface Results {
  machine: string;
  sizes: Partial<Record<SizeId, SizeResults>>;
}

const path = join(cacheFolder, 'results.json');

/** What earlier runs on this machine measured. */
export async function readResults(machine: string): Promise<Results> {
  if (!existsSync(path)) return { machine, sizes: {} };
  const kept = JSON.parse(await readFile(path, 'utf8')) as Results;
  return kept.machine === machine ? kept : { machine, sizes: {} };
}

/** Keeps results for the next run. */
export async function keepResults(results: Results): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(path, JSON.stringify(results, null, 1));
}
