import type { Page } from '@playwright/test';
import { expect, open, settled, tableOf, test } from './test.ts';

/** Puts a statement into the console through a link, where it waits for a press. */
async function write(page: Page, sql: string): Promise<void> {
  await page.goto(`./?view=data&sql=${encodeURIComponent(sql)}`);
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 60_000 });
  await expect(page.getByRole('textbox', { name: 'SQL statement' })).toContainText(sql.split('\n')[0] ?? sql);
}

const consoleOf = (page: Page) => page.getByRole('region', { name: 'SQL console' });
const statusOf = (page: Page) => consoleOf(page).locator('p[role="status"]').first();
const refusal = /can only read|reaches no files and no other hosts/;

const refused = [
  ['drop table sessions', refusal],
  ["attach ':memory:' as other", refusal],
  ["copy sessions to 'out.csv'", refusal],
  ['load parquet', refusal],
  ["from 'https://example.com/x.parquet'", refusal],
  ["select * from read_csv('https://example.com/a.csv')", refusal],
  ["select * from read_text('/etc/passwd')", refusal],
  ['select 1; select 2', /Only one statement at a time/],
  ['select 1) as a; drop table sessions; select * from (select 1', /Only one statement at a time|can only read|yntax/],
  ['selekt 1', /yntax|can only read/],
] as const;

test('the console refuses what does more than read, and the numbers stay', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  const before = await tableOf(page, 'Funnel');
  await write(page, 'select 1');
  for (const [sql, sentence] of refused) {
    await page.getByRole('textbox', { name: 'SQL statement' }).fill(sql);
    await consoleOf(page).getByRole('button', { name: 'Run', exact: true }).click();
    await expect(consoleOf(page).getByRole('alert')).toContainText(sentence);
  }
  await page.getByRole('link', { name: 'Funnel', exact: true }).click();
  await settled(page);
  expect(await tableOf(page, 'Funnel')).toEqual(before);
  expect(before.length).toBe(4);
});

test('a statement from a link waits for a press; an endless one is cancelled and the page goes on', async ({
  page,
}) => {
  await write(page, 'select count(*) as n from range(1000000000) a, range(1000000000) b');
  await expect(page.getByText('From a link: read it, then press Run.')).toBeVisible();
  await expect(statusOf(page)).toHaveText('');

  await consoleOf(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(statusOf(page)).toHaveText('Running …');
  await consoleOf(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(statusOf(page)).toHaveText('Cancelled. Nothing was changed.');

  await page.getByRole('textbox', { name: 'SQL statement' }).fill('select count(*) as sessions from sessions');
  await page.keyboard.press('Control+Enter');
  await expect(statusOf(page)).toHaveText(/^1 row in /);
  await expect(consoleOf(page)).toContainText('578');

  await page.getByRole('link', { name: 'Funnel', exact: true }).click();
  await settled(page);
  expect((await tableOf(page, 'Funnel'))[0]?.[1]).toBe('578');
});

test('an example answers its question at a press', async ({ page }) => {
  await write(page, 'select 1');
  const examples = page.getByRole('region', { name: 'Examples' });
  const weekly = examples.getByRole('listitem').filter({ hasText: 'Funnel by week' });
  await weekly.getByRole('button', { name: /^Run/ }).click();
  await expect(statusOf(page)).toHaveText(/^1 row in /);
  await expect(consoleOf(page)).toContainText('467');
});
