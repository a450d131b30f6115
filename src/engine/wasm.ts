import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm';
import wasmAsset from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { ident, sql, type Sql } from '../sql/sql.ts';
import { arrowRows } from './arrowRows.ts';
import { wholeStream } from './arrowStream.ts';
import { ask } from './ask.ts';
import workerAsset from './duckdbWorker.ts?worker&url';
import {
  type Answer,
  type AskOptions,
  EngineError,
  everything,
  type MortalEngine,
  type Row,
  type RunOptions,
} from './engine.ts';
import {
  cancelledError,
  closedError,
  engineError,
  attachedAlready,
  lockedError,
  lostError,
  unreadableDatabase,
  unreadableParquet,
  unregisteredFile,
} from './engineErrors.ts';
import { type Lifeline, startWorker } from './lifeline.ts';
import { isParquet, withParquet } from './parquet.ts';
import { lockStatements } from './lockStatements.ts';
import { type StatementLine, statementLine } from './statementLine.ts';
import { naiveTimes } from './parquetTable.ts';
import { inline } from '../sql/render.ts';
import { fetchWasmModule } from './wasmModule.ts';
import { within } from './within.ts';

export interface WasmEngineOptions {
  /** Where the two parts of the engine are; the page's own by default. */
  readonly workerUrl?: string;
  readonly wasmUrl?: string;
  /** Follows the download of the engine, 34 MB; the total is null where the server compresses. */
  readonly onProgress?: ((loadedBytes: number, totalBytes: number | null) => void) | undefined;
  /** Aborting gives up the start with `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** How long the download may stand still; steps without progress are given four times as long. */
  readonly stallMs?: number;
  /** How long a cancelled statement may go on before the engine is given up as `lost`. */
  readonly stuckMs?: number;
}

/** How long the worker computes between two looks at its messages, and so how long a cancelled statement goes on. */
const queryPollingInterval = 20;

/** Above this, a WebAssembly memory of 4 GB cannot hold a file beside what is made of it. */
const largestFileBytes = 1.5 * 1024 ** 3;

/**
 * For data and questions together, once everything is loaded. DuckDB itself stops at 3.1 GiB; a page never gives back what
 * one question made it take, and what DuckDB does not count, such as results, needs room in the 4 GB too.
 */
const questionMemory = sql`set memory_limit = '900MB'`;

/** DuckDB-WASM in a worker. Rejects with a `start` sentence; a start that stands still is a failed one. */
export async function openWasmEngine(options: WasmEngineOptions = {}): Promise<MortalEngine> {
  const { onProgress, signal, stallMs = 15_000, stuckMs = 10_000 } = options;
  // Steps that show no progress: on a slow line the worker's script shares it with 34 MB, which a slow phone then compiles.
  const silentMs = 4 * stallMs;
  if (signal?.aborted) throw cancelledError();
  const lifeline = started(absolute(options.workerUrl ?? workerAsset));
  const brokenStart = Promise.race([lifeline.died.then(notStarted), aborted(signal)]);
  try {
    const [module] = await Promise.race([
      Promise.all([
        fetchWasmModule(absolute(options.wasmUrl ?? wasmAsset), { onProgress, signal, stallMs }),
        within(silentMs, lifeline.ready, notStarted),
      ]),
      brokenStart,
    ]);
    const line = statementLine(lifeline.worker);
    const db = new AsyncDuckDB(new VoidLogger(), lifeline.worker);
    await Promise.race([within(silentMs, configure(db, module), notStarted), brokenStart]);
    return new WasmEngine(db, await Promise.race([db.connectInternal(), brokenStart]), line, lifeline, stuckMs);
  } catch (error) {
    lifeline.end();
    throw error instanceof EngineError ? error : notStarted(error);
  }
}

/** A policy may forbid workers at once instead of later. */
function started(url: string): Lifeline {
  try {
    return startWorker(url);
  } catch (cause) {
    return notStarted(cause);
  }
}

