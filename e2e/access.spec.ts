import type { Page } from '@playwright/test';
import { axe, expect, open, settled, tableOf, test } from './test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme axe finds nothing`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('on the funnel, with filters, tables and more figures open', async ({ page }) => {
      await open(page, '?state=!Texas&product=Pothos&nonsense=1');
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: 'More', exact: true }).click();
      for (const button of await page.getByRole('button', { name: 'Show table' }).all()) await button.click();
      expect(await axe(page)).toEqual([]);
    });

    // Products and Inventory: in their own files.
    test('on the view orders, wide and on a phone', async ({ page }) => {
      await open(page, '?view=orders');
      expect(await axe(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await axe(page)).toEqual([]);
    });

    test('on the view data, wide and on a phone', async ({ page }) => {
      await page.goto('./?view=data');
      await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });
      await expect(page.getByRole('textbox', { name: 'SQL statement' })).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect(await axe(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await axe(page)).toEqual([]);
    });

    test('in every filter’s panel', async ({ page }) => {
      await open(page);
      for (const label of ['Sessions started', 'Product', 'Country', 'State', 'Employees', 'Traffic', 'Counting']) {
        await page
          .getByRole('button', { name: new RegExp(`^${label}`) })
          .first()
          .click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await axe(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
    });

    test('while loading, in an error, and on a phone', async ({ page }) => {
      await page.route('**/duckdb-eh*.wasm', () => undefined);
      await page.goto('./');
      await expect(page.getByLabel('The database is on its way')).toBeVisible();
      expect(await axe(page)).toEqual([]);
      await page.getByRole('link', { name: 'Data', exact: true }).click();
      await expect(page.getByRole('heading', { name: /^Loading/ })).toBeVisible();
      expect(await axe(page)).toEqual([]);
      await page.unrouteAll({ behavior: 'ignoreErrors' });

      await page.goto('./?data=nowhere');
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 45_000 });
      expect(await axe(page)).toEqual([]);

      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, '?state=!Texas');
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: /^Filters/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await axe(page)).toEqual([]);
    });
  });
}

test('nothing is cut off on small screens', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, '?state=!Texas&product=Pothos&focus=Pothos');
  for (const width of [320, 390, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    for (const view of ['Products', 'Inventory', 'Orders', 'Funnel']) {
      await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
      await expect(page).toHaveURL(new RegExp(view === 'Funnel' ? 'state=' : `view=${view.toLowerCase()}`));
      await settled(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  }
});

/** Presses Tab until the element with this role and name has the focus. */
async function tabTo(page: Page, role: 'button' | 'spinbutton', name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    const focused = page.getByRole(role, { name }).and(page.locator(':focus'));
    if ((await focused.count()) > 0) return;
  }
  throw new Error(`The keyboard does not reach ${role} ${String(name)}.`);
}

test('the keyboard alone sets every filter', async ({ page }) => {
  await open(page);
  const chooseFirstMatch = async (label: string, text: string) => {
    await tabTo(page, 'button', new RegExp(`^${label}`));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.getByRole('combobox', { name: /^Search/ })).toBeFocused();
    await page.keyboard.type(text);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  };

  await tabTo(page, 'button', /^Sessions started/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await tabTo(page, 'spinbutton', /^year, First day/);
  await page.keyboard.type('20210210');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/from=2021-02-10/);

  await chooseFirstMatch('Product', 'Pothos');
  await expect(page).toHaveURL(/product=Pothos/);
  await chooseFirstMatch('State', 'Georgia');
  await expect(page).toHaveURL(/state=Georgia/);
  await chooseFirstMatch('Employees', 'no');
  await expect(page).toHaveURL(/employee=no/);

  await tabTo(page, 'button', /^Traffic/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/traffic=/);
  await settled(page);
  expect(await tableOf(page, 'Funnel')).toHaveLength(4);

  await tabTo(page, 'button', /^Country/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: /^Search/ })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('United');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/country=!United%20States/);
});
