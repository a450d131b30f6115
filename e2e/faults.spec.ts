import type { Page, Route } from '@playwright/test';
import { expect, open, settled, tableOf, test } from './test.ts';

const link = '?state=Texas&traffic=without-burst';

/** The page after a fault: alive, specific, no numbers, the link as it was. */
async function failsWith(page: Page, sentence: RegExp): Promise<void> {
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(sentence, { timeout: 45_000 });
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'failed');
  await expect(page.getByRole('figure')).toHaveCount(0);
  expect(new URL(page.url()).search).toBe(link);
  await expect(page.getByRole('button', { name: 'Share' })).toBeEnabled();
}

function withBody(change: (body: Buffer) => Buffer) {
  return async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.body()) });
  };
}

const csv = '**/data/greenery/users.csv*';
const faults: readonly { name: string; url: string; answer: (route: Route) => Promise<void>; sentence: RegExp }[] = [
  {
    name: 'a missing file',
    url: csv,
    answer: (route) => route.fulfill({ status: 404, body: 'no' }),
    sentence: /users\.csv/,
  },
  {
    name: 'a server error',
    url: csv,
    answer: (route) => route.fulfill({ status: 500, body: 'no' }),
    sentence: /users\.csv.*500/s,
  },
  { name: 'no connection', url: csv, answer: (route) => route.abort('internetdisconnected'), sentence: /users\.csv/ },
  {
    name: 'a web page instead of a file',
    url: csv,
    answer: (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>x</title>' }),
    sentence: /web page.*users\.csv/s,
  },
  {
    name: 'a file cut short',
    url: csv,
    answer: withBody((body) => body.subarray(0, body.length / 2)),
    sentence: /users\.csv/,
  },
  {
    name: 'an altered file of the same size',
    url: csv,
    answer: withBody((body) => {
      body[body.length - 5] = (body[body.length - 5] ?? 0) ^ 1;
      return body;
    }),
    sentence: /users\.csv.*(altered|not the file|differs|changed)/is,
  },
  {
    name: 'an empty file',
    url: csv,
    answer: (route) => route.fulfill({ status: 200, body: '' }),
    sentence: /users\.csv.*empty/is,
  },
  {
    name: 'a manifest that is not one',
    url: '**/data/greenery/manifest.json',
    answer: (route) => route.fulfill({ json: { format: 1 } }),
    sentence: /manifest\.json/,
  },
  {
    name: 'an engine that is missing',
    url: '**/duckdb-eh*.wasm',
    answer: (route) => route.fulfill({ status: 404, body: '' }),
    sentence: /404 for duckdb-eh/,
  },
  {
    name: 'an engine that is a web page',
    url: '**/duckdb-eh*.wasm',
    answer: (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html>' }),
    sentence: /web page instead of duckdb-eh/,
  },
];

for (const { name, url, answer, sentence } of faults) {
  test(`${name} is told, and “Try again” gets over it`, async ({ page }) => {
    await page.route(url, answer);
    await page.goto(`./${link}`);
    await failsWith(page, sentence);
    await page.unroute(url);
    await page.getByRole('button', { name: 'Try again' }).click();
    await settled(page);
    expect(new URL(page.url()).search).toBe(link);
  });
}

test('an unknown dataset names the known ones and offers them', async ({ page }) => {
  await page.goto('./?data=nowhere');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(/nowhere.*greenery/s, { timeout: 45_000 });
  await alert.getByRole('button', { name: 'Start afresh' }).click();
  await settled(page);
  expect(new URL(page.url()).search).toBe('');
});

test('a broken link keeps its good parts and names its bad ones', async ({ page }) => {
  await open(page, '?from=2021-02-30&state=Texas,Atlantis&reading=sideways&__proto__=x&product=%E0%A4%A');
  const main = page.getByRole('main');
  for (const part of ['2021-02-30', 'Atlantis', 'sideways']) await expect(main).toContainText(part);
  const states = await tableOf(page, 'By state');
  expect(states.filter((row) => row.at(-1) === 'yes').map(([name]) => name)).toEqual(['Texas']);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['87', '87', '87', '77']);
});
