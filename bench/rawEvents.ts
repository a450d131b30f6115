import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { inline } from '../src/sql/render.ts';
import type { Answers } from './answers.ts';
import { difference, withoutEmptyBuckets } from './answers.ts';
import { inChromium, tabMemory } from './chromium.ts';
import { answersOfRaw, rawStatements } from './raw/statements.ts';
import type { StaticHost } from './serve.ts';
import { cacheFolder, rawFolder, type SizeId } from './shops.ts';
import type { WalkStep } from './walk.ts';

/** A walk over raw events: the milliseconds of each change, or why there are none. */
export type RawWalk =
  | {
      readonly loaded: number;
      readonly changes: readonly number[];
      readonly memory: { now: number; most: number } | null;
    }
  | { readonly failed: string };

/** What the five questions need, and the files of it that are read. */
const tables = {
  events: 'select session_id, user_id, event_type, cast(created_at as timestamp) as created_at from',
  users: 'select user_id, email, address_id from',
  addresses: 'select address_id, state, country from',
};

/**
 * Goes a walk on raw events in the engine of the dashboard. The events come as Parquet with the four columns that are needed:
 * the text of ten million does not fit into a tab. Fails when an answer is not that of the dashboard.
 */
export async function walkRaw(
  host: StaticHost,
  size: SizeId,
  walk: readonly (WalkStep & { readonly answers: Answers })[],
  warmUp: number,
): Promise<RawWalk> {
  await writeColumns(size);
  return inChromium(async (browser, context) => {
    const page = await context.newPage();
    await page.goto(`${host.origin}/bench/raw/index.html`);
    const began = performance.now();
    const changes: number[] = [];
    let loaded = 0;
    try {
      await page.evaluate(async ([folder, names]) => (await window.rawPage).load(folder, names), [
        `${host.origin}/bench/columns/${size}`,
        Object.keys(tables),
      ] as const);
      loaded = performance.now() - began;
      for (const { state, answers } of walk) {
        const statements = rawStatements(state.filters).map(inline);
        const { rows, milliseconds } = await page.evaluate(
          async (texts) => (await window.rawPage).ask(texts),
          statements,
        );
        const wrong = difference(answersOfRaw(rows), withoutEmptyBuckets(answers));
        if (wrong !== null) throw new RangeError(`Raw events: ${wrong}; ${JSON.stringify(state.filters)}`);
        changes.push(milliseconds);
      }
    } catch (error) {
      if (error instanceof RangeError) throw error;
      return { failed: String(error).split('\n')[0]?.slice(0, 200) ?? '' };
    }
    return { loaded, changes: changes.slice(warmUp), memory: await tabMemory(browser) };
  });
}

/** The columns of the raw files that the questions need, once for each shop. */
async function writeColumns(size: SizeId): Promise<void> {
  const folder = joinPath(cacheFolder, 'columns', size);
  if (existsSync(joinPath(folder, 'addresses.parquet'))) return;
  await mkdir(folder, { recursive: true });
  const from = await rawFolder(size);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const [table, select] of Object.entries(tables)) {
    const source = `read_csv('${joinPath(from, `${table}.csv`)}', all_varchar = true)`;
    const target = joinPath(folder, `${table}.parquet`);
    await connection.run(
      `copy (${select} ${source}) to '${target}' (format parquet, compression zstd, row_group_size 122880)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}
