import type { Page } from '@playwright/test';
import { expect, numbersOf, open, settled, tableOf, test } from './test.ts';

const shownView = (page: Page) => page.getByRole('navigation', { name: 'Views' }).locator('[aria-current="page"]');

test('a huge link is told; a hostile one keeps its good parts and names its bad ones', async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  // No static host takes such an address, but one may come from a page that was opened without one.
  await page.route(
    (url) => url.search.length > 10_000,
    async (route) => route.fulfill({ response: await route.fetch({ url: baseURL ?? '' }) }),
  );
  await open(page, `?state=${'x'.repeat(100_000)}`);
  const main = page.getByRole('main');
  await expect(main).toContainText(
    'The link is 100006 characters long; no more than 8000 are read, so none of it is used.',
  );
  expect((await tableOf(page, 'Funnel'))[0]?.[1]).toBe('578');

  await open(
    page,
    '?from=2021-02-30&__proto__=x&constructor=y&toString=z&state=Texas,Atlantis&state=Ohio&product=%E0%A4%A' +
      '&reading=sideways&traffic=without-burst',
  );
  for (const part of ['2021-02-30', 'Atlantis', 'sideways']) await expect(main).toContainText(part);
  await expect(main).toContainText('The link says “state” more than once; the first is used.');
  await expect(main).toContainText('Not known here, and ignored: the link’s');
  const states = await tableOf(page, 'By state');
  expect(states.filter((row) => row.at(-1) === 'yes').map(([name]) => name)).toEqual(['Texas']);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['87', '87', '87', '77']);
  expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
});

test('back, forward and reload give what the link says, also while loading', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('./?state=Texas');
  await page.reload();
  await page.getByRole('link', { name: 'Products', exact: true }).click();
  await page.getByRole('link', { name: 'Inventory', exact: true }).click();
  await page.goBack();
  await expect(shownView(page)).toHaveText('Products');
  await settled(page);
  expect(new URL(page.url()).search).toBe('?view=products&state=Texas');

  await page.goBack();
  await settled(page);
  await expect(shownView(page)).toHaveText('Funnel');
  const numbers = await numbersOf(page);
  await page.goForward();
  await page.goForward();
  await expect(shownView(page)).toHaveText('Inventory');
  expect(new URL(page.url()).searchParams.get('view')).toBe('inventory');
  await page.goBack();
  await page.goBack();
  await settled(page);
  expect(await numbersOf(page)).toEqual(numbers);
  expect(new URL(page.url()).search).toBe('?state=Texas');
});

test('two tabs leave each other alone', async ({ page, context }) => {
  test.setTimeout(120_000);
  const other = await context.newPage();
  await Promise.all([open(page, '?state=Texas'), open(other, '?view=orders')]);
  const before = await numbersOf(page);
  const orders = await other.getByRole('main').innerText();
  const restarted = other.waitForEvent('worker');
  await Promise.all(other.workers().map((worker) => worker.evaluate(() => self.close())));
  await restarted;
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready');
  await page.reload();
  await Promise.all([settled(page), settled(other)]);
  expect(await numbersOf(page)).toEqual(before);
  await expect(other.getByText('The database stopped and is being started again.')).toHaveCount(0);
  expect(await other.getByRole('main').innerText()).toBe(orders);
  expect(new URL(other.url()).search).toBe('?view=orders');
});