async function configure(db: AsyncDuckDB, module: Blob): Promise<void> {
  const moduleUrl = URL.createObjectURL(module);
  try {
    await db.instantiate(moduleUrl);
  } finally {
    URL.revokeObjectURL(moduleUrl);
  }
  await db.open({ query: { queryPollingInterval } });
  const connection = await db.connect();
  // Otherwise a function that lives in an extension makes DuckDB-WASM 1.32 fetch it from another host, or trap.
  await connection.query('set autoinstall_known_extensions = false');
  await connection.query('set autoload_known_extensions = false');
  await connection.close();
}

function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}

function notStarted(cause?: unknown): never {
  throw new EngineError(
    'start',
    'The database could not be started in this browser: a part of it is damaged, blocked, or needs a newer browser. Reload the page.',
    { cause },
  );
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(cancelledError()), { once: true }));
}

class WasmEngine implements MortalEngine {
  readonly can = everything;
  readonly lost: Promise<EngineError>;
  readonly #db: AsyncDuckDB;
  /** The connection of `exec`. */
  readonly #loading: number;
  readonly #line: StatementLine;
  readonly #lifeline: Lifeline;
  readonly #stuckMs: number;
  /** Registered files. DuckDB has them, but not Parquet, which it cannot read here: those stay on the page. */
  readonly #files = new Map<string, Blob | 'in DuckDB'>();
  /** Attached files: the catalogue’s name and DuckDB’s name of the file, which is never used twice. */
  readonly #attached = new Map<string, string>();
  /** Where files that may be attached after `lock` have to be, by the name of their catalogue. */
  #later: ReadonlyMap<string, string> = new Map();
  #everAttached = 0;
  /** Rejects every promise somebody waits for: DuckDB-WASM settles none of its own when its worker is gone. */
  readonly #waiting = new Set<(error: EngineError) => void>();
  /** Settles when all that was given before is done: what is not a query waits for it, and is waited for. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Settles when the last thing that is not a query is done. */
  #free: Promise<unknown> = Promise.resolve();
  /** The last two queries: one runs, and one stands ready in the worker while the page takes the answer of the one before. */
  #queries: readonly [Promise<unknown>, Promise<unknown>] = [Promise.resolve(), Promise.resolve()];
  #over: EngineError | undefined;
  #locked: Promise<void> | undefined;
  readonly #ended = new AbortController();
  #onLost: (error: EngineError) => void = () => undefined;

