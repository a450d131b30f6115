import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildFiles, workerScript } from './serviceWorker.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-'));
  const files = [
    'index.html',
    'theme.js',
    'sw.js',
    'licenses.md',
    '_headers',
    'assets/entry-AAAAAAAA.js',
    'assets/duckdb-eh-AAAAAAAA.wasm',
    'assets/parquet_wasm_bg-AAAAAAAA.wasm',
    'data/catalog.json',
    'data/greenery/events.csv',
  ];
  for (const path of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `content of ${path}`);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const hash = (path: string, as: 'hex' | 'base64') => createHash('sha256').update(`content of ${path}`).digest(as);

it('names what a page is made of, each file with its hash, and nothing of the data', async () => {
  const { page, engine } = await buildFiles(folder);
  expect(page).toEqual(
    ['assets/entry-AAAAAAAA.js', 'assets/parquet_wasm_bg-AAAAAAAA.wasm', 'index.html', 'theme.js'].map((url) => ({
      url,
      revision: url.startsWith('assets/') ? null : hash(url, 'hex').slice(0, 16),
      integrity: `sha256-${hash(url, 'base64')}`,
    })),
  );
  const [name = ''] = Object.keys(engine);
  expect(engine).toEqual({ 'assets/duckdb-eh-AAAAAAAA.wasm': hash(name, 'hex').slice(0, 16) });
});

it('changes with every file, so that a browser sees a new build', async () => {
  const before = workerScript(await buildFiles(folder), 'code');
  expect(workerScript(await buildFiles(folder), 'code')).toBe(before);
  await writeFile(join(folder, 'index.html'), 'another');
  expect(workerScript(await buildFiles(folder), 'code')).not.toBe(before);
});
