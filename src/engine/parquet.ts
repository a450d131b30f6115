import { EngineError } from './engine.ts';
import { lostError, unreadableParquet } from './engineErrors.ts';
import { type Lifeline, startWorker } from './lifeline.ts';
import workerUrl from './parquetWorker.ts?worker&url';
import { within } from './within.ts';

/**
 * What the page asks of the Parquet worker, one question at a time: to open a file, then for row groups of it. No groups
 * are all there are, which is how a file without any is read; `limit` is how many rows are wanted at most.
 */
export type ParquetQuestion =
  { readonly open: Blob } | { readonly groups: readonly number[]; readonly limit?: number | undefined };

/** What a file says about itself before anything of it is unpacked. It may be wrong, or a lie. */
export interface ParquetFooter {
  readonly rows: number;
  readonly groups: readonly {
    readonly rows: number;
    readonly columns: number;
    /** In the file, and unpacked. */
    readonly packedBytes: number;
    readonly bytes: number;
    /** Of all columns; a list has as many as it is long. */
    readonly values: number;
  }[];
}

export type ParquetAnswer =
  | ParquetFooter
  | { readonly stream: Uint8Array<ArrayBuffer> }
  /** Unless it is sound, nothing more can be asked of the worker. */
  | { readonly failed: string; readonly isSound: boolean };

export interface ParquetContent {
  readonly rows: number;
  /** One whole Arrow IPC stream for each row group, at least one. */
  readonly streams: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** The start of a Parquet file as text. */
export interface ParquetHead {
  /** `type` is Arrow's name of it, such as `Utf8`. */
  readonly columns: { name: string; type: string }[];
  /** One text per column; null where there is no value. */
  readonly rows: (string | null)[][];
  /** Of the whole file. */
  readonly rowCount: number;
}

const startMs = 60_000;

/** No file has a part that takes this long to unpack, however slow the computer: one that does would never end. */
const stepMs = 120_000;

/** A reader waits this long for the next file of the same delivery; then its memory, which never shrinks, is given back. */
const idleMs = 3_000;

/** Unpacked, DuckDB and this page's memory can take about as much. */
const largestBytes = 2 * 1024 ** 3;

/** Repeated values take no room in a file, whatever they take unpacked: this many numbers are 2 GB. */
const mostValues = 250_000_000;

/** A row group is handed over in one piece, of which DuckDB makes a copy. */
const largestPieceBytes = 1024 ** 3;

/** Whether the bytes claim to be Parquet. */
export function isParquet(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 4)) === 'PAR1';
}

/** A worker with parquet-wasm. */
class Reader {
  readonly lifeline: Lifeline;
  /** It can be asked for another file. */
  isSound = true;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    try {
      this.lifeline = startWorker(new URL(workerUrl, document.baseURI).href);
    } catch (cause) {
      // A policy may forbid workers at once instead of later.
      notStarted(cause);
    }
  }

  start(): Promise<void> {
    const { ready, died } = this.lifeline;
    return within(startMs, Promise.race([ready, died.then(notStarted)]), notStarted);
  }

  /** Rejects with a `sql` error when the file is to blame, or `lost` when the worker is gone. */
  async ask(name: string, question: ParquetQuestion): Promise<Exclude<ParquetAnswer, { failed: string }>> {
    const answer = await within(stepMs, reply(this.lifeline, question), () => {
      this.isSound = false;
      throw unreadableParquet(name, `no answer in ${stepMs / 1000} seconds`);
    });
    if (!('failed' in answer)) return answer;
    this.isSound &&= answer.isSound;
    throw unreadableParquet(name, answer.failed);
  }

  /** Calls `over` when nobody takes the reader up again for a while, or it dies. */
  rest(over: () => void): void {
    this.#idle = setTimeout(over, idleMs);
    void this.lifeline.died.then(over);
  }

  wake(): void {
    clearTimeout(this.#idle);
  }
}

/** Readers at rest, by what would end them. */
const resting = new WeakMap<AbortSignal, Reader>();

/**
 * Hands the content of a Parquet file to `load`, decoded in a worker; a sound one stays a little for the next file with the
 * same `over`, which ends it early. Rejects with `sql` when the file cannot be read, and with `memory` when it would be too
 * large, which is known before anything is unpacked.
 */
export function withParquet<T>(
  name: string,
  file: Blob,
  over: AbortSignal,
  load: (content: ParquetContent) => Promise<T>,
): Promise<T> {
  const told = name.split('/').at(-1) ?? name;
  return withReader(over, async (reader) => {
    const footer = await openFile(reader, told, file);
    return load({ rows: footer.rows, streams: rowGroups(reader, told, footer.groups.length) });
  });
}

