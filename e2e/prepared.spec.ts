import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { prepareDataset } from '../scripts/dataset/prepareDataset.ts';
import { figures } from '../src/testing/figures.ts';
import { expect, numbersOf, open, tableOf, test } from './test.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** In the served build, not in the repository. */
const served = `${root}dist/data`;
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

async function tablesOf(page: Page, titles: readonly string[]): Promise<(readonly [string, string[][]])[]> {
  const tables = await Promise.all(titles.map(async (title) => [title, await tableOf(page, title)] as const));
  for (const [title, rows] of tables) expect(rows.length, title).toBeGreaterThan(0);
  return tables;
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
    });
    try {
      await open(page, `?data=${id}`);
      expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(
        figures.funnel.map(({ count }) => String(count)),
      );
      expect(await tableOf(page, 'By state')).toHaveLength(figures.states.length);
      const prepared = await numbersOf(page);
      await open(page);
      expect(prepared).toEqual(await numbersOf(page));
      for (const [view, titles] of Object.entries(sameEverywhere)) {
        await open(page, `?data=${id}&view=${view}`);
        const tables = await tablesOf(page, titles);
        await open(page, `?view=${view}`);
        expect(tables).toEqual(await tablesOf(page, titles));
      }
    } finally {
      await rm(`${served}/${id}`, { recursive: true });
    }
  });
}
