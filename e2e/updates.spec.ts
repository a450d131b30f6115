import type { Page } from '@playwright/test';
import { type EditionServer, editionServer, firstEdition, nextEdition, removeEdition } from './editionServer.ts';
import { expect, numbersOf, open, settled, test as base } from './test.ts';

let next = '';
base.beforeAll(async () => {
  next = await nextEdition();
});
base.afterAll(() => removeEdition(next));

/** Each test has a host of its own, on which the first edition is. */
const test = base.extend<{ site: EditionServer }>({
  // Playwright reads the names of fixtures from this pattern, an empty one too.
  // oxlint-disable-next-line no-empty-pattern
  site: async ({}, run) => {
    const site = await editionServer(firstEdition);
    await run(site);
    await site.close();
  },
  baseURL: ({ site }, run) => run(site.address),
});

/** The edition a page runs. */
async function edition(page: Page): Promise<'first' | 'next'> {
  const entry = page.locator('script[type="module"][src*="entry-"]');
  return (await entry.getAttribute('src'))?.endsWith('-next.js') ? 'next' : 'first';
}

async function showInventory(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByText('Inventory').click();
}

const moved = { name: 'Products that moved' };

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a new edition waits to be let in, and then every tab has it', async ({ page, context, site }) => {
    test.setTimeout(180_000);
    await open(page, '?state=Texas');
    const numbers = await numbersOf(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 30_000 });

    site.put(next);
    const other = await context.newPage();
    await open(other, '?state=Texas');
    const notice = (where: Page) => where.getByText('A new version of this page is ready.');
    await expect(notice(page)).toBeVisible({ timeout: 60_000 });
    await expect(notice(other)).toBeVisible();
    expect([await edition(page), await edition(other)]).toEqual(['first', 'first']);

    // Put off: the old edition goes on, although the server has nothing of it any more.
    await page.getByRole('button', { name: 'Later' }).click();
    await expect(notice(page)).toHaveCount(0);
    await showInventory(page);
    await expect(page.getByRole('figure', moved)).toBeVisible();
    expect(await edition(page)).toBe('first');

    let loads = 0;
    for (const tab of [page, other]) tab.on('load', () => (loads += 1));
    await other.getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => loads).toBe(2);
    await settled(other);
    await expect(page.getByRole('figure', moved)).toBeVisible({ timeout: 60_000 });
    expect([await edition(page), await edition(other)]).toEqual(['next', 'next']);
    expect(await numbersOf(other)).toEqual(numbers);
    expect(new URL(page.url()).searchParams.get('view')).toBe('inventory');
    expect(loads).toBe(2);
    // Nothing of the old edition is left.
    const scripts = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return all.flat().flatMap(({ url }) => (/assets\/.+\.js$/.test(url) ? [url] : []));
    });
    expect(scripts.length).toBeGreaterThan(10);
    expect(scripts.filter((url) => !url.endsWith('-next.js'))).toEqual([]);
  });
});

test.describe('without a service worker', () => {
  test('a part that the new edition took away loads the page again, once', async ({ page, site }) => {
    test.setTimeout(120_000);
    await open(page, '?state=Texas');
    let loads = 0;
    page.on('load', () => (loads += 1));
    site.put(next);
    await showInventory(page);
    await expect(page.getByRole('figure', moved)).toBeVisible({ timeout: 60_000 });
    expect(await edition(page)).toBe('next');
    expect(new URL(page.url()).search).toBe('?view=inventory&state=Texas');
    expect(loads).toBe(1);

    // A part that is nowhere: one more try for the new edition, then a sentence and a way on, never a loop.
    site.put(next, (path) => path.includes('OrdersView'));
    await page.getByRole('navigation', { name: 'Views' }).getByText('Orders').click();
    const sentence = page.getByText('A part of this page could not be loaded.');
    await expect(sentence).toBeVisible({ timeout: 60_000 });
    expect(loads).toBe(2);
    expect(new URL(page.url()).searchParams.get('view')).toBe('orders');
    site.put(next);
    await page.getByRole('button', { name: 'Load the page afresh' }).click();
    await settled(page);
    await expect(sentence).toHaveCount(0);
    expect(loads).toBe(3);
  });
});
