import type { Page, Route } from '@playwright/test';
import { expect, settled, tableOf, test } from './test.ts';

const link = '?state=Texas&traffic=without-burst';

/** The page after a fault: alive, with this sentence, no number and the link as it was. */
async function failsWith(page: Page, sentence: string | RegExp): Promise<void> {
  const alert = page.getByRole('alert');
  await expect(alert.locator('p').first()).toHaveText(sentence, { timeout: 45_000 });
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'failed');
  await expect(page.getByRole('figure')).toHaveCount(0);
  expect(new URL(page.url()).search).toBe(link);
  await expect(page.getByRole('button', { name: 'Share' })).toBeEnabled();
}

const tryAgain = (page: Page) => page.getByRole('button', { name: 'Try again' }).click();

function withBody(change: (body: Buffer) => Buffer) {
  return async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.body()) });
  };
}

const webPage = (route: Route) =>
  route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>x</title>' });
const status = (code: number) => (route: Route) => route.fulfill({ status: code, body: 'no' });

interface Fault {
  readonly url: string;
  readonly answer: (route: Route) => Promise<void>;
  readonly sentence: string | RegExp;
}

/** One fault after the other on one page: each is gone when “Try again” meets the next, and the last try meets none. */
async function oneAfterTheOther(page: Page, faults: readonly Fault[]): Promise<void> {
  for (const [index, { url, answer, sentence }] of faults.entries()) {
    await test.step(String(sentence), async () => {
      await page.route(url, answer);
      if (index === 0) await page.goto(`./${link}`);
      else await tryAgain(page);
      await failsWith(page, sentence);
      await page.unroute(url);
    });
  }
  await tryAgain(page);
  await settled(page);
  expect(new URL(page.url()).search).toBe(link);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(['87', '87', '87', '77']);
}

test('what a server does to the data is told, and “Try again” gets over it', async ({ page }) => {
  test.setTimeout(180_000);
  const csv = '**/data/greenery/users.csv*';
  const again = 'Reload the page; if it stays so, the dataset has to be published again.';
  await oneAfterTheOther(page, [
    { url: csv, answer: status(404), sentence: 'users.csv is not on the server (404).' },
    { url: csv, answer: status(500), sentence: 'The server failed to send users.csv (500). Retry in a while.' },
    {
      url: csv,
      answer: (route) => route.abort('internetdisconnected'),
      sentence: 'users.csv could not be fetched: no connection to the server. Check the network and retry.',
    },
    { url: csv, answer: webPage, sentence: 'The server sent a web page instead of users.csv.' },
    {
      url: csv,
      answer: withBody((body) => body.subarray(0, 10_000)),
      sentence: 'users.csv arrived cut short: 10 kB of 21.4 kB. Check the network and retry.',
    },
    {
      url: csv,
      answer: withBody((body) => {
        body[body.length - 5] = (body[body.length - 5] ?? 0) ^ 1;
        return body;
      }),
      sentence: `users.csv is not the published one: its content has been altered. ${again}`,
    },
    { url: csv, answer: (route) => route.fulfill({ status: 200, body: '' }), sentence: 'users.csv is empty.' },
    {
      url: '**/data/greenery/events.parquet*',
      answer: withBody((body) => Buffer.concat([body.subarray(0, -1), Buffer.from('2')])),
      sentence: `events.parquet is not the published one: its content has been altered. ${again}`,
    },
    {
      url: '**/data/greenery/manifest.json',
      answer: (route) => route.fulfill({ json: { format: 1 } }),
      sentence: /manifest\.json/,
    },
    {
      url: '**/data/catalog.json',
      answer: status(500),
      sentence: 'The server failed to send catalog.json (500). Retry in a while.',
    },
  ]);
});

test('what keeps the engine from starting is told, and “Try again” gets over it', async ({ page }) => {
  test.setTimeout(180_000);
  const wasm = '**/duckdb-eh*.wasm';
  const put = 'Try again; if it stays, the site was not put up completely.';
  await oneAfterTheOther(page, [
    {
      url: wasm,
      answer: status(404),
      sentence: new RegExp(`^The server answered 404 for duckdb-eh\\S*, a part of this page\\. ${put}$`),
    },
    {
      url: wasm,
      answer: webPage,
      sentence: new RegExp(`^The server sent a web page instead of duckdb-eh\\S*, a part of this page\\. ${put}$`),
    },
    {
      url: wasm,
      answer: (route) => route.abort('blockedbyclient'),
      sentence: new RegExp(
        `^duckdb-eh\\S*, a part of this page, could not be downloaded: the connection failed or something blocks it\\. ${put}$`,
      ),
    },
    {
      url: '**/duckdbWorker*.js',
      answer: status(404),
      sentence:
        'The database could not be started in this browser: a part of it is damaged, blocked, or needs a newer browser. Reload the page.',
    },
    {
      url: '**/parquetWorker*.js',
      answer: (route) => route.abort('blockedbyclient'),
      sentence: 'The reader for Parquet files could not be started. Try again, or use the CSV files.',
    },
  ]);
});

test('an unknown dataset names the known ones and offers them', async ({ page }) => {
  await page.goto('./?data=nowhere');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(/nowhere.*greenery/s, { timeout: 45_000 });
  await alert.getByRole('button', { name: 'Start afresh' }).click();
  await settled(page);
  expect(new URL(page.url()).search).toBe('');
});
