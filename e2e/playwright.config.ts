import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromium, retries } from './chromium.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Several runs can go on beside each other, each with a build and a port of its own. */
const port = process.env['E2E_PORT'] ?? '4187';
const build = process.env['E2E_BUILD'] ?? 'dist';
const address = `http://localhost:${port}`;

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
  retries,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: { ...chromium, baseURL: address },

  webServer: {
    command: `npm run --silent preview -- --port ${port} --strictPort --outDir ${build}`,
    cwd: root,
    url: address,
    reuseExistingServer: false,
  },
});
