import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { productFigures } from '../scripts/sample/figures.ts';
import { expect, follow, tableOf, test } from './test.ts';

/** Waits until the engine answers and no panel of products shows older numbers. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });
  await expect(page.getByRole('figure', { name: 'Products', exact: true })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function open(page: Page, search = ''): Promise<void> {
  await page.goto(`./?view=products${search}`);
  await settled(page);
}

const query = (page: Page) => new URL(page.url()).searchParams;

test('every figure of every product is in the table', async ({ page }) => {
  await open(page, '&sort=name&order=ascending');
  const rate = (part: number, whole: number) => `${((1 - part / whole) * 100).toFixed(2)} %`;
  const rows = await tableOf(page, 'Products');
  expect(rows).toHaveLength(30);
  for (const one of productFigures) {
    const row = rows.find(([name]) => name === one.name) ?? [];
    expect([...row.slice(0, 8), ...row.slice(10, 14)]).toEqual([
      one.name,
      String(one.viewed),
      String(one.carted),
      rate(one.carted, one.viewed),
      String(one.ordered),
      rate(one.ordered, one.carted),
      String(one.shipped),
      `${((one.ordered / one.viewed) * 100).toFixed(2)} %`,
      String(one.ordered),
      String(one.units),
      one.revenue.toFixed(2),
      String(one.stock[3]),
    ]);
  }
  expect(rows.find(([name]) => name === 'Pothos')?.at(-1)).toBe('0 → 20, 8 May 2023');
  expect(rows.find(([name]) => name === 'Cactus')?.at(-1)).toBe('—');
});

test('the page says that the ranking is indistinguishable from chance', async ({ page }) => {
  await open(page);
  const finding = page.getByRole('heading', { level: 1 });
  await expect(finding).toContainText('30 products');
  await expect(finding).toContainText('indistinguishable from chance');
  await expect(finding).toContainText('χ² = 25.18, 29 df, p = 0.6688');
  const scatter = await tableOf(page, 'Conversion against views');
  expect(scatter.filter((row) => row.at(-1) !== 'no').map(([name]) => name)).toEqual(['String of pearls']);
  await expect(page.getByRole('figure', { name: 'Conversion against views' })).toContainText('1 product is outside');
});

test('the highest and the lowest are in the link, and Back undoes', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^by/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^Cart drop-off/ })
    .check({ force: true });
  await page.keyboard.press('Escape');
  await settled(page);
  expect(query(page).get('measure')).toBe('cart_drop_off');
  const rows = await tableOf(page, 'Highest and lowest');
  expect(rows).toEqual([
    ['Highest 1', 'Pothos', '60.66 %'],
    ['Highest 2', 'Ponytail Palm', '57.14 %'],
    ['Highest 3', 'Money Tree', '53.57 %'],
    ['Lowest 1', 'String of pearls', '31.25 %'],
    ['Lowest 2', 'Bamboo', '37.31 %'],
    ['Lowest 3', 'Arrow Head', '38.10 %'],
  ]);
  await page.getByRole('button', { name: 'Increase Products at either end' }).click();
  await expect.poll(() => query(page).get('top')).toBe('4');
  expect(await tableOf(page, 'Highest and lowest')).toHaveLength(8);
  await page.goBack();
  await page.goBack();
  await settled(page);
  expect(query(page).get('measure')).toBeNull();
});

test('the table sorts, finds, and looks closely at one product', async ({ page }) => {
  await open(page);
  const table = page.getByRole('table', { name: 'Products', exact: true });
  await table.getByRole('button', { name: 'Revenue' }).click();
  expect(query(page).get('sort')).toBe('revenue');
  await expect(table.getByRole('columnheader', { name: 'Revenue' })).toHaveAttribute('aria-sort', 'descending');
  expect((await tableOf(page, 'Products'))[0]?.[0]).toBe('String of pearls');
  await table.getByRole('button', { name: 'Revenue' }).click();
  expect((await tableOf(page, 'Products'))[0]?.[0]).toMatch(/^(Cactus|Jade Plant)$/);

  await page.getByRole('searchbox', { name: 'Find a product' }).fill('palm');
  await settled(page);
  expect(new Set((await tableOf(page, 'Products')).map(([name]) => name))).toEqual(
    new Set(['Majesty Palm', 'Ponytail Palm']),
  );
  expect(await tableOf(page, 'Products by week')).toHaveLength(2);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect.poll(() => query(page).get('find')).toBeNull();

  await table.getByRole('button', { name: 'Pothos', exact: true }).click();
  await settled(page);
  expect(query(page).get('focus')).toBe('Pothos');
  expect((await tableOf(page, 'Funnel of Pothos')).map((row) => row[1])).toEqual(['61', '24', '21', '20']);
  expect(await tableOf(page, 'Stock of Pothos')).toEqual([
    ['2023-04-17', '40'],
    ['2023-04-24', '20'],
    ['2023-05-01', '0'],
    ['2023-05-08', '20'],
  ]);
  const closely = page.getByRole('region', { name: 'Pothos, closely' });
  await expect(closely).toContainText('9 – 11 Feb 2021');
  await expect(closely).toContainText('17 Apr – 8 May 2023');
  await page.goBack();
  await expect(closely).toBeHidden();
});

test('filters change the numbers, and a link shows a stranger the same', async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  const titles = [
    'Products',
    'Highest and lowest',
    'Conversion against views',
    'Funnel of each product',
    'Products by week',
  ];
  const numbers = (of: Page) => Promise.all(titles.map((title) => tableOf(of, title)));
  await open(page);
  const all = await numbers(page);
  for (const filter of ['&state=!Georgia', '&from=2021-02-11&to=2021-02-11', '&product=Bamboo,Pothos']) {
    await follow(page, `?view=products${filter}`);
    await settled(page);
    const filtered = await numbers(page);
    filtered.forEach((rows, at) => expect(rows, titles[at]).not.toEqual(all[at]));
  }
  expect((await tableOf(page, 'Products')).map(([name]) => name)).toEqual(['Bamboo', 'Pothos']);

  const stranger = await browser.newContext({ baseURL: baseURL ?? '' });
  const theirs = await stranger.newPage();
  await theirs.goto(page.url());
  await settled(theirs);
  expect(await numbers(theirs)).toEqual(await numbers(page));
  await stranger.close();
});

test('the keyboard sorts, chooses and walks along the points', async ({ page }) => {
  await open(page);
  const points = page.getByRole('group', { name: 'Points' });
  await points.getByRole('button').first().focus();
  await page.keyboard.press('End');
  await expect(points.getByRole('button', { name: /^Birds Nest Fern: 78 sessions/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => query(page).get('focus')).toBe('Birds Nest Fern');
  await page.getByRole('columnheader', { name: 'Units' }).getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => query(page).get('sort')).toBe('units');
});

test('a dataset without products says which files would bring them', async ({ page }) => {
  await page.goto('./?data=greenery-2021&view=products');
  await expect(page.getByText('This dataset does not say which products')).toBeVisible({ timeout: 60_000 });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('axe finds nothing, and nothing is cut off', async ({ page }) => {
      test.setTimeout(180_000);
      await open(page, '&focus=Pothos&measure=cart_drop_off');
      for (const width of [1440, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await settled(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
        ).toEqual([]);
      }
    });
  });
}
