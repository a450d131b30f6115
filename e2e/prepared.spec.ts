import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { prepareDataset } from '../scripts/dataset/prepareDataset.ts';
import { figures } from '../src/testing/figures.ts';
import { expect, follow, numbersOf, open, settled, tableOf, test } from './test.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** In the served build, not in the repository. */
const served = resolve(root, process.env['E2E_BUILD'] ?? 'dist', 'data');
const sources = [
  { name: 'the sample', from: `${root}public/data/greenery`, id: 'prepared-sample' },
  { name: 'the shop’s own rows', from: `${root}../shared/data/greenery`, id: 'prepared-own' },
].filter(({ from }) => existsSync(from));

/** What the sample and the shop’s own rows agree on in the other views. */
const sameEverywhere = {
  products: ['Products', 'Products by week'],
  inventory: ['Products that moved', 'Changed 1 May → 8 May', 'Stock by snapshot', 'Stock of every product'],
  orders: [
    'Status at each snapshot',
    'Orders that changed',
    'Orders by session start',
    'Users by number of orders',
    'Promos',
  ],
};

/** The tables of the other views of the dataset that is open. */
async function viewsOf(page: Page, dataset: string): Promise<Record<string, string[][]>> {
  const tables: Record<string, string[][]> = {};
  for (const [view, titles] of Object.entries(sameEverywhere)) {
    await follow(page, `?${dataset}view=${view}`);
    await settled(page);
    for (const title of titles) {
      const rows = await tableOf(page, title);
      expect(rows.length, title).toBeGreaterThan(0);
      tables[title] = rows;
    }
  }
  return tables;
}

/** As if the page had never been here: nothing of the dataset is kept. */
async function forgetKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
}

for (const { name, from, id } of sources) {
  test(`${name}, prepared by the dataset command, open with the same figures`, async ({ page }) => {
    test.setTimeout(180_000);
    await prepareDataset({
      from,
      out: served,
      id,
      title: id,
      description: null,
      currency: 'USD',
      list: false,
      keepPersonal: false,
      apart: 0,
    });
    try {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''));
      await open(page, `?data=${id}`);
      expect(asked).toContain('dataset.duckdb');
      expect(asked.filter((file) => file.endsWith('.parquet'))).toEqual([]);
      expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(
        figures.funnel.map(({ count }) => String(count)),
      );
      expect(await tableOf(page, 'By state')).toHaveLength(figures.states.length);
      const prepared = await numbersOf(page);
      const preparedViews = await viewsOf(page, `data=${id}&`);
      await open(page);
      expect(prepared).toEqual(await numbersOf(page));
      expect(preparedViews).toEqual(await viewsOf(page, ''));
      await rm(`${served}/${id}/dataset.duckdb`);
      await forgetKept(page);
      await open(page, `?data=${id}`);
      expect(await numbersOf(page)).toEqual(prepared);
      expect(asked).toContain('sessions.parquet');
    } finally {
      await rm(`${served}/${id}`, { recursive: true });
    }
  });
}

test('products and events come when something looks at them, and a failure is told where it is', async ({ page }) => {
  const id = 'prepared-apart';
  const out = served;
  const from = `${root}public/data/greenery`;
  const about = { title: id, description: null, currency: 'USD', list: false, keepPersonal: false };
  await prepareDataset({ from, out, id, ...about, apart: 0 });
  try {
    let isGone = true;
    let send: () => void = () => undefined;
    const sent = new Promise<void>((whenSent) => (send = whenSent));
    await page.route('**/details.duckdb*', async (route) => {
      if (isGone) return route.fulfill({ status: 404, body: 'gone' });
      await sent;
      return route.continue();
    });
    await page.goto(`./?data=${id}&sessions=all`);
    const list = page.getByRole('dialog', { name: /sessions/i });
    await expect(list.getByRole('alert')).toContainText('details.duckdb');
    expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(
      figures.funnel.map(({ count }) => String(count)),
    );
    isGone = false;
    await list.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByLabel('Products and events are on their way')).toContainText('0.0 MB of');
    send();
    await expect(list.getByRole('row').nth(3)).toBeVisible();
    await expect(page.getByLabel('Products and events are on their way')).toBeHidden();
  } finally {
    await rm(`${served}/${id}`, { recursive: true });
  }
});
