import type { Scalar, Sql } from '../sql/sql.ts';

/** One result row: column name → plain value. Dates and times are ISO text (UTC), all numbers are JavaScript numbers. */
export type Row = Readonly<Record<string, Scalar>>;

/**
 * What went wrong, so that code can choose a way out:
 * `start` the engine could not be started; `sql` the statement was refused or failed; `cancelled` a newer one replaced it;
 * `memory` it did not fit; `lost` the engine died and has to be started again.
 */
export type EngineErrorKind = 'start' | 'sql' | 'cancelled' | 'memory' | 'lost';

/** An engine failure, told as a sentence for the person on screen; the engine's own words are in `cause`. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: EngineErrorKind;
  readonly sql: string | undefined;

  constructor(kind: EngineErrorKind, message: string, options: { cause?: unknown; sql?: string } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.sql = options.sql;
  }
}

export interface RunOptions {
  /** Aborting rejects with `cancelled`, frees the engine for the next statement, and leaves the data as it was. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs SQL somewhere and gives plain rows back. Two exist: DuckDB-WASM in the browser, native DuckDB in Node; both keep
 * every promise of `contract.ts`.
 */
export interface Engine {
  /** Makes bytes readable as `name` in later statements. The engine takes the bytes: the caller's array may be detached. */
  register(name: string, bytes: Uint8Array): Promise<void>;
  /** Forgets a registered file and frees its bytes. */
  unregister(name: string): Promise<void>;
  /** Creates `table` from a registered Parquet file, with the file's own column types; gives the row count back. */
  readParquet(table: string, name: string): Promise<number>;
  /**
   * Runs one statement for its effect. For loading only: it cannot be cancelled. All share one connection, in the order
   * they were given: what is temporary, such as DuckDB's reject tables, and an open transaction last until the next.
   */
  exec(sql: Sql): Promise<void>;
  /** Runs one query, on a connection of its own. Rejects with EngineError and never gives part of a result. */
  run(sql: Sql, options?: RunOptions): Promise<readonly Row[]>;
  /** Releases everything. Calling it twice is allowed; later calls of other methods reject with `lost`. */
  close(): Promise<void>;
}

/** An engine that lives somewhere it can be killed. */
export interface MortalEngine extends Engine {
  /** Resolves with the `lost` error when the engine dies by itself, also while idle. Never after `close`. */
  readonly lost: Promise<EngineError>;
}
