import { DatasetError, fatal, issue } from './issue.ts';
import type { ReadFile, ReadPieces, TakePiece } from './loadDataset.ts';
import type { Promised } from './verifyFile.ts';
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
  return (file, onBytes, signal) =>
    fetchFile(addressOf(base, file), { file: file.file, bytes: file.bytes, fetch, onBytes, signal });
}

/** The same, for a file that is looked at a piece at a time. */
export function piecesAt(base: string, fetch: Fetch): ReadPieces {
  return (file, pieceBytes, take, onBytes, signal) =>
    received(addressOf(base, file), { file: file.file, bytes: file.bytes, fetch, onBytes, signal }, () =>
      inPieces(pieceBytes, take),
    );
}

/**
 * The hash in the address keeps a cache from answering with an older publication of the same file; under `v`, the service worker
 * keeps it too.
 */
function addressOf(base: string, { file, bytes, sha256 }: Promised): string {
  if (sha256 === null) return `${base}${file}`;
  return `${base}${file}?${bytes > mostKeptBytes ? 'large' : 'v'}=${sha256.slice(0, 16)}`;
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
export function fetchFile(url: string, options: FetchOptions): Promise<Uint8Array> {
  return received(url, options, (announced) =>
    asOne(announced !== null && announced === options.bytes ? announced : 0),
  );
}

/** What is made of a content while it arrives. */
interface Receiver<T> {
  /** The next part follows when this is done. */
  readonly take: (part: Uint8Array) => Promise<void> | void;
  readonly end: () => Promise<T> | T;
}

/** All of it. `announced` bytes get room at once: a large file must not stand in memory twice, in parts and joined. */
function asOne(announced: number): Receiver<Uint8Array> {
  let content = new Uint8Array(announced);
  let length = 0;
  return {
    take: (part) => {
      if (length + part.length > content.length) content = enlarged(content, length + part.length);
      content.set(part, length);
      length += part.length;
    },
    end: () => (length < content.length ? content.slice(0, length) : content),
  };
}

/** Nothing but what is done with each piece; the last one is what is left. */
function inPieces(pieceBytes: number, take: TakePiece): Receiver<void> {
  let piece = new Uint8Array(pieceBytes);
  let length = 0;
  let place = 0;
  const give = async () => {
    await take(piece.subarray(0, length), place);
    piece = new Uint8Array(pieceBytes);
    length = 0;
    place += 1;
  };
  return {
    take: async (part) => {
      for (let from = 0; from < part.length;) {
        const room = part.subarray(from, from + pieceBytes - length);
        piece.set(room, length);
        length += room.length;
        from += room.length;
        if (length === pieceBytes) await give();
      }
    },
    end: async () => {
      if (length > 0) await give();
    },
  };
}

/** Fetches with what `fetchFile` promises; each try begins with a new receiver. */
async function received<T>(
  url: string,
  options: FetchOptions,
  receiverOf: (announced: number | null) => Receiver<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const result = await tryOnce(url, options, receiverOf);
    if ('content' in result) return result.content;
    if (attempt === attempts) throw fatal(result.dropped, { file: options.file }, result.cause);
    await new Promise((resolve) => setTimeout(resolve, (options.pause ?? 400) * attempt));
    options.signal?.throwIfAborted();
  }
}

interface Dropped {
  readonly dropped: string;
  readonly cause: unknown;
}

async function tryOnce<T>(
  url: string,
  options: FetchOptions,
  receiverOf: (announced: number | null) => Receiver<T>,
): Promise<{ readonly content: T } | Dropped> {
  const { file, signal, stallMs = 30_000 } = options;
  const watch = stallWatch(stallMs);
  const stop = signal === undefined ? watch.stalled : AbortSignal.any([signal, watch.stalled]);
  try {
    return await receive(url, options, receiverOf, stop, watch.alive);
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

async function receive<T>(
  url: string,
  options: FetchOptions,
  receiverOf: (announced: number | null) => Receiver<T>,
  stop: AbortSignal,
  alive: () => void,
): Promise<{ readonly content: T } | Dropped> {
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

  const receiver = receiverOf(Number(response.headers.get('content-length')));
  let arrived = 0;
  let start = new Uint8Array();
  const cut = (cause: unknown): Dropped => ({
    dropped:
      `${file} arrived cut short: ${byteSize(arrived)}${bytes === null ? '' : ` of ${byteSize(bytes)}`}. ` +
      'Check the network and retry.',
    cause,
  });
  const reader = response.body?.getReader();
  for (;;) {
    let part: Uint8Array | undefined;
    try {
      part = (await reader?.read())?.value;
    } catch (cause) {
      stop.throwIfAborted();
      return cut(cause);
    }
    if (part === undefined) break;
    if (start.length < pageBytes) start = new Uint8Array([...start, ...part.subarray(0, pageBytes - start.length)]);
    if (start.length === pageBytes && isWebPage(start)) break;
    await receiver.take(part);
    arrived += part.length;
    alive();
    options.onBytes?.(arrived);
  }
  if (isWebPage(start)) throw new FileMissingError(file, `The server sent a web page instead of ${file}.`);
  if (arrived === 0) throw fatal(`${file} is empty.`, { file });
  return bytes !== null && arrived < bytes ? cut(undefined) : { content: await receiver.end() };
}

/** So much of a file tells whether it is a page. */
const pageBytes = 200;

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
  return /^\s*<(!doctype|html)/i.test(new TextDecoder().decode(content));
}
