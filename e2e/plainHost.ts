import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A server of one test. */
export interface PlainHost {
  /** Its origin. */
  readonly origin: string;
  /** Every request it got, as method and path. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

const folder = resolve(fileURLToPath(new URL('..', import.meta.url)), process.env['E2E_BUILD'] ?? 'dist');

/**
 * Serves the build as the plainest of hosts does: a type and nothing else, above all no security headers. `pages` are texts it
 * has beside the build or in its place; everybody may fetch from it.
 */
export async function plainHost(ip: string, pages: (path: string) => string | null = () => null): Promise<PlainHost> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    asked.push(`${request.method ?? ''} ${pathname}`);
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const own = pages(path);
    void (own === null ? readFile(join(folder, normalize(path))) : Promise.resolve(own))
      .then((body) => ({ status: 200, body }))
      .catch(() => ({ status: 404, body: '' }))
      .then(({ status, body }) => {
        const type = types[extname(path)] ?? 'application/octet-stream';
        return response.writeHead(status, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(body);
      });
  });
  await new Promise<void>((listening) => server.listen(0, ip, listening));
  return {
    origin: `http://${ip}:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** A file of the build. */
export function builtFile(path: string): Promise<string> {
  return readFile(join(folder, path), 'utf8');
}
