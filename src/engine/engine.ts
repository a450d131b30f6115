import type { Scalar, Sql } from '../sql/sql.ts';

/** One result row: column name → plain value. Dates and times are ISO text (UTC), all numbers are JavaScript numbers. */
export type Row = Readonly<Record<string, Scalar>>;

/**
 * What went wrong, so that code can choose a way out:
 * `start` the engine could not be started; `sql` the statement was refused or failed; `cancelled` a newer one replaced it;
 * `memory` it did not fit; `lost` the engine died and has to be started again.
 */
export type EngineErrorKind = 'start' | 'sql' | 'cancelled' | 'memory' | 'lost';

/** Where in a statement something is wrong; both count from 1, `column` in UTF-16 units as an editor does. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** An engine failure, told as a sentence for the person on screen; the engine's own words are in `cause`. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: EngineErrorKind;
  readonly sql: string | undefined;
  /** Where the statement of `ask` is wrong, when DuckDB says so; the message begins with it too. */
  readonly place: Place | undefined;

  constructor(kind: EngineErrorKind, message: string, options: { cause?: unknown; sql?: string; place?: Place } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.sql = options.sql;
    this.place = options.place;
  }
}

export interface RunOptions {
  /** Aborting rejects with `cancelled`, frees the engine for the next statement, and leaves the data as it was. */
  readonly signal?: AbortSignal | undefined;
}

export interface AskOptions extends RunOptions {
  /** Rows given at most. */
  readonly mostRows: number;
}

/** A column of an answer to a person's own statement; `type` is DuckDB's name of it, such as `TIMESTAMP`. */
export interface AnswerColumn {
  readonly name: string;
  readonly type: string;
}

/** What a person's own statement gave. */
export interface Answer {
  /** No two share a name, whatever the case: DuckDB calls the second `a` of a statement `a_1`. */
  readonly columns: readonly AnswerColumn[];
  /**
   * One array per row, in column order. Numbers, texts, booleans, null; every other type as DuckDB writes it as text. Text
   * too is what a number cannot hold: integers beyond 2^53, decimals of more than 15 digits, `nan` and `inf`. Text of more
   * than 10 000 characters ends there with “…”.
   */
  readonly rows: readonly (readonly Scalar[])[];
  /** There are more rows than were asked for. */
  readonly cut: boolean;
  /** Milliseconds in the engine, without the wait for its turn. */
  readonly tookMs: number;
}

/** What an engine can do beside answering questions. What it cannot rejects with a `sql` sentence. */
export interface Capabilities {
  /** Takes data in: `register`, `readParquet`, `attach` and `exec`. Another one reads what somebody else keeps. */
  readonly loads: boolean;
  /** Runs statements that a person writes: `ask`. */
  readonly asks: boolean;
}

/** An engine in whose memory the data is can do everything. */
export const everything: Capabilities = { loads: true, asks: true };

/**
 * Runs SQL somewhere and gives plain rows back. Three exist: DuckDB-WASM in the browser, native DuckDB in Node, and a ClickHouse
 * server asked over HTTP; all keep every promise of `contract.ts` that their capabilities let them make.
 */
export interface Engine {
  readonly can: Capabilities;
  /** Makes bytes readable as `name` in later statements. The engine takes the bytes: the caller's array may be detached. */
  register(name: string, bytes: Uint8Array): Promise<void>;
  /** Forgets a registered file and frees its bytes. */
  unregister(name: string): Promise<void>;
  /** Creates `table` from a registered Parquet file, with the file's own column types; gives the row count back. */
  readParquet(table: string, name: string): Promise<number>;
  /**
   * Opens a DuckDB database file, read only, as the catalogue `name`: its tables are `name.main.…`. Nothing is loaded: a statement
   * reads the blocks it needs from `file`, also after `lock`. Rejects with a `sql` error when the file is not one that this
   * DuckDB can read. What the file holds is not checked: it may have views and macros.
   */
  attach(name: string, file: Blob): Promise<void>;
  /** Closes an attached file and forgets it; nothing happens when no file has that name. */
  detach(name: string): Promise<void>;
  /**
   * Runs one statement for its effect. For loading only: it cannot be cancelled. All share one connection, in the order
   * they were given: what is temporary, such as DuckDB's reject tables, and an open transaction last until the next.
   */
  exec(sql: Sql): Promise<void>;
  /** Runs one query; queries of one page run in the order they were given. Rejects with EngineError and never gives part of a result. */
  run(sql: Sql, options?: RunOptions): Promise<readonly Row[]>;
  /**
   * Runs one statement that a person wrote, which can only read: select, from, with, values, table, describe, show,
   * summarize, pivot with its columns named, unpivot, and explain of these. It runs in a transaction that is read only, on a
   * connection of its own. Whatever else `text` is, rejects with a `sql` error whose message is for that person. Files and
   * other hosts are out of its reach only after `lock`.
   */
  ask(text: string, options: AskOptions): Promise<Answer>;
  /**
   * Shuts the engine off from files, hosts, extensions and settings, for good. Call when everything is loaded: `register`,
   * `readParquet` and `attach` reject from then on, `exec` and `run` have the tables only. What `attach` is still to open
   * afterwards is named in `later`. Calling it twice is allowed; the first call counts.
   */
  lock(later?: readonly string[]): Promise<void>;
  /** Releases everything. Calling it twice is allowed; later calls of other methods reject with `lost`. */
  close(): Promise<void>;
}

/** An engine that lives somewhere it can be killed. */
export interface MortalEngine extends Engine {
  /**
   * Runs one query, on a connection of its own, and gives its result as one Arrow IPC stream: BIGINT as int64, DOUBLE as
   * float64, TIMESTAMP as microseconds without a zone, VARCHAR as utf8, NULL as null. The whole result stands in memory: ask
   * for large ones in slices. Rejects with EngineError and never gives part of a result.
   */
  arrow(query: Sql, options?: RunOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** Resolves with the `lost` error when the engine dies by itself, also while idle. Never after `close`. */
  readonly lost: Promise<EngineError>;
}
