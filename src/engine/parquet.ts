import { EngineError } from './engine.ts';
import { lostError, unreadableParquet } from './engineErrors.ts';
import { type Lifeline, startWorker } from './lifeline.ts';
import workerUrl from './parquetWorker.ts?worker&url';
import { within } from './within.ts';

/** What the page asks of the Parquet worker, one question at a time. `group` null reads a file without row groups. */
export type ParquetQuestion = { readonly open: Blob } | { readonly group: number | null };

export type ParquetAnswer =
  | { readonly rows: number; readonly groups: number; readonly bytes: number }
  | { readonly stream: Uint8Array<ArrayBuffer> }
  | { readonly failed: string };

export interface ParquetContent {
  readonly rows: number;
  /** One whole Arrow IPC stream for each row group, at least one. */
  readonly streams: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

const startMs = 60_000;

/** Unpacked, DuckDB and this page's memory can take about as much. */
const largestBytes = 2 * 1024 ** 3;

/** Whether the bytes claim to be Parquet. */
export function isParquet(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 4)) === 'PAR1';
}

/**
 * Hands the content of a Parquet file to `load`, decoded in a worker that lives as long as that takes. Rejects when it
 * cannot be read, or would be too large, which is known before anything is unpacked. `over` ends the worker early.
 */
export async function withParquet<T>(
  name: string,
  file: Blob,
  over: AbortSignal,
  load: (content: ParquetContent) => Promise<T>,
): Promise<T> {
  const lifeline = startWorker(new URL(workerUrl, document.baseURI).href);
  over.addEventListener('abort', lifeline.end);
  try {
    await within(startMs, Promise.race([lifeline.ready, lifeline.died.then(notStarted)]), notStarted);
    const opened = await ask(lifeline, { open: file });
    if (!('rows' in opened)) throw unreadableParquet(name, opened);
    if (opened.bytes > largestBytes) throw tooLarge(name, opened.bytes);
    return await load({ rows: opened.rows, streams: rowGroups(lifeline, name, opened.groups) });
  } finally {
    over.removeEventListener('abort', lifeline.end);
    lifeline.end();
  }
}

async function* rowGroups(lifeline: Lifeline, name: string, count: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const groups = count === 0 ? [null] : Array.from({ length: count }, (_, group) => group);
  for (const group of groups) {
    const answer = await ask(lifeline, { group });
    if (!('stream' in answer)) throw unreadableParquet(name, answer);
    yield answer.stream;
  }
}

function ask({ worker, died }: Lifeline, question: ParquetQuestion): Promise<ParquetAnswer> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<ParquetAnswer>) => resolve(data), { once: true });
    void died.then((cause) => reject(lostError({ cause })));
    worker.postMessage(question);
  });
}

function notStarted(cause?: unknown): never {
  throw new EngineError(
    'start',
    'The reader for Parquet files could not be started. Try again, or use the CSV files.',
    { cause },
  );
}

function tooLarge(name: string, bytes: number): EngineError {
  const gigabytes = (bytes / 1024 ** 3).toFixed(1);
  return new EngineError(
    'memory',
    `${name} is ${gigabytes} GB unpacked, and this page can take ${largestBytes / 1024 ** 3} GB. Load fewer rows of it.`,
  );
}
