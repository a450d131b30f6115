import type { Page } from '@playwright/test';
import { expect, numbersOf, settled, test } from './test.ts';

const killWorkers = (page: Page) =>
  Promise.all(page.workers().map((worker) => worker.evaluate(() => self.close()).catch(() => undefined)));

test('an engine killed while it loads, and again later, comes back with the same link and the same numbers', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const link = '?state=Texas&traffic=without-burst';
  const table = '**/data/greenery/users.csv*';
  let asked: () => void = () => undefined;
  const isLoading = new Promise<void>((resolve) => (asked = resolve));
  // Never answered: the engine is there, and its data on the way, until it is killed.
  await page.route(table, () => asked());
  await page.goto(`./${link}`);
  await isLoading;
  await page.unroute(table);
  let restarted = page.waitForEvent('worker');
  await killWorkers(page);
  await restarted;
  await settled(page);
  const before = await numbersOf(page);
  expect(before['Funnel']?.map((row) => row[1])).toEqual(['87', '87', '87', '77']);

  expect(page.workers().length).toBeGreaterThan(0);
  restarted = page.waitForEvent('worker');
  await killWorkers(page);
  await restarted;
  await expect(page.getByRole('figure', { name: 'Funnel', exact: true })).toBeVisible();
  await settled(page);
  expect(await numbersOf(page)).toEqual(before);
  expect(new URL(page.url()).search).toBe(link);
});

const lost = 'The database stopped working and has to be started again. Press Run to try once more, or ask for less.';

test('what needs a missing extension, a kill and too large a question in the console are told, and the page goes on', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const link = `?view=data&sql=${encodeURIComponent('select 1')}`;
  await page.goto(`./${link}`);
  const shell = page.getByRole('region', { name: 'SQL console' });
  const status = shell.locator('p[role="status"]').first();
  const alert = shell.getByRole('alert');
  const run = async (text: string) => {
    await page.getByRole('textbox', { name: 'SQL statement' }).fill(text);
    await shell.getByRole('button', { name: 'Run', exact: true }).click();
  };
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });

  await test.step('a trap, were it not for the lock', async () => {
    await run("select date_trunc('day', timestamptz '2021-02-10 10:00:00+00')");
    await expect(alert.locator('p').first()).toContainText('icu');
    await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready');
  });
  await test.step('a kill while it computes', async () => {
    await run('select count(*) as n from range(100000000000) as t(i) where i % 7 = 3');
    await expect(status).toHaveText('Running …', { timeout: 60_000 });
    await killWorkers(page);
    await expect(alert.locator('p').first()).toHaveText(lost, { timeout: 30_000 });
  });
  await test.step('out of memory', async () => {
    await run('select count(*) as n from (select distinct i, random() as r from range(300000000) as t(i))');
    await expect(alert.locator('p').first()).toHaveText(
      'This does not fit into the memory the database may use. Narrow the dates, choose fewer columns or a smaller dataset.',
      { timeout: 90_000 },
    );
  });
  await run('select count(*) as sessions from sessions');
  await expect(status).toHaveText(/^1 row in /);
  await expect(shell).toContainText('578');
});
