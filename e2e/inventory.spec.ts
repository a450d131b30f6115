import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { productFigures } from '../scripts/sample/figures.ts';
import { expect, follow, tableOf, test } from './test.ts';

async function settled(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });
  await expect(page.getByRole('figure', { name: 'Products that moved' })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function open(page: Page, search = ''): Promise<void> {
  await page.goto(`./?view=inventory${search}`);
  await settled(page);
}

const moved = [
  ['String of pearls', '58', '10', '0', '10', '3', '68', '58', '10', '1'],
  ['Pothos', '40', '20', '0', '20', '3', '60', '40', '20', '1'],
  ['Philodendron', '51', '25', '15', '30', '3', '51', '36', '15', '0'],
  ['ZZ Plant', '89', '89', '53', '41', '2', '48', '48', '0', '0'],
  ['Monstera', '77', '64', '50', '31', '3', '46', '46', '0', '0'],
  ['Bamboo', '56', '56', '44', '23', '2', '33', '33', '0', '0'],
];

test('the view shows the reference figures of stock', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '6 of 30 products moved. String of pearls swung most (68 units); it and Pothos stood at zero on 1 May and were back by 8 May.',
  );
  expect(await tableOf(page, 'Products that moved')).toEqual(moved);
  expect(await tableOf(page, 'Changed 1 May → 8 May')).toEqual([
    ['Pothos', '0', '20', '+20'],
    ['Philodendron', '15', '30', '+15'],
    ['String of pearls', '0', '10', '+10'],
    ['ZZ Plant', '53', '41', '−12'],
    ['Monstera', '50', '31', '−19'],
    ['Bamboo', '44', '23', '−21'],
  ]);
  const week3 = ['24 Apr 2023', '1 May 2023', '1 May 2023', '8 May 2023', 'between 0 and 14 days'];
  expect(await tableOf(page, 'Out of stock in the last 3 snapshots')).toEqual([
    ['Pothos', ...week3, '20', '20'],
    ['String of pearls', ...week3, '10', '10'],
  ]);
  const heat = await tableOf(page, 'Stock by snapshot');
  expect(heat).toHaveLength(productFigures.length);
  for (const { name, stock } of productFigures) expect(heat).toContainEqual([name, ...stock.map(String)]);
  const measures = await tableOf(page, 'Stock of every product');
  expect(measures.find(([name]) => name === 'Bamboo')?.slice(1, 10)).toEqual([
    '56',
    '23',
    '23',
    '2',
    '3',
    '33',
    '33',
    '0',
    '0',
  ]);
});

test('snapshots are chosen in the link; Back undoes; filters of sessions change nothing', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^Compare A → B/ }).click();
  await page.getByRole('dialog').getByLabel('Snapshot A').selectOption('2023-04-17');
  await expect(page).toHaveURL(/\?view=inventory&snapshotA=2023-04-17$/);
  await page.keyboard.press('Escape');
  await settled(page);
  expect(await tableOf(page, 'Changed 17 Apr → 8 May')).toContainEqual(['String of pearls', '58', '10', '−48']);
  await page.goBack();
  await settled(page);
  expect(await tableOf(page, 'Changed 1 May → 8 May')).toHaveLength(6);

  await page.getByRole('spinbutton', { name: 'Last snapshots' }).fill('1');
  await settled(page);
  expect(new URL(page.url()).searchParams.get('last')).toBe('1');
  await expect(page.getByRole('figure', { name: 'Out of stock in the last snapshot' })).toContainText(
    'Nothing was out of stock at the last snapshot.',
  );

  await follow(page, '?view=inventory&from=2021-02-09&to=2021-02-09&state=Texas');
  await expect(page.getByRole('complementary', { name: 'Filters that do not apply' })).toContainText(
    'Set above and without effect here: session dates, state.',
  );
  await settled(page);
  expect(await tableOf(page, 'Products that moved')).toEqual(moved);
});

test('a product filters by a press and is let go by the next; all products can be shown', async ({ page }) => {
  await open(page);
  const panel = page.getByRole('figure', { name: 'Products that moved' });
  await panel.getByRole('button', { name: 'Show all' }).click();
  await settled(page);
  await panel.getByRole('button', { name: 'Next' }).click();
  await settled(page);
  expect(await tableOf(page, 'Products that moved')).toHaveLength(10);
  await expect(panel).toContainText('11 – 20 of 30 products');

  await open(page);
  await panel.getByRole('button', { name: 'Pothos' }).click();
  await settled(page);
  expect(new URL(page.url()).searchParams.get('product')).toBe('Pothos');
  expect((await tableOf(page, 'Stock of every product')).map(([name]) => name)).toEqual(['Pothos']);
  await panel.getByRole('button', { name: 'Pothos' }).click();
  await settled(page);
  expect(await tableOf(page, 'Stock of every product')).toHaveLength(30);
});

test('a range of snapshots changes every number', async ({ page }) => {
  await open(page, '&snapshotTo=2023-05-01');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('String of pearls swung most (58 units)');
  expect((await tableOf(page, 'Changed 24 Apr → 1 May')).map(([name]) => name)).toContain('Monstera');
  expect((await tableOf(page, 'Stock by snapshot'))[0]).toHaveLength(4);
});

test('a dataset without a snapshot says which file would bring one', async ({ page }) => {
  await page.goto('./?view=inventory&data=greenery-2021');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This dataset has no snapshot of stock.', {
    timeout: 60_000,
  });
  await expect(page.getByRole('main')).toContainText('inventory_levels.csv');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing and nothing spills, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}
