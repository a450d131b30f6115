import { DatasetError, fatal, issue } from './issue.ts';
import type { ReadFile } from './loadDataset.ts';
import { byteSize } from './wording.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface FetchOptions {
  /** Name of the file in sentences. */
  readonly file: string;
  /** Size the file should have; null when unknown. */
  readonly bytes: number | null;
  readonly fetch: Fetch;
  /** Called with the bytes received so far; starts again at 0 when a dropped connection is tried again. */
  readonly onBytes?: (received: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** Wait before another try, milliseconds. */
  readonly pause?: number;
  /** How long the server may send nothing, milliseconds. */
  readonly stallMs?: number;
  readonly cache?: RequestCache;
}

/**
 * Files larger than this are not kept for visits without a network: the browser’s own cache may have them, and twice half a
 * gigabyte is more than a reader gave away by looking at numbers.
 */
const mostKeptBytes = 64 * 1024 ** 2;

/** Reads the files of the dataset whose folder is at `base`, an absolute URL with a slash at its end. */
export function filesAt(base: string, fetch: Fetch): ReadFile {
  return ({ file, bytes, sha256 }, onBytes, signal) => {
    // The hash in the address keeps a cache from answering with an older publication of the same file; under `v`, the service
    // worker keeps it too.
    const name = bytes > mostKeptBytes ? 'large' : 'v';
    return fetchFile(`${base}${file}${sha256 === null ? '' : `?${name}=${sha256.slice(0, 16)}`}`, {
      file,
      bytes,
      fetch,
      onBytes,
      signal,
    });
  };
}

/** The server answers, and what it answers is that the file is not there. */
export class FileMissingError extends DatasetError {
  constructor(file: string, sentence: string) {
    super([issue('fatal', sentence, { file })]);
  }
}

const attempts = 3;

/**
 * The content of `url`. Throws DatasetError with a sentence for everything a server or a connection does wrong; a dropped
 * connection is tried again twice, one that stands still is given up. Aborting rejects with the signal's reason.
 */
export async function fetchFile(url: string, options: FetchOptions): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    const result = await tryOnce(url, options);
    if (result instanceof Uint8Array) return result;
    if (attempt === attempts) throw fatal(result.dropped, { file: options.file }, result.cause);
    await new Promise((resolve) => setTimeout(resolve, (options.pause ?? 400) * attempt));
    options.signal?.throwIfAborted();
  }
}

interface Dropped {
  readonly dropped: string;
  readonly cause: unknown;
}

async function tryOnce(url: string, options: FetchOptions): Promise<Uint8Array | Dropped> {
  const { file, signal, stallMs = 30_000 } = options;
  const watch = stallWatch(stallMs);
  const stop = signal === undefined ? watch.stalled : AbortSignal.any([signal, watch.stalled]);
  try {
    return await receive(url, options, stop, watch.alive);
  } catch (cause) {
    signal?.throwIfAborted();
    if (!watch.stalled.aborted) throw cause;
    throw fatal(
      `${file} stopped arriving: the server sent nothing for ${stallMs / 1000} seconds. Check the network and retry.`,
      { file },
      cause,
    );
  } finally {
    watch.end();
  }
}

/** A signal that aborts when `alive` is not called for `ms`. */
function stallWatch(ms: number): { stalled: AbortSignal; alive: () => void; end: () => void } {
  const stalled = new AbortController();
  const start = () => setTimeout(() => stalled.abort(), ms);
  let timer = start();
  return {
    stalled: stalled.signal,
    alive: () => {
      clearTimeout(timer);
      timer = start();
    },
    end: () => clearTimeout(timer),
  };
}

async function receive(
  url: string,
  options: FetchOptions,
  stop: AbortSignal,
  alive: () => void,
): Promise<Uint8Array | Dropped> {
  const { file, bytes, fetch } = options;
  let response: Response;
  try {
    response = await fetch(url, {
      signal: stop,
      cache: options.cache ?? 'default',
      // Another site learns only that its file is asked for: no cookies, and not the filters, which are in the address.
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
    });
  } catch (cause) {
    stop.throwIfAborted();
    return {
      dropped: `${file} could not be fetched: no connection to the server. Check the network and retry.`,
      cause,
    };
  }
  if (response.status === 404 || response.status === 410) {
    throw new FileMissingError(file, `${file} is not on the server (${response.status}).`);
  }
  if (!response.ok) throw fatal(refusal(file, response.status), { file });

  // Room for all of it at once, if the server agrees: a large file must not stand in memory twice, in parts and joined.
  let content = new Uint8Array(Number(response.headers.get('content-length')) === bytes ? bytes : 0);
  let received = 0;
  const cut = (cause: unknown): Dropped => ({
    dropped:
      `${file} arrived cut short: ${byteSize(received)}${bytes === null ? '' : ` of ${byteSize(bytes)}`}. ` +
      'Check the network and retry.',
    cause,
  });
  try {
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
      if (received + read.value.length > content.length) content = enlarged(content, received + read.value.length);
      content.set(read.value, received);
      received += read.value.length;
      alive();
      options.onBytes?.(received);
    }
  } catch (cause) {
    stop.throwIfAborted();
    return cut(cause);
  }
  if (received < content.length) content = content.slice(0, received);
  if (isWebPage(content)) throw new FileMissingError(file, `The server sent a web page instead of ${file}.`);
  if (received === 0) throw fatal(`${file} is empty.`, { file });
  return bytes !== null && received < bytes ? cut(undefined) : content;
}

function refusal(file: string, status: number): string {
  if (status === 401 || status === 403) return `The server does not give ${file} to this page (${status}).`;
  return `The server failed to send ${file} (${status}). Retry in a while.`;
}

function enlarged(content: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, 2 * content.length));
  larger.set(content);
  return larger;
}

/** Hosts of single-page sites answer a missing file with status 200 and their start page. */
function isWebPage(content: Uint8Array): boolean {
  return /^\s*<(!doctype|html)/i.test(new TextDecoder().decode(content.subarray(0, 200)));
}
