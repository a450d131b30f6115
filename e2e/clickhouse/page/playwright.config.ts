import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../../scripts/browser.ts';
import { pageAddress } from './addresses.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const executablePath = await findChromium();

/** The page on a ClickHouse: `globalSetup` starts one, loads the sample into it, and builds and serves a page with an `engine.json` for it. */
export default defineConfig({
  testDir: '.',
  outputDir: `${root}test-results/clickhouse-page`,
  reporter: [['list']],
  forbidOnly: true,
  // One server, with one process behind it.
  workers: 1,
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  globalSetup: './setup.ts',
  use: {
    baseURL: pageAddress,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-US',
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    launchOptions: { args: chromiumArguments, ...(executablePath === undefined ? {} : { executablePath }) },
  },
});
