import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { BuildFiles } from '../../src/offline/workerScope.ts';

const source = fileURLToPath(new URL('../../src/offline/serviceWorker.ts', import.meta.url));

/** What a page is made of; data, licences and what a host adds are not. */
const partOfPage = /^(?:index\.html|manifest\.webmanifest|[^/]+\.(?:js|svg)|(?:assets|icons)\/.+)$/;

/** 34 MB: kept only by those who use it, which is the first thing a page does, but not once more by a tab that updates. */
const keptOnUse = /^assets\/duckdb-.+\.wasm$/;

/** Writes `sw.js` into the built folder: the files of this build with their hashes, and the worker that keeps them. */
export function offlineWorker(): Plugin {
  let folder = '';
  return {
    name: 'offline-worker',
    apply: 'build',
    configResolved: ({ root, build: { outDir } }) => {
      folder = resolve(root, outDir);
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        const { code, licenses } = await workerCode();
        const licenseFile = join(folder, 'licenses.md');
        await writeFile(licenseFile, `${await readFile(licenseFile, 'utf8')}\n${licenses}`);
        await writeFile(join(folder, 'sw.js'), workerScript(await buildFiles(folder), code));
      },
    },
  };
}

/** The text of `sw.js`; its first line names the files of the build. */
export function workerScript(files: BuildFiles, code: string): string {
  return `self.buildFiles=${JSON.stringify(files)};\n${code}`;
}

/** The files of the build in `folder`, in the order of their names, so that equal builds have equal workers. */
export async function buildFiles(folder: string): Promise<BuildFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== 'sw.js' && partOfPage.test(path))
    .sort();
  const page: BuildFiles['page'][number][] = [];
  const engine: Record<string, string> = {};
  for (const path of paths) {
    const digest = createHash('sha256')
      .update(await readFile(join(folder, path)))
      .digest();
    const hex = digest.toString('hex');
    if (keptOnUse.test(path)) engine[path] = hex.slice(0, 16);
    // Names in `assets/` hold a hash of their own: what the browser has of them already need not be fetched again.
    else {
      const revision = path.startsWith('assets/') ? null : hex.slice(0, 16);
      page.push({ url: path, revision, integrity: `sha256-${digest.toString('base64')}` });
    }
  }
  return { page, engine };
}

/** The worker in one classic script, and the licences of the packages in it. */
async function workerCode(): Promise<{ code: string; licenses: string }> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      license: { fileName: 'licenses.md' },
      rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  if (bundle === undefined || !('output' in bundle)) throw new Error('The service worker was not built.');
  let code: string | undefined;
  let licenses = '';
  for (const file of bundle.output) {
    if (file.type === 'chunk') code = file.code;
    else if (file.fileName === 'licenses.md') licenses = String(file.source).slice(String(file.source).indexOf('## '));
  }
  if (code === undefined) throw new Error('The service worker was not built.');
  return { code, licenses };
}
