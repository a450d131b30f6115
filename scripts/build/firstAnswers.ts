import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { renewFirstAnswers } from '../dataset/firstAnswers.ts';

/**
 * Answers what the first view of every dataset in the built folder asks, so that it is on screen before the engine is. Where that
 * cannot be done, as on a machine without native DuckDB, the page is built without: it waits for its engine then.
 */
export function answersOfDatasets(): Plugin {
  let data = '';
  return {
    name: 'answers-of-datasets',
    apply: 'build',
    configResolved: ({ root, build: { outDir } }) => {
      data = resolve(root, outDir, 'data');
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (!existsSync(data)) return;
        for (const entry of await readdir(data, { withFileTypes: true })) {
          const folder = join(data, entry.name);
          if (!entry.isDirectory() || !existsSync(join(folder, 'manifest.json'))) continue;
          try {
            await renewFirstAnswers(folder);
          } catch (error) {
            this.warn(
              `The first view of ${entry.name} has to wait for the engine: ${error instanceof Error ? error.message : String(error)}`,
            );
          }
        }
      },
    },
  };
}
