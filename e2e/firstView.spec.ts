import type { Page } from '@playwright/test';
import { expect, numbersOf, open, settled, tableOf, test } from './test.ts';

/** Lets nothing of the engine come until it is told to. */
async function withoutEngine(page: Page): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

test('the first view stands before the engine, and the engine says the same', async ({ page }) => {
  test.setTimeout(120_000);
  const letGo = await withoutEngine(page);
  await page.goto('./');
  const { main, line } = { main: page.getByRole('main'), line: page.getByLabel('The database is on its way') };
  await expect(line).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'starting');
  const early = { text: await main.innerText(), numbers: await numbersOf(page) };
  expect(early.numbers['Funnel']?.map((row) => row[1])).toEqual(['578', '467', '361', '335']);

  // Every filter says what it offers, too.
  for (const name of ['Product', 'Country', 'State', 'Employees', 'Traffic']) {
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    const offered = page.getByRole('dialog').getByRole(name === 'Traffic' ? 'radio' : 'option');
    await expect(offered.first()).toBeVisible();
    await expect(page.getByRole('dialog')).not.toContainText('…');
    await page.keyboard.press('Escape');
  }

  // A choice made now waits for the engine, and is answered by it.
  await page.getByRole('button', { name: 'Leave out burst traffic' }).click();
  await expect(page).toHaveURL(/traffic=/);
  const link = page.url();
  await expect(page.getByRole('figure', { name: 'Funnel' })).toHaveAttribute('aria-busy', 'true');
  letGo();
  await settled(page);
  await expect(line).toHaveCount(0);
  const chosen = await numbersOf(page);
  expect(chosen).not.toEqual(early.numbers);
  await page.goto(link);
  await settled(page);
  expect(await numbersOf(page)).toEqual(chosen);

  // Without the answers, the engine computes every number of the same view.
  await page.route('**/answers.json*', (route) => route.fulfill({ status: 404 }));
  await page.goto('./');
  await expect(page.getByText('Loading the data into your browser')).toBeVisible();
  await settled(page);
  await expect
    .poll(async () => (await main.innerText()).trim())
    .toBe(early.text.replace(/\n*Loading the database[^]*?as it is here\./, '').trim());
  expect(await numbersOf(page)).toEqual(early.numbers);
});

test('a link with filters has its frame before the engine; altered answers are not used', async ({ page }) => {
  test.setTimeout(90_000);
  const letGo = await withoutEngine(page);
  await page.goto('./?state=Texas&traffic=without-burst');
  await expect(page.getByRole('button', { name: /^State/ }).first()).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Funnel' })).toHaveAttribute('aria-busy', 'true');
  expect(await tableOf(page, 'Funnel')).toEqual([]);
  letGo();
  await settled(page);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['87', '87', '87', '77']);

  await page.route('**/answers.json*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('578', '579') });
  });
  await open(page);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['578', '467', '361', '335']);
});
