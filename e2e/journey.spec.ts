import type { Page } from '@playwright/test';
import { expect, numbersOf, open, settled, tableOf, test } from './test.ts';

/** Opens a filter by its label, and gives its panel. */
async function openFilter(page: Page, label: string) {
  await page
    .getByRole('region', { name: 'Filters' })
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .first()
    .click();
  return page.getByRole('dialog');
}

async function choose(page: Page, label: string, ...values: string[]): Promise<void> {
  const panel = await openFilter(page, label);
  for (const value of values) {
    await panel.getByRole('combobox', { name: /^Search/ }).fill(value);
    await panel.getByRole('option', { name: new RegExp(`^${value}`) }).click();
  }
  await page.keyboard.press('Escape');
  if (await panel.isVisible()) await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
}

test('filters by date, product and excluded state; the link shows a stranger the same; Back undoes', async ({
  page,
  browser,
  baseURL,
}) => {
  await open(page);
  const untouched = await numbersOf(page);

  await choose(page, 'Product', 'Pothos', 'Bamboo');
  const state = await openFilter(page, 'State');
  await state.getByRole('radio', { name: 'All except' }).click();
  await state.getByRole('combobox', { name: /^Search/ }).fill('Texas');
  await state.getByRole('option', { name: /^Texas/ }).click();
  await page.keyboard.press('Escape');
  if (await state.isVisible()) await page.keyboard.press('Escape');
  await settled(page);
  const beforeDay = await numbersOf(page);
  // A click on a bucket of the trend chooses its day.
  await page.getByRole('button', { name: /^11 Feb 2021:/ }).click();
  await settled(page);

  const link = page.url();
  expect(new URL(link).search).toBe('?from=2021-02-11&to=2021-02-11&product=Bamboo,Pothos&state=!Texas');
  const mine = await numbersOf(page);
  expect(mine).not.toEqual(untouched);
  expect(mine['Funnel']).not.toEqual(beforeDay['Funnel']);
  const states = await tableOf(page, 'By state');
  expect(states.filter((row) => row.at(-1) === 'no').map(([name]) => name)).toEqual(['Texas']);
  expect(states.length).toBeGreaterThan(1);

  const stranger = await browser.newContext({ baseURL: baseURL ?? '' });
  const theirs = await stranger.newPage();
  await theirs.goto(link);
  await settled(theirs);
  expect(await numbersOf(theirs)).toEqual(mine);
  await stranger.close();

  await page.goBack();
  await settled(page);
  expect(await numbersOf(page)).toEqual(beforeDay);
  await page.goForward();
  await settled(page);
  expect(await numbersOf(page)).toEqual(mine);

  await page.getByRole('button', { name: 'Reset all' }).click();
  await settled(page);
  expect(new URL(page.url()).search).toBe('');
  expect(await numbersOf(page)).toEqual(untouched);
});

test('a step, a loss and a state filter by a click and let go by the next', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^Lost, add to cart → checkout/ }).click();
  await settled(page);
  expect(new URL(page.url()).searchParams.get('step')).toBe('add_to_cart,!checkout');
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['106', '106', '0', '0']);
  expect((await tableOf(page, 'By state')).map(([name]) => name)).toEqual(['Georgia']);
  await page.getByRole('button', { name: 'Reset all' }).click();

  const texas = page
    .getByRole('figure', { name: 'By state' })
    .getByRole('listitem')
    .getByRole('button', { name: /^Texas:/ });
  await texas.click();
  await settled(page);
  expect(new URL(page.url()).search).toBe('?state=Texas');
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['87', '87', '87', '77']);
  await texas.click();
  await settled(page);
  expect(new URL(page.url()).search).toBe('');
});

test('leaving out burst traffic shows that everybody else converts', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Leave out burst traffic' }).click();
  await settled(page);
  expect(new URL(page.url()).search).toBe('?traffic=without-burst');
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['359', '359', '359', '333']);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/every/i);
});

test('the dataset can be changed in the header, and the link follows', async ({ page }) => {
  await open(page, '?state=Texas');
  await page.getByRole('combobox', { name: 'Data' }).selectOption('greenery-2021');
  await expect(page).toHaveURL(/\?data=greenery-2021$/);
  await settled(page);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1]).slice(0, 3)).toEqual(['696', '609', '400']);
  await page.goBack();
  await settled(page);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['87', '87', '87', '77']);
  const states = await tableOf(page, 'By state');
  expect(states.filter((row) => row.at(-1) === 'yes').map(([name]) => name)).toEqual(['Texas']);
  expect(states).toHaveLength(32);
});

test('every reading, base, unit and grain is in the link and counts as it says', async ({ page }) => {
  await open(page, '?data=greenery-2021&reading=has&base=all&unit=users&grain=week');
  await expect(page.getByRole('radio', { name: 'Week' })).toBeChecked();
  await page.getByRole('button', { name: /^Counting/ }).click();
  const panel = page.getByRole('dialog');
  await expect(panel.getByRole('radio', { name: /^Users/ })).toBeChecked();
  await panel.getByRole('radio', { name: /^Sessions/ }).check({ force: true });
  await panel.getByRole('radio', { name: /^Reached/ }).check({ force: true });
  await page.keyboard.press('Escape');
  await settled(page);
  expect(new URL(page.url()).search).toBe('?data=greenery-2021&base=all&grain=week');
  expect((await tableOf(page, 'Funnel')).map((row) => row[1]).slice(0, 3)).toEqual(['696', '609', '400']);
});
