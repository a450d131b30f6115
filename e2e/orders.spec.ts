import type { Page } from '@playwright/test';
import { ordersFigures } from '../src/testing/ordersFigures.ts';
import { expect, follow, tableOf, test } from './test.ts';

async function settled(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });
  await expect(page.getByRole('figure', { name: 'Promos', exact: true })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function openOrders(page: Page, search = ''): Promise<void> {
  await page.goto(`./?view=orders${search}`);
  await settled(page);
}

const titles = [
  'Status at each snapshot',
  'Orders that changed',
  'Orders by session start',
  'Orders by order date',
  'Delivery time',
  'Users by number of orders',
  'By shipping state',
  'Promos',
  'Shipping service',
];

async function allTables(page: Page): Promise<Record<string, string[][]>> {
  return Object.fromEntries(
    await Promise.all(titles.map(async (title) => [title, await tableOf(page, title)] as const)),
  );
}

test('the reference figures of orders can be read from the tables', async ({ page }) => {
  await openOrders(page);
  const tables = await allTables(page);
  expect(tables['Status at each snapshot']?.[0]).toEqual(['2023-01-11', '26', '30', '305', '361']);
  expect(tables['Status at each snapshot']?.map(([day]) => day)).toEqual(ordersFigures.snapshots);
  const changed = ordersFigures.changedOrders.at(-1)?.ids ?? [];
  expect(tables['Orders that changed']).toEqual(changed.map((id) => [id, 'preparing', 'shipped']));
  expect(tables['Orders by session start']?.map((row) => row.slice(1, 5))).toEqual(
    ordersFigures.days.map(({ orders, orderLines, units, revenue }) => {
      return [String(orders), String(orderLines), String(units), revenue.toFixed(2)];
    }),
  );
  expect(tables['Users by number of orders']?.map((row) => row[1])).toEqual(['25', '28', '71']);
  expect(tables['By shipping state']).toHaveLength(ordersFigures.shippingStates);
  expect(tables['Promos']?.map(([name, orders]) => [name, orders])).toEqual(
    ordersFigures.promos.map(({ value, orders }) => [value ?? 'no promo', String(orders)]),
  );
  const figures = page.getByRole('region', { name: 'Key figures' });
  for (const text of ['361', '2\u202f165', '$89\u202f834.40', '$91\u202f351.57', '$253.05', '79.84\u00a0%']) {
    await expect(figures).toContainText(text);
  }
});

test('a snapshot is chosen by its column or from the list; the link shows the same, Back undoes', async ({ page }) => {
  await openOrders(page);
  const untouched = await allTables(page);
  await page.getByRole('button', { name: /^25 Jan 2023: 361 orders/ }).click();
  await settled(page);
  expect(new URL(page.url()).search).toBe('?view=orders&snapshotA=2023-01-18&snapshotB=2023-01-25');
  const second = ordersFigures.changedOrders[1]?.ids ?? [];
  const starts = (await tableOf(page, 'Orders that changed')).map(([id]) => id?.slice(0, 8));
  expect(starts).toEqual(second);

  await page.getByRole('button', { name: /^From 18 Jan 2023/ }).click();
  await page.getByRole('dialog').getByText('11 Jan 2023').click();
  await page.keyboard.press('Escape');
  await settled(page);
  expect(new URL(page.url()).search).toBe('?view=orders&snapshotA=2023-01-11&snapshotB=2023-01-25');
  const mine = await allTables(page);
  expect(mine['Orders that changed']).toHaveLength(6);
  await page.reload();
  await settled(page);
  expect(await allTables(page)).toEqual(mine);
  await page.goBack();
  await page.goBack();
  await settled(page);
  expect(await allTables(page)).toEqual(untouched);
});

test('filters of date, state and product change every panel', async ({ page }) => {
  await openOrders(page);
  const untouched = await allTables(page);
  for (const filter of ['&from=2021-02-11&to=2021-02-11', '&state=Texas', '&product=Pothos']) {
    await follow(page, `?view=orders${filter}`);
    await settled(page);
    const tables = await allTables(page);
    for (const title of titles) {
      // The three orders that changed last can be, or not be, in a selection: what must change is what is counted.
      if (title !== 'Orders that changed')
        expect(tables[title], `${title} with ${filter}`).not.toEqual(untouched[title]);
    }
    const all = Number(tables['Orders by order date']?.reduce((sum, row) => sum + Number(row[1]), 0));
    expect(tables['Status at each snapshot']?.map((row) => Number(row.at(-1)))).toEqual([all, all, all, all]);
    expect(all).toBeLessThan(ordersFigures.totals.orders);
  }
});

test('by keyboard: arrow keys go from snapshot to snapshot and Enter compares', async ({ page }) => {
  await openOrders(page);
  await page.getByRole('button', { name: /^11 Jan 2023: 361 orders/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^18 Jan 2023/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await settled(page);
  expect(new URL(page.url()).search).toBe('?view=orders&snapshotA=2023-01-11&snapshotB=2023-01-18');
});

test('fits 320 pixels, also by the hour', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await openOrders(page, '&grain=hour&product=Pothos');
  const widths = await page.getByRole('main').evaluate((main) => [main.clientWidth, main.scrollWidth]);
  expect(widths).toEqual([320, 320]);
});

test('a dataset without orders says what would show them', async ({ page }) => {
  await page.goto('./?data=greenery-2021&view=orders');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This dataset has no orders.', { timeout: 60_000 });
  await expect(page.getByRole('main')).toContainText('orders.csv');
  await expect(page.getByRole('main')).toContainText('orders_snapshot.csv');
});
