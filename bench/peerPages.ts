import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { cacheFolder } from './shops.ts';

const bench = fileURLToPath(new URL('.', import.meta.url));

/** Builds the pages of the peers, beside the build of the dashboard and not in it; gives the folder back. */
export async function buildPeerPages(names: readonly ('raw' | 'mosaic')[]): Promise<string> {
  const pages = join(cacheFolder, 'pages');
  for (const name of names) {
    await build({
      root: join(bench, name),
      configFile: false,
      base: './',
      logLevel: 'warn',
      worker: { format: 'es' },
      // Mosaic brings an engine of its own; both are to run on ours.
      resolve: { alias: { '@duckdb/duckdb-wasm': join(bench, '..', 'node_modules', '@duckdb', 'duckdb-wasm') } },
      build: { outDir: join(pages, name), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 4000 },
    });
  }
  return pages;
}
