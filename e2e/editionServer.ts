import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFiles, workerScript } from '../scripts/build/serviceWorker.ts';

/** The build that the other tests run against. */
export const firstEdition = resolve(fileURLToPath(new URL('..', import.meta.url)), process.env['E2E_BUILD'] ?? 'dist');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** A host that a new edition can be put on while its page is open. */
export interface EditionServer {
  /** With a slash at its end. */
  readonly address: string;
  /** From now on the site is this folder, without the files that `isMissing` names by their path. */
  readonly put: (folder: string, isMissing?: (path: string) => boolean) => void;
  readonly close: () => Promise<void>;
}

/** Serves `folder` below a path, as a site that shares its host with others is. */
export async function editionServer(folder: string): Promise<EditionServer> {
  let site = folder;
  let missing = (_: string): boolean => false;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace('/shop/', '') || 'index.html';
    const answer = async () => {
      const body = missing(path) ? null : await readFile(join(site, path)).catch(() => null);
      response.writeHead(body === null ? 404 : 200, {
        'Content-Type': (body === null ? undefined : types[extname(path)]) ?? 'application/octet-stream',
        'Cache-Control': body !== null && path.startsWith('assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      });
      response.end(body);
    };
    void answer();
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/shop/`,
    put: (next, isMissing = () => false) => {
      site = next;
      missing = isMissing;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A copy of the first edition as the next build would be: every script and style has another name. Its folder is temporary. */
export async function nextEdition(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'edition-'));
  await cp(firstEdition, folder, {
    recursive: true,
    filter: (path) => !path.endsWith('.wasm') && path !== join(firstEdition, 'data'),
  });
  await symlink(join(firstEdition, 'data'), join(folder, 'data'));
  const assets = join(folder, 'assets');
  const hashed = /[\w.-]+-[\w-]{8}\.(?:js|css)/g;
  const named = new Set((await readdir(assets)).filter((name) => /\.(?:js|css)$/.test(name)));
  const renamed = (name: string) => (named.has(name) ? name.replace(/\.(js|css)$/, '-next.$1') : name);
  for (const path of [join(folder, 'index.html'), ...[...named].map((name) => join(assets, name))]) {
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(hashed, renamed));
  }
  for (const name of named) await rename(join(assets, name), join(assets, renamed(name)));
  for (const name of (await readdir(join(firstEdition, 'assets'))).filter((each) => each.endsWith('.wasm'))) {
    await cp(join(firstEdition, 'assets', name), join(assets, name));
  }
  const worker = await readFile(join(folder, 'sw.js'), 'utf8');
  await writeFile(
    join(folder, 'sw.js'),
    workerScript(await buildFiles(folder), worker.slice(worker.indexOf('\n') + 1)),
  );
  return folder;
}

/** Removes what `nextEdition` made. */
export async function removeEdition(folder: string): Promise<void> {
  await rm(folder, { recursive: true });
}