/**
 * The first `rows` rows of a file as text, and how many it has. Unpacks no more row groups than that takes. Rejects as
 * `withParquet` does, with sentences that call it “This file”.
 */
export async function parquetHead(file: Blob, rows: number): Promise<ParquetHead> {
  const name = 'This file';
  if ((await file.slice(0, 4).text()) === 'PARE') throw encrypted(name);
  return withReader(headReaders.signal, async (reader) => {
    const footer = await openFile(reader, name, file);
    const groups: number[] = [];
    for (let index = 0, found = 0; index < footer.groups.length && found < rows; index++) {
      groups.push(index);
      found += footer.groups[index]?.rows ?? 0;
    }
    const stream = await piece(reader, name, { groups, limit: rows });
    const { arrowTexts } = await import('./arrowRows.ts');
    return { ...arrowTexts(stream), rowCount: footer.rows };
  });
}

/** Never aborted: looking at a file has no end but its own. */
const headReaders = new AbortController();

async function withReader<T>(over: AbortSignal, work: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = resting.get(over) ?? new Reader();
  resting.delete(over);
  reader.wake();
  const { end } = reader.lifeline;
  over.addEventListener('abort', end);
  const dismiss = () => {
    if (resting.get(over) === reader) resting.delete(over);
    over.removeEventListener('abort', end);
    end();
  };
  try {
    await reader.start();
    return await work(reader);
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind === 'lost' || error.kind === 'start') reader.isSound = false;
    throw error;
  } finally {
    if (reader.isSound && !over.aborted && !resting.has(over)) {
      resting.set(over, reader);
      reader.rest(dismiss);
    } else dismiss();
  }
}

async function openFile(reader: Reader, name: string, file: Blob): Promise<ParquetFooter> {
  const footer = await reader.ask(name, { open: file });
  if (!('groups' in footer)) throw unreadableParquet(name, footer);
  const { rows, groups } = footer;
  const sum = (pick: (group: ParquetFooter['groups'][number]) => number) =>
    groups.reduce((all, group) => all + pick(group), 0);
  const isCounted = groups.every((group) =>
    Object.values(group).every((count) => Number.isFinite(count) && count >= 0),
  );
  if (!isCounted || sum((group) => group.rows) !== rows || sum((group) => group.packedBytes) > file.size) {
    throw unreadableParquet(name, 'Its footer contradicts itself or the file.');
  }
  const values = sum((group) => Math.max(group.values, group.rows * group.columns));
  if (values > mostValues) throw tooMany(name, values);
  const bytes = sum((group) => group.bytes);
  if (bytes > largestBytes) throw tooLarge(name, bytes);
  return footer;
}

async function* rowGroups(reader: Reader, name: string, count: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const groups = count === 0 ? [[]] : Array.from({ length: count }, (_, group) => [group]);
  for (const group of groups) yield await piece(reader, name, { groups: group });
}

async function piece(reader: Reader, name: string, question: ParquetQuestion): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await reader.ask(name, question);
  if (!('stream' in answer)) throw unreadableParquet(name, answer);
  if (answer.stream.length > largestPieceBytes) throw tooLargePiece(name, answer.stream.length);
  return answer.stream;
}

function reply({ worker, died }: Lifeline, question: ParquetQuestion): Promise<ParquetAnswer> {
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

function encrypted(name: string): EngineError {
  return new EngineError('sql', `${name} is an encrypted Parquet file. Export it again without encryption.`);
}

function tooMany(name: string, values: number): EngineError {
  const millions = (count: number) => `${Math.round(count / 1e6).toLocaleString('en-US')} million`;
  return new EngineError(
    'memory',
    `${name} holds ${millions(values)} values, and this page can take ${millions(mostValues)}. Load fewer rows or columns of it.`,
  );
}

function tooLarge(name: string, bytes: number): EngineError {
  return new EngineError(
    'memory',
    `${name} is ${gigabytes(bytes)} unpacked, and this page can take ${gigabytes(largestBytes)}. Load fewer rows of it.`,
  );
}

function tooLargePiece(name: string, bytes: number): EngineError {
  return new EngineError(
    'memory',
    `A row group of ${name} is ${gigabytes(bytes)} unpacked, and this page can take ${gigabytes(largestPieceBytes)} at once. Export it with smaller row groups.`,
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}
