import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Filters } from '../src/model/filters.ts';
import { stepOf } from '../src/model/steps.ts';
import { type Answers, withoutEmptyBuckets } from './answers.ts';
import { inChromium, tabMemory } from './chromium.ts';
import type { StaticHost } from './serve.ts';
import { cacheFolder, type SizeId } from './shops.ts';
import { startState, type WalkStep } from './walk.ts';

const folder = fileURLToPath(new URL('mosaic', import.meta.url));

/** A walk on the Mosaic page. */
export interface MosaicWalk {
  /** Until its first charts were drawn. */
  readonly opened: number;
  readonly changes: readonly number[];
  readonly memory: { now: number; most: number } | null;
  readonly bytes: number;
}

/** What the controls of the page are set to; null is not at all. */
interface Controls {
  readonly dates: readonly [number, number] | null;
  readonly state: readonly string[] | null;
  readonly traffic: 0 | 1 | null;
  readonly employee: readonly string[] | null;
  readonly step: number | null;
}

declare global {
  interface Window {
    mosaicPage: {
      load: (address: string) => Promise<void>;
      draw: () => Promise<void>;
      change: (changed: Partial<Controls>, wanted: Answers) => Promise<number>;
    };
  }
}

/** Installs what the page needs, from its own lock file; nothing of it enters the project. */
export function installMosaic(): void {
  if (existsSync(join(folder, 'node_modules', '@uwdata', 'vgplot'))) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
}

/** Goes a shared walk on the Mosaic page; fails when it draws other numbers than the dashboard. */
export async function walkMosaic(
  host: StaticHost,
  size: SizeId,
  prepared: string,
  walk: readonly (WalkStep & { readonly answers: Answers })[],
  warmUp: number,
): Promise<MosaicWalk> {
  await writeRows(size, prepared);
  return inChromium(async (browser, context) => {
    host.sent();
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(`${host.origin}/bench/mosaic/index.html`);
    await page.evaluate(async (address) => {
      await window.mosaicPage.load(address);
      await window.mosaicPage.draw();
    }, `${host.origin}/bench/rows/${size}/sessions.parquet`);
    const opened = performance.now() - began;
    const bytes = host.sent();
    const changes: number[] = [];
    let now = controlsOf(startState.filters);
    for (const { state, answers } of walk) {
      const next = controlsOf(state.filters);
      const changed = Object.fromEntries(
        Object.entries(next).filter(
          ([name, value]) => JSON.stringify(value) !== JSON.stringify(now[name as keyof Controls]),
        ),
      );
      now = next;
      changes.push(
        await page.evaluate(([to, wanted]) => window.mosaicPage.change(to, wanted), [changed, drawn(answers)] as const),
      );
      await page.waitForTimeout(100);
    }
    return { opened, changes: changes.slice(warmUp), memory: await tabMemory(browser), bytes };
  });
}

/** Places and weekdays are drawn with two of their steps. */
function drawn(answers: Answers): Answers {
  const two = (row: string) => row.replace(/(\d+) \d+ (\d+) \d+$/, '$1 $2');
  return {
    ...withoutEmptyBuckets(answers),
    byState: answers.byState.map(two),
    byCountry: answers.byCountry.map(two),
    breakdown: answers.breakdown.map(two),
  };
}

const day = 86_400_000;

function controlsOf({ from, to, state, traffic, employee, step }: Filters): Controls {
  return {
    dates: from === null || to === null ? null : [Date.parse(from) / day, Date.parse(to) / day],
    state: state.values.length === 0 ? null : state.values,
    traffic: traffic === 'all' ? null : traffic === 'burst' ? 1 : 0,
    employee: employee.values.length === 0 ? null : employee.values,
    step: step.reached === null ? null : stepOf(step.reached).position,
  };
}

/** The rows of our mart, with the columns that the charts and the controls need, as small as they can be. */
async function writeRows(size: SizeId, prepared: string): Promise<void> {
  const target = join(cacheFolder, 'rows', size);
  await mkdir(target, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`
    copy (
      select
        cast(started_at as date) as day,
        cast(date_diff('day', date '1970-01-01', cast(started_at as date)) as integer) as day_no,
        strftime(started_at, '%A') as weekday,
        state, country, employee,
        cast(burst as integer) as burst,
        cast(furthest_step as integer) as furthest_step,
        cast(furthest_step >= 1 as integer) as step_1,
        cast(furthest_step >= 2 as integer) as step_2,
        cast(furthest_step >= 3 as integer) as step_3,
        cast(furthest_step >= 4 as integer) as step_4
      from '${join(prepared, 'sessions.parquet')}'
      order by started_at
    ) to '${join(target, 'sessions.parquet')}' (format parquet, compression zstd, row_group_size 122880)`);
  connection.closeSync();
  instance.closeSync();
}
