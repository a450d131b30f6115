import type { Page, Route } from '@playwright/test';
import { axe, numbersOf, settled } from '../../test.ts';
import { pageAddress, password, plainAddress, serverAddress } from './addresses.ts';
import { expect, passOverDrivers, passwordField, signIn, tablesOf, tablesOnDuckdb, test } from './test.ts';

/** How long all questions of a view may take here: one process answers them. */
const patience = { timeout: 60_000 };

/** Numbers of the funnel on DuckDB in the browser. */
async function numbersOnDuckdb(page: Page, search: string) {
  const plain = await page.context().newPage();
  await plain.goto(`${plainAddress}/${search}`);
  await settled(plain);
  const numbers = await numbersOf(plain);
  await plain.close();
  return numbers;
}

async function expectNumbers(page: Page, numbers: Awaited<ReturnType<typeof numbersOf>>): Promise<void> {
  expect(numbers['Funnel']?.length).toBe(4);
  await expect(async () => expect(await numbersOf(page)).toEqual(numbers)).toPass(patience);
}

test('asks for the password by keyboard alone, tells a wrong one, and shows the numbers of DuckDB for the right one', async ({
  page,
}) => {
  await page.goto(pageAddress);
  const field = passwordField(page);
  await expect(field).toBeFocused();
  await expect(page.getByRole('main')).toContainText(new URL(serverAddress).host);
  await expect(page.getByRole('button', { name: 'Your files' })).toHaveCount(0);
  expect(await axe(page)).toEqual([]);

  await page.keyboard.type('not this one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(
    'The database server does not know this user, or the password is wrong.',
  );
  await expect(field).toBeFocused();
  expect(await axe(page)).toEqual([]);

  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready');
  await expectNumbers(page, await numbersOnDuckdb(page, ''));
});

test('a filter, its link in another browser, and Back', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const whole = await numbersOnDuckdb(page, '');
  const filtered = await numbersOnDuckdb(page, '?product=Bamboo,Pothos');
  expect(filtered).not.toEqual(whole);
  await signIn(page);
  await expectNumbers(page, whole);
  await page
    .getByRole('region', { name: 'Filters' })
    .getByRole('button', { name: /^Product/ })
    .first()
    .click();
  const panel = page.getByRole('dialog');
  for (const value of ['Pothos', 'Bamboo']) {
    await panel.getByRole('combobox', { name: /^Search/ }).fill(value);
    await panel.getByRole('option', { name: new RegExp(`^${value}`) }).click();
  }
  await page.keyboard.press('Escape');
  if (await panel.isVisible()) await page.keyboard.press('Escape');
  await expectNumbers(page, filtered);
  const link = page.url();

  const stranger = await browser.newContext();
  await passOverDrivers(stranger);
  const theirs = await stranger.newPage();
  await signIn(theirs, new URL(link).search);
  expect(theirs.url()).toBe(link);
  await expectNumbers(theirs, await numbersOf(page));
  await stranger.close();

  while (new URL(page.url()).search !== '') await page.goBack();
  await expectNumbers(page, whole);
});

for (const { view, except } of [
  { view: 'products', except: [] },
  { view: 'inventory', except: [] },
  { view: 'orders', except: [] },
]) {
  test(`the view ${view} says in every table what it says on DuckDB`, async ({ page }) => {
    const expected = await tablesOnDuckdb(page, `?view=${view}`, except);
    expect(Object.keys(expected).length).toBeGreaterThan(2);
    await signIn(page, `?view=${view}`);
    await expect(async () => expect(await tablesOf(page, except)).toEqual(expected)).toPass(patience);
  });
}

test('the view about the data says what there is not, and a panel gives its rows', async ({ page }) => {
  await signIn(page, '?view=data&sql=select%201');
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toContainText('asked of the database shop on 127.0.0.1');
  await expect(main.getByRole('region', { name: 'SQL console' })).toContainText('was not run');
  await expect(main.getByRole('region', { name: 'Publish' })).toContainText('makes no files');
  await expect(main.getByRole('table', { name: 'Freshness of the marts' })).toContainText('578');
  expect(await axe(page)).toEqual([]);

  await page.getByRole('link', { name: 'Funnel' }).click();
  await page.getByRole('button', { name: 'Funnel: how it is counted, and downloads' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText(/4 rows in/);
  await expect(sheet.getByRole('button', { name: 'Open in the console' })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test('files that are dragged over the page are told off, and it stays', async ({ page }) => {
  await signIn(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['a'], 'a.csv'));
    window.dispatchEvent(new DragEvent('dragenter', { dataTransfer, cancelable: true }));
  });
  await expect(page.getByText('reads a database server and takes no files')).toBeVisible();
});

test('changes faster than their answers are withdrawn, and the last state wins', async ({ page }) => {
  const last = await numbersOnDuckdb(page, '?reading=has&from=2021-02-11');
  await signIn(page, '?reading=has');
  await expectNumbers(page, await numbersOnDuckdb(page, '?reading=has'));
  let withdrawn = 0;
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'net::ERR_ABORTED') withdrawn += 1;
  });
  await page.getByRole('button', { name: /^Sessions started/ }).click();
  await page.getByRole('spinbutton', { name: /^day, First day/ }).focus();
  for (const key of ['ArrowUp', 'ArrowDown', 'ArrowUp', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
    await page.keyboard.press(key, { delay: 0 });
  }
  await expect(page).toHaveURL(/from=2021-02-11/);
  await expectNumbers(page, last);
  expect(withdrawn).toBeGreaterThan(0);
});

