import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A server of static files, as a host for pages is one. */
export interface StaticHost {
  readonly origin: string;
  /** Bytes sent since the last call, as they went over the line. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.parquet': 'application/vnd.apache.parquet',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** What hosts compress; data is compressed by itself, or too large for it. */
const compressed = new Set(['.css', '.html', '.js', '.json', '.svg', '.wasm', '.webmanifest']);

/**
 * Serves folders under the beginnings of paths, the longest first. Text and WebAssembly go compressed, everything may be kept for
 * ten minutes, and parts of files can be asked for.
 */
export async function serve(port: number, folders: Readonly<Record<string, string>>): Promise<StaticHost> {
  const packed = new Map<string, Promise<Buffer>>();
  const roots = Object.entries(folders).sort(([a], [b]) => b.length - a.length);
  let sent = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const asked = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const [begin, folder] = roots.find(([prefix]) => asked.startsWith(prefix)) ?? [];
    if (begin === undefined || folder === undefined) return void response.writeHead(404).end();
    const path = join(folder, normalize(`/${asked.slice(begin.length)}`));
    const { size, mtimeMs } = await stat(path);
    const tag = `"${size}-${mtimeMs}"`;
    const head = {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': 'max-age=600',
      ETag: tag,
    };
    if (request.headers['if-none-match'] === tag) return void response.writeHead(304, head).end();
    if (compressed.has(extname(path)) && request.headers['accept-encoding']?.includes('gzip') === true) {
      const key = `${path} ${tag}`;
      const body = packed.get(key) ?? readFile(path).then((bytes) => promisify(gzip)(bytes, { level: 6 }));
      packed.set(key, body);
      const bytes = await body;
      sent += bytes.length;
      return void response
        .writeHead(200, {
          ...head,
          'Content-Encoding': 'gzip',
          'Content-Length': bytes.length,
          Vary: 'Accept-Encoding',
        })
        .end(bytes);
    }
    const part = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const start = part === null ? 0 : Number(part[1]);
    const end = part?.[2] ? Math.min(Number(part[2]), size - 1) : size - 1;
    response.writeHead(part === null ? 200 : 206, {
      ...head,
      'Accept-Ranges': 'bytes',
      'Content-Length': end - start + 1,
      ...(part === null ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    });
    if (request.method === 'HEAD' || size === 0) return void response.end();
    const file = createReadStream(path, { start, end, highWaterMark: 1024 * 1024 });
    file.on('data', (chunk) => {
      sent += chunk.length;
    });
    await pipeline(file, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(404);
      response.end();
    });
  });
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(port, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${port}`,
    sent: () => {
      const bytes = sent;
      sent = 0;
      return bytes;
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
