import { defineConfig } from 'vitest/config';

/** Run by `npm run test:clickhouse`. One file after the other: each starts a ClickHouse of its own. */
export default defineConfig({
  test: {
    include: ['e2e/clickhouse/**/*.test.ts'],
    root: new URL('../..', import.meta.url).pathname,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
