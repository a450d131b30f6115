import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, findChromium } from './scripts/browser.ts';
import { engineFile, siteEngine } from './scripts/build/engineFile.ts';
import { answersOfDatasets } from './scripts/build/firstAnswers.ts';
import { firstLoad } from './scripts/build/firstLoad.ts';
import { allowedHosts, securityPolicy } from './scripts/build/securityPolicy.ts';
import { offlineWorker } from './scripts/build/serviceWorker.ts';

const browserTestPackages = [
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-sql',
  '@codemirror/language',
  '@codemirror/state',
  '@codemirror/view',
  '@internationalized/date',
  '@stdlib/stats-base-dists-hypergeometric-cdf',
  '@lezer/highlight',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  '@testing-library/react',
  'fflate',
  'lucide-react',
  'modern-screenshot',
  'nuqs',
  'nuqs/adapters/custom',
  'react',
  'react-aria-components',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'recharts',
  'zod/mini',
  'zustand',
  'zustand/middleware',
];

const executablePath = await findChromium();
const engine = siteEngine(process.env, import.meta.dirname);

export default defineConfig({
  base: './',
  // One page without routes: a missing file has to be a 404, as on a static host, and not the page again.
  appType: 'mpa',
  plugins: [
    react(),
    { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' },
    parquetContentType(),
    generatorsWithoutEval(),
    engineFile(engine),
    securityPolicy({ ...allowedHosts(process.env), ...(engine === null ? {} : { engine: engine.origin }) }),
    // With a database server the datasets beside the page are not shown.
    ...(engine === null ? [answersOfDatasets()] : []),
    firstLoad({ hasData: engine === null }),
    offlineWorker(),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    license: { fileName: 'licenses.md' },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/entry-[hash].js',
        // The code of the first view in two files: left alone it comes in forty, of which a browser fetches six at a time.
        codeSplitting: {
          groups: [
            { name: 'entry', test: /[\\/]src[\\/]main\.tsx$/, priority: 2 },
            { name: 'FunnelView', test: /[\\/]funnel[\\/]FunnelView\.tsx$/, priority: 1 },
          ],
        },
        // The size gates in package.json find the chart library by this name: the chunk that is mostly it.
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.filter((id) => id.includes('/node_modules/recharts/')).length > moduleIds.length / 4
            ? 'assets/charts-[hash].js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.browser.test.*'],
          environment: 'node',
          env: { TZ: 'UTC' },
        },
      },
      {
        extends: true,
        // React Aria's virtualizer draws every row under test, and looks for that in a `process` browsers do not have.
        define: { 'process.env.VIRT_ON': 'true' },
        // Bundled before the first test: a dependency found later reloads the page, and with it React, in the middle of one.
        optimizeDeps: { include: browserTestPackages },
        test: {
          name: 'browser',
          // As in e2e: a shared machine may stall the browser.
          retry: process.env['CI'] === undefined ? 0 : 1,
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: chromiumArguments, ...(executablePath === undefined ? {} : { executablePath }) },
              contextOptions: { timezoneId: 'UTC', locale: 'en-US' },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});

/** Vite's servers send Parquet files without a type. */
function parquetContentType(): Plugin {
  const use = ({ middlewares }: ViteDevServer | PreviewServer): void => {
    middlewares.use((request, response, next) => {
      const path = request.url?.split('?')[0];
      if (path?.endsWith('.parquet')) response.setHeader('Content-Type', 'application/vnd.apache.parquet');
      next();
    });
  };
  return { name: 'parquet-content-type', configureServer: use, configurePreviewServer: use };
}

/** @stdlib asks by `eval` whether there are generators: the security policy refuses that, and the console reports a breach. */
function generatorsWithoutEval(): Plugin {
  return {
    name: 'generators-without-eval',
    load: {
      filter: { id: /@stdlib\/assert-has-generator-support\/lib\/main\.js$/ },
      handler: () => 'module.exports = () => true;\n',
    },
  };
}
