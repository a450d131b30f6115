import { mkdir, open as openFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
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
  await page.getByRole('button', { name: 'Your files' }).click();
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

/** What lies in the browser's own file system for files a person keeps. */
function keptNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: string[] = [];
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        found.push(name);
        if (handle.kind === 'directory') await walk(handle);
      }
    };
    await walk(await navigator.storage.getDirectory());
    return found.filter((name) => /^own-[0-9a-f]{12}/.test(name));
  });
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
  await expect(dialog.getByRole('table').first()).toContainText('1 Mar 2024, 10:00:00');
  await expect(dialog).toContainText('All 70 records: 70 accepted, 0 rejected');
  expect(await axe(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await axe(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByLabel('Keep the files in this browser').click({ force: true });
  await showDashboard(page);
  expect(await stepCounts(page)).toEqual(['40', '20', '10', '0']);

  const numbers = await numbersOf(page);
  await expect.poll(async () => (await keptNames(page)).filter((name) => name.endsWith('.kept')).length).toBe(1);
  await page.reload();
  await settled(page);
  expect(await numbersOf(page)).toEqual(numbers);

  // Removed, the link says what it needs, and the same file brings the same view back.
  await openScreen(page);
  await dialog.getByRole('button', { name: 'Remove log', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove log for good' }).click();
  await expect.poll(() => keptNames(page)).toEqual([]);
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

test('a log without session ids, and one that is events alone, become funnels too', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await openScreen(page);
  const dialog = page.getByRole('dialog');
  // One user, two visits an hour apart; the other buys at once.
  const log = [
    'time;action;customer',
    '01/02/2024 10:00;view;ann',
    '01/02/2024 10:05;cart;ann',
    '01/02/2024 11:30;view;ann',
    '13/02/2024 09:00;view;bo',
    '13/02/2024 09:01;cart;bo',
    '13/02/2024 09:02;buy;bo',
  ];
  await choose(page, [text('visits.csv', `${log.join('\n')}\n`)]);
  await expect(dialog.getByRole('button', { name: 'Show the dashboard' })).toBeEnabled();
  await expect(dialog).toContainText('6 accepted');
  await showDashboard(page);
  expect(await stepCounts(page)).toEqual(['3', '2', '1', '0']);
  await expect(page.getByRole('main')).toContainText('1 – 13 Feb 2024');

  await openScreen(page);
  await dialog.getByRole('button', { name: /^Remove visits.csv/ }).click();
  await choose(page, join(sample, 'events.csv'));
  await expect(dialog.getByLabel('What events.csv is')).toHaveValue('events');
  await showDashboard(page);
  const { sessions, byStep } = { sessions: '578', byStep: ['578', '467', '361', '335'] };
  expect(await stepCounts(page)).toEqual(byStep);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${sessions} sessions`);
  // What the shop did not deliver is said, and switched off.
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('events.csv');
});

test('what is no data gets a sentence, and rejected records are listed', async ({ page }, info) => {
  test.setTimeout(120_000);
  const folder = info.outputPath('pictures');
  await mkdir(folder, { recursive: true });
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  for (const name of ['a.png', 'b.png']) await writeFile(join(folder, name), png);
  const huge = info.outputPath('huge.csv');
  const file = await openFile(huge, 'w');
  await file.write('sid,ts,action\n');
  // Sparse: two gigabytes to whoever asks, and none on the disk.
  await file.truncate(2 * 1024 ** 3);
  await file.close();
  const zip = Buffer.concat([Buffer.from('504b0304140001000800', 'hex'), Buffer.alloc(64, 7)]);

  await open(page);
  await openScreen(page);
  const dialog = page.getByRole('dialog');
  await choose(page, huge);
  await expect(dialog).toContainText(/huge\.csv[\s\S]*2\.\d+ GB/);
  await dialog.locator('input[type="file"][webkitdirectory]').setInputFiles(folder);
  await expect(dialog).toContainText(/a\.png[\s\S]*(picture|image)/i);
  await choose(page, [{ name: 'secret.zip', mimeType: 'application/zip', buffer: zip }]);
  await expect(dialog).toContainText(/secret\.zip[\s\S]*password/i);
  await expect(dialog).toContainText('None of these files can be used');
  expect(await axe(page)).toEqual([]);

  const broken = `${eventLog()}s40,2024-03-20 11:00:00,view\ns41,yesterday,view,u1\n"s42,2024-03-20 12:00:00,view,u1\n`;
  await choose(page, [text('broken.csv', broken)]);
  await expect(dialog).toContainText('3 rejected');
  await showDashboard(page);
  expect(await stepCounts(page)).toEqual(['40', '20', '10', '0']);
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  const main = page.getByRole('main');
  await expect(main).toContainText(/73[\s\S]*70[\s\S]*3/);
  await expect(main).toContainText('yesterday');
  const download = page.waitForEvent('download');
  await main.getByRole('button', { name: /Download the rejects/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test('published, the same numbers open from a folder of this site', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await openScreen(page);
  await choose(page, [text('log.csv', eventLog())]);
  await expect(page.getByRole('button', { name: 'Show the dashboard' })).toBeEnabled();
  await showDashboard(page);
  const numbers = await numbersOf(page);
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await page.getByRole('button', { name: 'Look through the data' }).click();
  await page.getByLabel('Id, for the link').fill('mine');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Publish|^Make/ }).click();
  const published = unzipSync(await readFile(await (await saved).path()));
  await page.route('**/data/mine/**', (route) => {
    const content = published[`mine/${new URL(route.request().url()).pathname.split('/').at(-1)}`];
    return content === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body: Buffer.from(content) });
  });
  await open(page, '?data=mine');
  expect(await numbersOf(page)).toEqual(numbers);
});

test('a tab closed while files are kept leaves nothing half behind', async ({ context, page }) => {
  test.setTimeout(120_000);
  await open(page);
  await openScreen(page);
  await choose(page, [text('log.csv', eventLog())]);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Keep the files in this browser').click({ force: true });
  await expect(dialog.getByRole('button', { name: 'Show the dashboard' })).toBeEnabled();
  // Stands still in the middle of it, until the tab is gone.
  await page.evaluate(() => {
    FileSystemFileHandle.prototype.createWritable = () => new Promise(() => undefined);
  });
  await showDashboard(page);
  await expect.poll(async () => (await keptNames(page)).length).toBeGreaterThan(0);
  const link = page.url();
  await page.close();
  const later = await context.newPage();
  await later.goto(link);
  await expect(later.getByRole('alert')).toContainText('opened on someone’s own computer');
  await later.getByRole('button', { name: 'Choose the files' }).click();
  await expect(later.getByRole('dialog')).toBeVisible();
  await expect.poll(() => keptNames(later)).toEqual([]);
});
