import type { Page } from '@playwright/test';
import { expect, numbersOf, open, test } from './test.ts';

test.use({ serviceWorkers: 'allow' });

/** The addresses that the worker keeps, without the folder of the page. */
function kept(page: Page, cacheName: string): Promise<string[]> {
  return page.evaluate(async (start) => {
    const name = (await caches.keys()).find((each) => each.startsWith(start));
    const requests = name === undefined ? [] : await (await caches.open(name)).keys();
    return requests.map(({ url }) => url.slice(document.baseURI.split('?')[0]?.length)).sort();
  }, cacheName);
}

/** The data files this page fetched, as `kept` writes them. */
function fetchedData(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const names = performance.getEntriesByType('resource').map(({ name }) => name);
    const data = new Set(names.filter((name) => name.includes('?v=')));
    return [...data].map((name) => name.slice(document.baseURI.split('?')[0]?.length)).sort();
  });
}

test('one visit is enough for the next one without a network', async ({ page, context }) => {
  test.setTimeout(120_000);
  await open(page);
  const numbers = await numbersOf(page);
  const data = await fetchedData(page);
  expect(data.length).toBeGreaterThan(3);
  await expect.poll(() => kept(page, 'greenery-engine'), { timeout: 30_000 }).toHaveLength(1);
  await expect.poll(() => kept(page, 'greenery-data'), { timeout: 30_000 }).toEqual(data);
  expect(await kept(page, 'greenery-manifest')).toEqual(['data/catalog.json', 'data/greenery/manifest.json']);

  // An app in the eyes of the browser; a window without a history of its own, as all tests have, is the one thing against it.
  const browser = await context.newCDPSession(page);
  const { url, errors } = await browser.send('Page.getAppManifest');
  expect(url).toMatch(/\/manifest\.webmanifest$/);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);

  await context.setOffline(true);
  // A link nobody followed before: every view is the same page.
  await open(page, '?map=lost');
  expect(await numbersOf(page)).toEqual(numbers);
  await expect(page.getByText(/^Offline: the last data fetched on \d+ \w+ 20\d\d, \d\d:\d\d UTC\.$/)).toBeVisible();
  await page.getByRole('navigation', { name: 'Views' }).getByText('Inventory').click();
  await expect(page.getByRole('figure', { name: 'Products that moved' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('view')).toBe('inventory');

  await context.setOffline(false);
  // The emulated network tells a page that was loaded without it nothing when it is back; a real one does.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByText(/^Offline/)).toHaveCount(0);
});

test('nothing false is kept, and what was spoilt is fetched anew', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await expect
    .poll(async () => (await kept(page, 'greenery-data')).some((path) => path.includes('/events.')), {
      timeout: 30_000,
    })
    .toBe(true);

  // Another content than the address promises, a missing file, and a part of a file.
  const good = (await kept(page, 'greenery-data')).find((path) => path.includes('/events.')) ?? '';
  const answers = await page.evaluate(async (file) => {
    const asked = [`${file.split('?')[0]}?v=0000000000000000`, 'data/greenery/none.csv?v=0123456789abcdef'];
    const statuses = await Promise.all(asked.map(async (path) => (await fetch(path)).status));
    const part = await fetch(`${file}&again`, { headers: { Range: 'bytes=0-3' } });
    return [...statuses, part.status, await part.text()];
  }, good);
  expect(answers).toEqual([200, 404, 206, 'PAR1']);
  expect((await kept(page, 'greenery-data')).filter((path) => /0000000000000000|none|again/.test(path))).toEqual([]);

  const isWebPage = () =>
    page.evaluate(async () => {
      const chunk = await caches.match(
        (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys())))
          .flat()
          .find(({ url }) => /InventoryView-[^/]+\.js/.test(url)) ?? '',
      );
      return chunk?.headers.get('content-type')?.includes('html') ?? null;
    });
  await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      const request = (await cache.keys()).find(({ url }) => /InventoryView-[^/]+\.js/.test(url));
      const body = new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });
      if (request !== undefined) await cache.put(request, body);
    }
  });
  expect(await isWebPage()).toBe(true);
  await page.getByRole('navigation', { name: 'Views' }).getByText('Inventory').click();
  await expect(page.getByRole('figure', { name: 'Products that moved' })).toBeVisible();
  await expect.poll(isWebPage).toBe(false);

  await open(page, '?data=greenery-2021');
  await expect
    .poll(async () => (await kept(page, 'greenery-data')).map((path) => path.split('?')[0]))
    .toEqual(['data/greenery-2021/answers.json', 'data/greenery-2021/events.csv']);
});
