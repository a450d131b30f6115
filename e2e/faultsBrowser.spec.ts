import { type BrowserContextOptions, test as unguarded } from '@playwright/test';
import { expect, numbersOf, open, settled, tableOf, test } from './test.ts';

const link = '?state=Texas&traffic=without-burst';

test('a browser that lacks a feature is told which, and the link stays', async ({ page }) => {
  for (const name of ['BroadcastChannel', 'BigInt64Array', 'WebAssembly']) {
    // Scripts add up: the feature the page looks for first has to be taken away last.
    await page.addInitScript((absent) => Reflect.deleteProperty(globalThis, absent), name);
    await page.goto(`./${link}`);
    await expect(page.getByRole('alert').locator('p').first()).toHaveText(
      `This browser lacks ${name}, or it is switched off, and the database cannot run without it. ` +
        'A current version of Chrome, Edge, Firefox or Safari has it: open this link there.',
    );
    await expect(page.locator('html')).toHaveAttribute('data-engine', 'failed');
    await expect(page.getByRole('figure')).toHaveCount(0);
    expect(new URL(page.url()).search).toBe(link);
  }
});

// Without the guard of `test.ts`, which counts what the policy refuses: here a host refuses the page its own parts.
unguarded('a policy that blocks a part of the engine is told, and forgotten when it is gone', async ({ page }) => {
  unguarded.setTimeout(120_000);
  const notStarted =
    'The database could not be started in this browser: a part of it is damaged, blocked, or needs a newer browser. Reload the page.';
  const policies: [policy: (origin: string) => string, sentence: string | RegExp][] = [
    [() => "script-src 'self'", notStarted],
    [() => "worker-src 'none'", notStarted],
    [
      (origin) => `connect-src blob: ${origin}/data/`,
      /^duckdb-eh\S*, a part of this page, could not be downloaded: the connection failed or something blocks it\./,
    ],
  ];
  for (const [policy, sentence] of policies) {
    await page.route('**/?*', async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': policy(new URL(response.url()).origin) };
      await route.fulfill({ response, headers });
    });
    await page.goto(`./${link}`);
    await expect(page.getByRole('alert').locator('p').first()).toHaveText(sentence, { timeout: 30_000 });
    await expect(page.locator('html')).toHaveAttribute('data-engine', 'failed');
    await expect(page.getByRole('figure')).toHaveCount(0);
    expect(new URL(page.url()).search).toBe(link);
    await page.unroute('**/?*');
  }
  await page.reload();
  await settled(page);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['87', '87', '87', '77']);
});

test('the page works without storage, Web Locks and shared memory', async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    Object.defineProperties(Storage.prototype, { getItem: { value: refuse }, setItem: { value: refuse } });
    Object.defineProperty(globalThis, 'localStorage', { get: refuse });
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
    for (const name of ['locks', 'storage']) Object.defineProperty(navigator, name, { value: undefined });
  });
  await open(page, link);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['87', '87', '87', '77']);
  await page.getByRole('button', { name: 'Use the dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('numbers and labels are the same in every time zone and whatever the clock says', async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  const view = async (timezoneId: string, clock?: string) => {
    const options: BrowserContextOptions = { timezoneId, locale: 'en-US', serviceWorkers: 'block' };
    const context = await browser.newContext({ ...options, ...(baseURL !== undefined && { baseURL }) });
    const page = await context.newPage();
    if (clock !== undefined) await page.clock.setFixedTime(clock);
    await page.goto('./?grain=hour');
    await settled(page);
    // The axes of the chart library come a frame after its lines.
    await expect(page.getByRole('main').getByText('9 Feb, 23:00').first()).toBeVisible();
    expect(await page.evaluate(() => new Date(2021, 0, 1).getTimezoneOffset() === 0)).toBe(timezoneId === 'UTC');
    const seen = { text: await page.getByRole('main').innerText(), numbers: await numbersOf(page) };
    const newest = await page.getByRole('banner').innerText();
    await context.close();
    return { ...seen, newest };
  };
  const utc = await view('UTC');
  expect(utc.newest).toContain('to 12 Feb 2021, 08:55 UTC');
  expect(await view('America/New_York', '1999-12-31T23:59:59Z')).toEqual(utc);
  expect(await view('Asia/Kolkata', '2099-06-30T12:00:00Z')).toEqual(utc);
  expect(await view('Pacific/Apia')).toEqual(utc);
});
