import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from '../scripts/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const address = 'http://localhost:4187';
const executablePath = await findChromium();

/** Runs against `dist` as it was last built. */
export default defineConfig({
  testDir: '.',
  outputDir: `${root}test-results/e2e`,
  reporter: [['list'], ['json', { outputFile: `${root}test-results/e2e.json` }]],
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // A shared machine may stall a browser for seconds; a test that fails twice in a row is wrong.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: address,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: { args: chromiumArguments, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  webServer: {
    command: 'npm run --silent preview -- --port 4187 --strictPort',
    cwd: root,
    url: address,
    reuseExistingServer: false,
  },
});
