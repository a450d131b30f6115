import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromium, retries } from '../../chromium.ts';
import { pageAddress } from './addresses.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The page on a ClickHouse: `globalSetup` starts one, loads the sample into it, and builds and serves a page with an `engine.json` for it. */
export default defineConfig({
  testDir: '.',
  outputDir: `${root}test-results/clickhouse-page`,
  reporter: [['list']],
  forbidOnly: true,
  // One server, with one process behind it.
  workers: 1,
  retries,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  globalSetup: './setup.ts',
  use: { ...chromium, baseURL: pageAddress },
});
