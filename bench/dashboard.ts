import type { Page } from '@playwright/test';
import { breakdownTitle } from '../src/features/funnel/breakdownView.ts';
import { steps } from '../src/model/steps.ts';
import { encode } from '../src/url/codec.ts';
import type { ViewState } from '../src/url/viewState.ts';
import type { Answers } from './answers.ts';
import { inChromium, tabMemory, throttle } from './chromium.ts';
import type { StaticHost } from './serve.ts';
import { startState, type WalkStep } from './walk.ts';
import { installWatch, type Opening, type PageNames, type Repaint } from './watch.ts';

const names: PageNames = {
  funnel: 'Funnel',
  trend: 'Step conversion',
  byState: 'By state',
  byCountry: 'By country',
  breakdown: breakdownTitle('weekday'),
  steps: steps.map(({ label }) => label),
};

/** A page that was opened: when it showed what, what it fetched, and the memory of its tab. */
export interface Opened {
  readonly numbers: number;
  readonly engine: number;
  readonly everything: number;
  readonly bytes: number;
  readonly memory: { readonly now: number; readonly most: number } | null;
}

/** A walk: one entry for each change that is counted. */
export interface Walked {
  readonly kinds: readonly string[];
  readonly charts: readonly number[];
  readonly all: readonly number[];
  readonly memory: { readonly now: number; readonly most: number } | null;
  /** Fetched by the changes alone. */
  readonly bytes: number;
}

/** Opens a dataset in a new browser, and once more in the same one, with what it has kept. */
export async function openDashboard(
  host: StaticHost,
  dataset: string | null,
  mostMs: number,
): Promise<{ cold: Opened; warm: Opened }> {
  return inChromium(async (browser, context) => {
    const open = async (): Promise<Opened> => {
      host.sent();
      const page = await context.newPage();
      const opening = await opened(page, host, dataset, mostMs);
      const bytes = host.sent();
      const memory = await tabMemory(browser);
      // The service worker puts away what the next visit needs.
      await page.waitForTimeout(5_000);
      await page.close();
      return { ...opening, bytes, memory };
    };
    return { cold: await open(), warm: await open() };
  });
}

/** Opens a dataset over a slow line with nothing kept. */
export async function openThrottled(host: StaticHost, dataset: string | null): Promise<Opened> {
  return inChromium(async (browser, context) => {
    host.sent();
    const page = await context.newPage();
    await throttle(page);
    const opening = await opened(page, host, dataset, 600_000);
    return { ...opening, bytes: host.sent(), memory: await tabMemory(browser) };
  });
}

/** Goes the walk in the page, after `warmUp` changes that do not count; fails when a chart shows other numbers than the answers. */
export async function walkDashboard(
  host: StaticHost,
  dataset: string | null,
  walk: readonly (WalkStep & { readonly answers: Answers })[],
  warmUp: number,
): Promise<Walked> {
  return inChromium(async (browser, context) => {
    const page = await context.newPage();
    const inDataset = (state: ViewState): ViewState => ({ ...state, data: dataset });
    await opened(page, host, dataset, 600_000, encode(inDataset(startState)));
    const repaints: Repaint[] = [];
    for (const { kind, state, answers } of walk) {
      if (repaints.length === warmUp) host.sent();
      const change = {
        search: encode(inDataset(state)),
        via: kind === 'back' || kind === 'forward' ? kind : ('link' as const),
      };
      repaints.push(await page.evaluate(([to, wanted]) => window.watch.change(to, wanted), [change, answers] as const));
      // A reader looks at what came before asking for more.
      await page.waitForTimeout(100);
    }
    const counted = repaints.slice(warmUp);
    return {
      kinds: walk.slice(warmUp).map(({ kind }) => kind),
      charts: counted.map(({ charts }) => charts),
      all: counted.map(({ all }) => all),
      memory: await tabMemory(browser),
      bytes: host.sent(),
    };
  });
}

async function opened(
  page: Page,
  host: StaticHost,
  dataset: string | null,
  mostMs: number,
  search = dataset === null ? '' : `?data=${dataset}`,
): Promise<{ numbers: number; engine: number; everything: number }> {
  await page.addInitScript(installWatch, names);
  await page.goto(`${host.origin}/${search}`, { waitUntil: 'commit' });
  const failed = page
    .waitForFunction(() => document.documentElement.dataset['engine'] === 'failed', undefined, { timeout: 0 })
    .then(async () => {
      throw new Error(
        `The page says: ${(await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ').slice(0, 300)}`,
      );
    });
  failed.catch(() => undefined);
  const crashed = new Promise<never>((_, reject) => page.once('crash', () => reject(new Error('The tab crashed.'))));
  crashed.catch(() => undefined);
  await Promise.race([
    failed,
    crashed,
    page.waitForFunction(() => window.watch.opening.everything !== null, undefined, { timeout: mostMs }),
  ]);
  const { numbers, engine, everything } = await page.evaluate<Opening>(() => window.watch.opening);
  if (numbers === null || engine === null || everything === null) throw new Error('The page showed no numbers.');
  return { numbers, engine, everything };
}