  constructor(db: AsyncDuckDB, loading: number, line: StatementLine, lifeline: Lifeline, stuckMs: number) {
    this.#stuckMs = stuckMs;
    this.#line = line;
    this.#db = db;
    this.#loading = loading;
    this.#lifeline = lifeline;
    this.lost = new Promise((resolve) => {
      this.#onLost = resolve;
    });
    void lifeline.died.then((cause) => this.#die(lostError({ cause })));
  }

  register(name: string, bytes: Uint8Array): Promise<void> {
    return this.#beforeLock(async () => {
      if (isParquet(bytes)) {
        this.#files.set(name, new Blob([bytes as Uint8Array<ArrayBuffer>]));
        return;
      }
      if (bytes.length > largestFileBytes) throw tooLarge(name, bytes.length);
      await this.#db.registerFileBuffer(name, bytes);
      this.#files.set(name, 'in DuckDB');
    });
  }

  unregister(name: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#files.get(name) === 'in DuckDB') await this.#db.dropFile(name);
      this.#files.delete(name);
    });
  }

  readParquet(table: string, name: string): Promise<number> {
    return this.#beforeLock(async () => {
      const file = this.#files.get(name);
      if (file === undefined) throw unregisteredFile(name);
      if (file === 'in DuckDB') throw unreadableParquet(name, 'It does not begin with PAR1.');
      return withParquet(name, file, this.#ended.signal, async ({ rows, streams }) => {
        await this.#insert(table, streams);
        const read = await naiveTimes(table, (query) => this.#rows(query));
        if (read !== rows) throw unreadableParquet(name, `${read} of ${rows} rows arrived`);
        return read;
      });
    });
  }

  attach(name: string, file: Blob): Promise<void> {
    const expected = this.#later.get(name);
    const open = async () => {
      if (this.#attached.has(name)) throw attachedAlready(name);
      const path = expected ?? `attached-${this.#everAttached++}.duckdb`;
      // The file stays outside of the WebAssembly memory: the worker reads slices of it.
      await this.#db.registerFileHandle(path, file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
      try {
        await this.#statement(this.#loading, `attach '${path}' as ${inline(ident(name))} (read_only)`);
      } catch (error) {
        await this.#db.dropFile(path);
        throw error instanceof EngineError && error.kind === 'sql' ? unreadableDatabase(name, error) : error;
      }
      this.#attached.set(name, path);
    };
    return expected === undefined ? this.#beforeLock(open) : this.#inTurn(open);
  }

  detach(name: string): Promise<void> {
    return this.#inTurn(async () => {
      const path = this.#attached.get(name);
      if (path === undefined) return;
      await this.#statement(this.#loading, inline(sql`detach ${ident(name)}`));
      this.#attached.delete(name);
      await this.#db.dropFile(path);
    });
  }

  exec(query: Sql): Promise<void> {
    return this.#inTurn(async () => {
      await this.#statement(this.#loading, inline(query));
    });
  }

  run(query: Sql, { signal }: RunOptions = {}): Promise<readonly Row[]> {
    return this.#asked(query, arrowRows, signal);
  }

  arrow(query: Sql, { signal }: RunOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    return this.#asked(query, wholeStream, signal);
  }

  ask(text: string, { mostRows, signal }: AskOptions): Promise<Answer> {
    const answer = (connection: number) =>
      ask(
        {
          check: (statement) => this.#check(connection, statement),
          run: async (statement) => arrowRows(await this.#statement(connection, statement, signal)),
        },
        text,
        mostRows,
      );
    return this.#inTurn(() => this.#connected(answer), signal);
  }

  lock(later: readonly string[] = []): Promise<void> {
    if (this.#locked === undefined) this.#later = new Map(later.map((name, index) => [name, `later-${index}.duckdb`]));
    this.#locked ??= this.#inTurn(async () => {
      try {
        await this.#statement(this.#loading, inline(questionMemory));
      } catch (error) {
        // Data alone may take more; then the limit of DuckDB stays.
        if (!(error instanceof EngineError) || error.kind !== 'memory') throw error;
      }
      for (const statement of lockStatements([...this.#later.values()]))
        await this.#statement(this.#loading, inline(statement));
    });
    return this.#locked;
  }

  close(): Promise<void> {
    this.#end(closedError());
    return Promise.resolve();
  }

  /** What `read` makes of the answer to one query. At most two are in the worker: one runs, one waits. */
  #asked<T>(query: Sql, read: (pieces: readonly Uint8Array[]) => T, signal?: AbortSignal): Promise<T> {
    const [beforeLast, last] = this.#queries;
    const { result, done } = this.#after(
      Promise.all([this.#free, beforeLast]),
      async (onBegun) => {
        const text = inline(query);
        try {
          return read(await this.#line.ask(text, signal, onBegun));
        } catch (cause) {
          throw engineError(cause, text);
        }
      },
      signal,
    );
    this.#queries = [last, done];
    this.#turn = Promise.all([this.#turn, done]);
    return result;
  }

  /** Does `work` when all earlier work is done, and lets later work wait. */
  #inTurn<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const begun = (onBegun: () => void) => {
      onBegun();
      return work();
    };
    const { result, done } = this.#after(this.#turn, begun, signal);
    this.#turn = done;
    this.#free = done;
    return result;
  }

  /**
   * Does `work` after `turn`; `done` settles with it and never rejects. The result rejects at once when the engine ends or `signal`
   * aborts.
   */
  #after<T>(
    turn: Promise<unknown>,
    work: (onBegun: () => void) => Promise<T>,
    signal: AbortSignal | undefined,
  ): { result: Promise<T>; done: Promise<void> } {
    let done: Promise<void> = Promise.resolve();
    const result = new Promise<T>((resolve, reject) => {
      let isRunning = false;
      let stuck: ReturnType<typeof setTimeout> | undefined;
      const giveUpLater = () => {
        // DuckDB looks up from some joins only when they are done, which may be never: a new engine is sooner ready.
        stuck = setTimeout(() => this.#die(lostError({ cause: 'cancelled, but not stopped' })), this.#stuckMs);
      };
      const onBegun = () => {
        isRunning = true;
        if (signal?.aborted) giveUpLater();
      };
      const withdraw = () => {
        reject(cancelledError());
        if (isRunning) giveUpLater();
      };
      if (this.#over) return reject(this.#over);
      if (signal?.aborted) {
        // Whoever comes next but one waits for this turn, and so for what was to be done before it.
        done = turn.then(() => undefined);
        return withdraw();
      }
      this.#waiting.add(reject);
      signal?.addEventListener('abort', withdraw);
      const attempt = async () => {
        if (signal?.aborted || this.#over) return;
        await work(onBegun).then(resolve, (cause: unknown) => {
          const error = engineError(cause);
          reject(error);
          if (error.kind === 'lost') this.#die(error);
        });
      };
      done = turn.then(attempt).finally(() => {
        clearTimeout(stuck);
        this.#waiting.delete(reject);
        signal?.removeEventListener('abort', withdraw);
      });
    });
    return { result, done };
  }

  /** What was given before `lock` is still done, also when its turn comes later. */
  #beforeLock<T>(work: () => Promise<T>): Promise<T> {
    const locked = this.#locked !== undefined;
    return this.#inTurn(() => (locked ? Promise.reject(lockedError()) : work()));
  }

  /** As `run`, inside of other work. */
  #rows(query: Sql): Promise<readonly Row[]> {
    return this.#connected(async (connection) => arrowRows(await this.#statement(connection, inline(query))));
  }

  /** Does `work` on a connection of its own. */
  async #connected<T>(work: (connection: number) => Promise<T>): Promise<T> {
    const connection = await this.#db.connectInternal();
    try {
      return await work(connection);
    } finally {
      await this.#db.disconnect(connection);
    }
  }

  /** Rejects when `text` is not one sound statement: unlike running, preparing takes no second one. */
  async #check(connection: number, text: string): Promise<void> {
    try {
      await this.#db.closePrepared(connection, await this.#db.createPrepared(connection, text));
    } catch (cause) {
      throw engineError(cause, text);
    }
  }

  /** Runs `text` a slice at a time, so that it can be cancelled; the result is in Arrow. */
  async #statement(connection: number, text: string, signal?: AbortSignal): Promise<Uint8Array[]> {
    const db = this.#db;
    try {
      let header = await db.startPendingQuery(connection, text);
      while (header === null && !signal?.aborted) header = await db.pollPendingQuery(connection);
      if (header === null) {
        await db.cancelPendingQuery(connection);
        // Cancelled, it would keep its memory for good, and beyond the end of its connection: the next statement frees that.
        await db.runQuery(connection, 'select 1');
        throw cancelledError();
      }
      const pieces = [header];
      for (;;) {
        const piece = await db.fetchQueryResults(connection);
        if (piece?.length === 0) return pieces;
        if (piece) pieces.push(piece);
      }
    } catch (cause) {
      const error = engineError(cause, text);
      if (error.kind === 'lost') this.#die(error);
      throw error;
    }
  }

  /** Creates `table`, whole or not at all. */
  async #insert(table: string, streams: AsyncIterable<Uint8Array>): Promise<void> {
    // A connection of its own: a stream that breaks off would spoil the next one on the same connection.
    const connection = await this.#db.connect();
    let create = true;
    try {
      for await (const stream of streams) {
        await connection.insertArrowFromIPCStream(stream, { name: table, create });
        create = false;
      }
    } catch (error) {
      if (!create) await connection.query(inline(sql`drop table ${ident(table)}`));
      throw error;
    } finally {
      await connection.close();
    }
  }

  #die(error: EngineError): void {
    if (this.#over) return;
    this.#end(error);
    this.#onLost(error);
  }

  #end(error: EngineError): void {
    this.#over ??= error;
    this.#ended.abort();
    this.#lifeline.end();
    for (const reject of this.#waiting) reject(this.#over);
    this.#waiting.clear();
    this.#files.clear();
  }
}

function tooLarge(name: string, bytes: number): EngineError {
  return new EngineError(
    'memory',
    `${name} is ${(bytes / 1024 ** 3).toFixed(1)} GB, and this page can take ${largestFileBytes / 1024 ** 3} GB. Load fewer rows of it.`,
  );
}