/** What the server could answer, and what is then said. */
const spoilt: readonly (readonly [name: string, spoil: (route: Route) => Promise<void>, said: RegExp])[] = [
  [
    'a connection that breaks',
    (route) => route.abort('connectionreset'),
    /does not answer, or does not allow this page/,
  ],
  ['an answer that is cut', (route) => answer(route, 200, '{"meta": [{"name": "a"'), /cut short or is no answer/],
  ['an error of the server', (route) => answer(route, 500, 'Bad day'), /answered with an error, HTTP 500/],
  [
    'a question that takes too long there',
    (route) => answer(route, 408, 'Code: 159. DB::Exception: Timeout exceeded. (TIMEOUT_EXCEEDED)'),
    /took longer than it allows/,
  ],
];

function answer(route: Route, status: number, body: string): Promise<void> {
  return route.fulfill({ status, body, headers: { 'Access-Control-Allow-Origin': '*' } });
}

for (const [name, spoil, said] of spoilt) {
  test(`${name}: the last numbers stay, with a sentence and another try`, async ({ page }) => {
    await signIn(page, '?view=products');
    await expect(page.getByRole('table', { name: 'Products by week' })).toHaveCount(1);
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    const before = await tablesOf(page);
    await page.route(`${serverAddress}/**`, spoil);
    await page.getByRole('link', { name: 'Orders' }).click();
    await expect(page.getByText(said).first()).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready');
    await page.getByRole('link', { name: 'Products' }).click();
    await expect(async () => expect(await tablesOf(page)).toEqual(before)).toPass({ timeout: 15_000 });
    await page.unroute(`${serverAddress}/**`);
    await page.getByRole('link', { name: 'Orders' }).click();
    const again = page.getByRole('button', { name: 'Try again' });
    while ((await again.count()) > 0) await again.first().click();
    await expect(page.getByText(said)).toHaveCount(0);
    await expect(page.getByRole('figure').first()).toBeVisible();
  });
}

test('who is signed out signs in again, and is where they were', async ({ page }) => {
  const search = '?product=Bamboo';
  const numbers = await numbersOnDuckdb(page, search);
  await signIn(page, search);
  await expectNumbers(page, numbers);
  await page.route(`${serverAddress}/**`, (route) =>
    answer(route, 401, 'Code: 516. DB::Exception: reader: Authentication failed. (AUTHENTICATION_FAILED)'),
  );
  await page.getByRole('link', { name: 'Orders' }).click();
  await expect(page.getByRole('alert')).toContainText('Sign in again: your filters and the link are as they were.');
  await page.unroute(`${serverAddress}/**`);
  await page.goBack();
  expect(new URL(page.url()).search).toBe(search);
  await passwordField(page).fill(password);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expectNumbers(page, numbers);
});

test('a server that is not set up is not asked: all that is wrong is a list, and another try helps', async ({
  page,
}) => {
  await page.route(`${serverAddress}/**`, (route) =>
    (route.request().postData() ?? '').includes('system.settings')
      ? answer(
          route,
          200,
          JSON.stringify({ meta: ['name', 'value'].map((name) => ({ name, type: 'String' })), data: [], rows: 0 }),
        )
      : route.fallback(),
  );
  await page.goto(pageAddress);
  await passwordField(page).fill(password);
  await page.getByRole('button', { name: 'Connect' }).click();
  const list = page.getByRole('list', { name: 'What is wrong' });
  await expect(list.getByRole('listitem').filter({ hasText: 'join_use_nulls must be 1' })).toHaveCount(1);
  expect(await list.getByRole('listitem').count()).toBeGreaterThan(10);
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'failed');
  expect(await axe(page)).toEqual([]);
  await page.unroute(`${serverAddress}/**`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready');
});

test('a link to a dataset that the server does not have says so, and leads on', async ({ page }) => {
  await page.goto(`${pageAddress}/?data=elsewhere`);
  await passwordField(page).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('There is no dataset "elsewhere" here. This site shows greenery');
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready');
});
