import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, follow, open, settled, tableOf, test } from './test.ts';

test('names the one user first, and leaving that out shows that nothing else stands out', async ({ page }) => {
  await open(page);
  const drivers = await tableOf(page, 'Why sessions are lost');
  expect(drivers).toHaveLength(1);
  expect(drivers[0]).toEqual(expect.arrayContaining(['User: d1f08820', '219', '217', '100.00 %']));
  const panel = page.getByRole('figure', { name: 'Why sessions are lost' });
  await expect(panel).toContainText('accounts for 217 of 217 lost sessions');
  await expect(panel).toContainText('218 of them started within five minutes');
  await panel.getByRole('button', { name: /^Leave out/ }).click();
  await settled(page);
  expect(new URL(page.url()).search).toBe('?traffic=without-burst');
  await expect(panel).toContainText(/Nothing is lost/);
  await page.goBack();
  await settled(page);
  expect(await tableOf(page, 'Why sessions are lost')).toEqual(drivers);
});

test('sets two days against each other, in every panel, and says it in a sentence', async ({ page }) => {
  await open(page, '?from=2021-02-11&compare=previous');
  await expect(page.getByRole('complementary', { name: 'Comparison' })).toContainText(
    /45\.9.% of 401 sessions here, 100.% of 175 sessions there/,
  );
  const funnel = await tableOf(page, 'Funnel');
  expect(funnel.flat()).toEqual(expect.arrayContaining(['401', '184', '175', '45.89 %', '100.00 %']));
  const states = await tableOf(page, 'By state');
  expect(states.find(([name]) => name === 'Georgia')).toEqual(expect.arrayContaining(['220']));

  await follow(page, '?compare=previous');
  await expect(page.getByText(/there is nothing before the chosen days/)).toBeVisible();
  await follow(page, '?compare=rest&state=Georgia');
  await expect(page.getByRole('complementary', { name: 'Comparison' })).toContainText(/of 357 sessions there/);
});

test('breaks the funnel down into parts that add up', async ({ page }) => {
  await open(page, '?by=weekday');
  const parts = await tableOf(page, 'Funnel by weekday, UTC');
  const sessions = parts.map((row) => Number(row[1]));
  expect(sessions.reduce((sum, count) => sum + count, 0)).toBe(578);
  expect(parts.map(([name]) => name)).toEqual(['Tuesday', 'Wednesday', 'Thursday']);
});

test('opens the sessions behind a count, their events, and gives the rows as a file', async ({ page }) => {
  await open(page);
  const bins = await tableOf(page, 'Time to convert');
  const [label = '', count = ''] = bins.find(([, sessions]) => Number(sessions) > 100) ?? [];
  expect(label).not.toBe('');
  const panel = page.getByRole('figure', { name: 'Time to convert' });
  await panel
    .getByRole('button', { name: new RegExp(`${count} sessions`) })
    .first()
    .click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('heading', { name: `${count} sessions` })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  expect(new URL(page.url()).search).toMatch(/^\?sessions=view_to_checkout:\d+-\d+$/);

  const waiting = page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'Download these sessions as CSV' }).click();
  const file = await waiting;
  const lines = (await readFile(await file.path(), 'utf8')).replace(/^\ufeff/, '').split('\r\n');
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#'));
  expect(rows.length - 1).toBe(Number(count));
  expect(lines.filter((line) => line.startsWith('#')).join('\n')).toContain('sessions=view_to_checkout');

  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'best-practice']).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  expect(new URL(page.url()).search).toBe('');
});

test('every panel shows its definition and statement, and hands out its numbers and its picture', async ({ page }) => {
  await open(page);
  const menus = page.getByRole('button', { name: /: how it is counted, and downloads$/ });
  expect(await menus.count()).toBeGreaterThanOrEqual(5);
  await page.getByRole('button', { name: 'Funnel: how it is counted, and downloads' }).click();
  const sheet = page.getByRole('dialog', { name: 'How this is counted' });
  await expect(sheet.getByText(/^with/)).toBeVisible();
  await expect(sheet.getByText(/^4 rows/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'best-practice']).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  for (const [button, name, start] of [
    ['CSV', /\.csv$/, /position/],
    ['Parquet', /\.parquet$/, /^PAR1/],
    ['PNG', /\.png$/, /^.PNG/],
    ['SVG', /\.svg$/, /<svg/],
  ] as const) {
    const waiting = page.waitForEvent('download');
    await sheet.getByRole('button', { name: button, exact: true }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toMatch(name);
    expect((await readFile(await file.path(), 'latin1')).slice(0, 400)).toMatch(start);
  }

  await sheet.getByRole('button', { name: 'Open in the console' }).click();
  await expect(page.getByRole('textbox', { name: 'SQL statement' })).toContainText('with');
  expect(new URL(page.url()).searchParams.get('view')).toBe('data');
});
