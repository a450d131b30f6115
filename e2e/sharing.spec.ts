import { AxeBuilder } from '@axe-core/playwright';
import { expect, open, settled, tableOf, test } from './test.ts';

test('a link says when data or definitions have changed since it was made, until the reader chooses', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  const check = new URL(link).searchParams.get('check') ?? '';
  expect(check).toMatch(/^[0-9a-f]{6}-[0-9a-f]{6}$/);

  await open(page, `?check=${check}`);
  await expect(page.getByText(/changed since this link was made/)).toBeHidden();
  const [data, definitions] = check.split('-');
  await open(page, `?state=Texas&check=000000-${definitions ?? ''}`);
  await expect(page.getByText('The data has changed since this link was made')).toBeVisible();
  await open(page, `?state=Texas&check=${data ?? ''}-000000`);
  await expect(page.getByText('Some definitions have changed since this link was made')).toBeVisible();

  await page.getByRole('button', { name: /^Remove.*State/ }).click();
  await settled(page);
  await expect(page.getByText(/changed since this link was made/)).toBeHidden();
  expect(new URL(page.url()).search).toBe('');
});

test('a view is saved by name, opened again, and its deletion undone', async ({ page }) => {
  await open(page, '?state=!Georgia&unit=users');
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('textbox', { name: 'Save this view as' }).fill('Everybody but Georgia');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Everybody but Georgia', exact: true })).toBeVisible();

  await open(page);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('button', { name: 'Delete “Everybody but Georgia”' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Everybody but Georgia', exact: true }).click();
  await settled(page);
  expect(new URL(page.url()).search).toBe('?state=!Georgia&unit=users');
  await page.goBack();
  await settled(page);
  expect(new URL(page.url()).search).toBe('');
});

test('in another page stands the view without its head, or one panel alone', async ({ page }) => {
  await open(page);
  const whole = await tableOf(page, 'Funnel');

  await open(page, '?embed=view');
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Filters' })).toHaveCount(0);
  expect(await tableOf(page, 'Funnel')).toEqual(whole);

  await open(page, '?embed=funnel');
  await expect(page.getByRole('figure')).toHaveCount(1);
  await expect(page.getByRole('figure', { name: 'Funnel' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(0);
  expect(await tableOf(page, 'Funnel')).toEqual(whole);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await expect(page.getByRole('link', { name: 'open in the dashboard' })).toHaveAttribute('href', /\/(\?.*)?$/);

  await page.goto('./?embed=nowhere');
  await expect(page.getByText('This view has no panel “nowhere”.')).toBeVisible({ timeout: 45_000 });
});

test('prints on one page, light, without controls', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, '?state=!Texas');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('region', { name: 'Filters' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Share' })).toBeHidden();
  await expect(page.getByText(/data version [0-9a-f]{8}/)).toBeVisible();
  const ground = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--card'));
  expect(ground).toBe('#fffdf8');
  const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});
