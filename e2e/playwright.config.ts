import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from '../scripts/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Several runs can go on beside each other, each with a build and a port of its own. */
const port = process.env['E2E_PORT'] ?? '4187';
const build = process.env['E2E_BUILD'] ?? 'dist';
const address = `http://localhost:${port}`;
const executablePath = await findChromium();

/** Runs against `dist` as it was last built. */
export default defineConfig({
  testDir: '.',
  // Those have a server and a configuration of their own.
  testIgnore: 'clickhouse/**',
  outputDir: `${root}test-results/e2e-${port}`,
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
    // Each test opens the page anew; what one visit keeps for the next is the subject of offline.spec.ts and updates.spec.ts.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    launchOptions: { args: chromiumArguments, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  webServer: {
    command: `npm run --silent preview -- --port ${port} --strictPort --outDir ${build}`,
    cwd: root,
    url: address,
    reuseExistingServer: false,
  },
});
