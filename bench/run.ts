import { rm } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { chromiumArguments, provideChromium } from '../scripts/browser.ts';
import { writeManifest, type WrittenTable } from '../scripts/manifestFile.ts';
import { openNodeEngine } from '../src/engine/node.ts';
import { loadDataset } from '../src/ingest/loadDataset.ts';
import type { RawTable } from '../src/model/tables.ts';
import { deliveryOf } from '../src/testing/deliveryOf.ts';
import { type ShopSize, writeShop } from './writeShop.ts';

/** One thing a reader waits for: from the click to the frame that shows all new numbers. */
interface Measured {
  readonly what: string;
  readonly milliseconds: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}dist/data/bench`;

const shops: readonly (ShopSize & { readonly name: string })[] = [
  { name: '1 000 000 events, 300 products', events: 1_000_000, products: 300, snapshots: 4 },
  { name: '200 000 events, 3 000 products, 200 snapshots', events: 200_000, products: 3_000, snapshots: 200 },
];

async function publish(shop: ShopSize): Promise<void> {
  await writeShop(folder, shop);
  const engine = await openNodeEngine();
  const { tables } = await loadDataset({ engine, ...deliveryOf(folder) });
  await engine.close();
  const written = tables.map(({ table, rows }): WrittenTable => ({
    table: table as RawTable,
    file: `${table}.csv`,
    format: 'csv',
    rows,
    newest: null,
  }));
  const about = {
    id: 'bench',
    title: 'Bench',
    description: 'Made up.',
    currency: 'USD',
    kind: 'raw',
    newest: null,
  } as const;
  await writeManifest(folder, about, written);
}

/** Waits until no panel is busy, and one frame more. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.documentElement.dataset['engine'] === 'ready' &&
      document.querySelector('figure') !== null &&
      document.querySelector('[aria-busy="true"]') === null,
    undefined,
    { timeout: 300_000, polling: 'raf' },
  );
}

async function timed(page: Page, what: string, act: () => Promise<unknown>): Promise<Measured> {
  const start = performance.now();
  await act();
  await settled(page);
  return { what, milliseconds: performance.now() - start };
}

async function walk(page: Page, address: string): Promise<Measured[]> {
  const reach = (view: string) =>
    page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
  return [
    await timed(page, 'open: engine, raw files, checks, marts, first numbers', () =>
      page.goto(`${address}?data=bench`),
    ),
    await timed(page, 'funnel: choose a state', () =>
      page
        .getByRole('button', { name: /^State \d+:/ })
        .first()
        .click(),
    ),
    await timed(page, 'funnel: all states again', () => page.getByRole('button', { name: 'Reset all' }).click()),
    await timed(page, 'products: open the view', () => reach('Products')),
    await timed(page, 'inventory: open the view', () => reach('Inventory')),
    await timed(page, 'orders: open the view', () => reach('Orders')),
    await timed(page, 'funnel: back to it', () => reach('Funnel')),
  ];
}

const executablePath = await provideChromium();
const server = await preview({ root, preview: { port: 4188 }, logLevel: 'error' });
const address = server.resolvedUrls?.local[0] ?? 'http://localhost:4188/';
const browser = await chromium.launch({ executablePath, args: chromiumArguments });
try {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 1024 ** 3)} GiB\n`,
  );
  for (const shop of shops) {
    await publish(shop);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    console.log(shop.name);
    for (const { what, milliseconds } of await walk(page, address)) {
      console.log(`  ${what.padEnd(54)} ${(milliseconds / 1000).toFixed(2).padStart(7)} s`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
