import { mkdir, open as openFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { axe, expect, numbersOf, open, settled, tableOf, test } from './test.ts';

const sample = fileURLToPath(new URL('../public/data/greenery/', import.meta.url));

/** 40 sessions of 13 users, one a day; every second one carts, every fourth one buys. */
function eventLog(): string {
  const lines = ['sid,ts,action,uid'];
  for (let session = 0; session < 40; session++) {
    const [day, user] = [`2024-03-${String(1 + (session % 20)).padStart(2, '0')}`, `u${session % 13}`];
    const add = (minute: string, action: string) => lines.push(`s${session},${day} 10:${minute}:00,${action},${user}`);
    add('00', 'view');
    if (session % 2 === 0) add('03', 'cart');
    if (session % 4 === 0) add('09', 'buy');
  }
  return `${lines.join('\n')}\n`;
}

const text = (name: string, content: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});

async function openScreen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open your own files' }).click();
  await expect(page.getByRole('dialog', { name: 'Your own data' })).toBeVisible();
}

async function choose(page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]): Promise<void> {
  await page.getByRole('dialog').locator('input[type="file"]:not([webkitdirectory])').setInputFiles(files);
}

async function showDashboard(page: Page): Promise<void> {
  const before = page.url();
  await page.getByRole('button', { name: 'Show the dashboard' }).click();
  await expect(page).not.toHaveURL(before);
  await settled(page);
}

async function stepCounts(page: Page): Promise<string[]> {
  return (await tableOf(page, 'Funnel')).map((row) => row[1] ?? '');
}

test('a log of sid, ts, action, uid becomes a funnel, is kept, and comes back with its link', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await openScreen(page);
  expect(await axe(page)).toEqual([]);
  await choose(page, [text('log.csv', eventLog())]);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Column for session_id')).toHaveValue('sid');
  await expect(dialog.getByLabel('Step of buy')).toHaveValue('checkout');
  // All of it was tried: 40 views, 20 carts, 10 purchases.
  await expect(dialog.getByRole('table').first()).toContainText('2024-03-01');
  await expect(dialog).toContainText('70');
  expect(await axe(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await axe(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByLabel('Keep the files in this browser').click({ force: true });
  await showDashboard(page);
  expect(await stepCounts(page)).toEqual(['40', '20', '10', '0']);

  const numbers = await numbersOf(page);
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const names: string[] = [];
        const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
          for await (const [name, handle] of folder.entries()) {
            names.push(name);
            if (handle.kind === 'directory') await walk(handle);
          }
        };
        await walk(await navigator.storage.getDirectory());
        return names.filter((name) => name.startsWith('own-')).map((name) => name.includes('unfinished'));
      }),
    )
    .toEqual([false]);
  await page.reload();
  await settled(page);
  expect(await numbersOf(page)).toEqual(numbers);

  // Removed, the link says what it needs, and the same file brings the same view back.
  await openScreen(page);
  await dialog.getByRole('button', { name: /^Remove/ }).click();
  await dialog.getByRole('button', { name: /^(Remove|Yes)/ }).last().click();
  await page.keyboard.press('Escape');
  const link = page.url();
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('opened on someone’s own computer');
  await page.getByRole('button', { name: 'Choose the files' }).click();
  await choose(page, [text('log.csv', eventLog())]);
  await dialog.getByRole('button', { name: 'Show the dashboard' }).click();
  await settled(page);
  expect(page.url()).toBe(link);
  expect(await numbersOf(page)).toEqual(numbers);
});
