import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { engineFileName, engineOrigin, parseEngineFile } from '../../src/ingest/engineFile.ts';

/** A checked `engine.json`: its text, and the only origin beside the page’s own that it may ask. */
export interface SiteEngine {
  readonly text: string;
  readonly origin: string;
}

/**
 * The `engine.json` of this build: the file that `GREENERY_ENGINE` names, or the one in `public`; null where there is none. Throws an
 * Error that lists all that is wrong with it, so that a slip of the pen fails the build.
 */
export function siteEngine(environment: Readonly<Record<string, string | undefined>>, root: string): SiteEngine | null {
  const named = environment['GREENERY_ENGINE'] ?? '';
  const path = resolve(root, named === '' ? `public/${engineFileName}` : named);
  if (!existsSync(path)) {
    if (named === '') return null;
    throw new Error(`GREENERY_ENGINE names the file “${named}”, which is not there.`);
  }
  const text = readFileSync(path, 'utf8');
  const { file, wrong } = parseEngineFile(text);
  if (file === null) throw new Error([`${path} cannot be used.`, ...wrong].join(' '));
  return { text, origin: engineOrigin(file) };
}

/**
 * Puts `engine.json` beside the page, and tells its code by the constant `REMOTE_ENGINE` whether there is one: without it, what
 * only a database server needs is not in the build, and nothing asks for the file.
 */
export function engineFile(engine: SiteEngine | null): Plugin {
  return {
    name: 'engine-file',
    config: () => ({ define: { REMOTE_ENGINE: JSON.stringify(engine !== null) } }),
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        if (engine === null || request.url?.split('?')[0] !== `/${engineFileName}`) return next();
        response.setHeader('Content-Type', 'application/json');
        response.end(engine.text);
      });
    },
    generateBundle() {
      if (engine !== null) this.emitFile({ type: 'asset', fileName: engineFileName, source: engine.text });
    },
  };
}
