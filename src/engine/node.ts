import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBDecimalValue,
  DuckDBInstance,
  type DuckDBType,
  DuckDBTypeId,
  DuckDBUUIDValue,
} from '@duckdb/node-api';
import { ident, param, sql, type Sql } from '../sql/sql.ts';
import { ask } from './ask.ts';
import {
  type Answer,
  type AskOptions,
  type Engine,
  EngineError,
  everything,
  type Row,
  type RunOptions,
} from './engine.ts';
import {
  attachedAlready,
  cancelledError,
  closedError,
  engineError,
  lockedError,
  unreadableDatabase,
  unreadableParquet,
  unregisteredFile,
} from './engineErrors.ts';
import { lockStatements } from './lockStatements.ts';
import { naiveTimes } from './parquetTable.ts';
import { inline, textLiteral } from '../sql/render.ts';
import { decimalNumber, plainRows, unplainColumn } from './rows.ts';

export interface NodeEngineOptions {
  /** In DuckDB's words, such as `8GB`. */
  readonly memoryLimit?: string | undefined;
  /** Where DuckDB spills; by default a folder of the engine's own that is removed on close. */
  readonly tempDirectory?: string | undefined;
  readonly threads?: number | undefined;
}

/** How a database file is written. */
export interface DatabaseFormat {
  /** Version of DuckDB’s file format, such as `v1.2.0`. */
  readonly storage: string;
  /** A file is a whole number of blocks; a power of two from 16 384 on, 262 144 when left out. */
  readonly blockBytes?: number | undefined;
}

/** The name a database file has while it is being written, by its place; the tables that are in it already can be read there. */
export function writtenCatalog(place: number): Sql {
  return ident(`written_${place}`);
}

/** One table of a database file. */
export interface WrittenTable {
  readonly name: string;
  /** As in `create table`. */
  readonly columns: Sql;
  /** The place of its file; the first one when left out. */
  readonly place?: number;
  /** Queries for its rows, one after the other. */
  readonly parts: readonly Sql[];
}

export interface NodeEngine extends Engine {
  /** Makes a file on disk readable as `name` without copying it. */
  registerFile(name: string, path: string): Promise<void>;
  /** As `attach`, of a file on disk, which is not copied and has to stay. */
  attachFile(name: string, path: string): Promise<void>;
  /**
   * Writes database files at `paths`, where there must be none, that hold exactly these tables, each the rows of its queries
   * in their order. The next table is asked for when the one before it is written.
   */
  writeDatabases(
    paths: readonly string[],
    format: DatabaseFormat,
    tables: AsyncIterable<WrittenTable> | Iterable<WrittenTable>,
  ): Promise<void>;
}

/** How often a running statement is told to stop: DuckDB forgets an interrupt that arrives before it has begun. */
const interruptEveryMs = 5;

/** Native DuckDB in this process; it never fetches an extension. */
export async function openNodeEngine(options: NodeEngineOptions = {}): Promise<NodeEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'greenery-engine-'));
  try {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      temp_directory: options.tempDirectory ?? join(folder, 'spill'),
      ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    const loading = await instance.connect();
    await findFiles(loading, folder);
    return new NativeEngine(instance, loading, folder);
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new EngineError('start', 'The native database could not be opened.', { cause });
  }
}

class NativeEngine implements NodeEngine {
  readonly can = everything;
  readonly #instance: DuckDBInstance;
  readonly #folder: string;
  readonly #files = new Set<string>();
  /** Attached files that are copies of ours, null for others, by the name of their catalogue. */
  readonly #attached = new Map<string, string | null>();
  /** Where files that may be attached after `lock` have to be, by the name of their catalogue. */
  #later: ReadonlyMap<string, string> = new Map();
  #everAttached = 0;
  /** The connection of `exec`, and what it does now. */
  readonly #loading: DuckDBConnection;
  #loaded: Promise<void> = Promise.resolve();
  /** Running statements, and how to stop each. */
  readonly #running = new Map<Promise<unknown>, AbortController>();
  #locked: Promise<void> | undefined;
  #closed: Promise<void> | undefined;

  constructor(instance: DuckDBInstance, loading: DuckDBConnection, folder: string) {
    this.#instance = instance;
    this.#loading = loading;
    this.#folder = folder;
  }

  async register(name: string, bytes: Uint8Array): Promise<void> {
    await this.#place(name, (place) => writeFile(place, bytes));
  }

  async registerFile(name: string, path: string): Promise<void> {
    if (!existsSync(path)) throw new EngineError('sql', `There is no file ${path}.`);
    await this.#place(name, (place) => symlink(resolve(path), place));
  }

  async unregister(name: string): Promise<void> {
    this.#refuseWhenClosed();
    if (this.#files.delete(name)) await rm(join(this.#folder, name));
  }

  async readParquet(table: string, name: string): Promise<number> {
    this.#refuseWhenClosed();
    this.#refuseWhenLocked();
    if (!this.#files.has(name)) throw unregisteredFile(name);
    try {
      await this.exec(sql`create table ${ident(table)} as from read_parquet(${param(name, 'varchar')})`);
    } catch (error) {
      throw error instanceof EngineError && error.kind === 'sql' ? unreadableParquet(name, error) : error;
    }
    return naiveTimes(table, (query) => this.run(query));
  }

  async attach(name: string, file: Blob): Promise<void> {
    this.#refuseWhenClosed();
    const expected = this.#later.get(name);
    if (expected === undefined) this.#refuseWhenLocked();
    if (this.#attached.has(name)) throw attachedAlready(name);
    const path = expected ?? join(this.#folder, `attached-${this.#everAttached++}.duckdb`);
    await writeFile(path, file.stream());
    try {
      await this.#attachPath(name, path);
    } catch (error) {
      await rm(path);
      throw error;
    }
    this.#attached.set(name, path);
  }

  async attachFile(name: string, path: string): Promise<void> {
    this.#refuseWhenLocked();
    await this.#attachPath(name, path);
  }

  async #attachPath(name: string, path: string): Promise<void> {
    try {
      await this.#effect(`attach ${textLiteral(path)} as ${inline(ident(name))} (read_only)`);
    } catch (error) {
      throw error instanceof EngineError && error.kind === 'sql' ? unreadableDatabase(name, error) : error;
    }
    this.#attached.set(name, null);
  }

  async detach(name: string): Promise<void> {
    this.#refuseWhenClosed();
    const path = this.#attached.get(name);
    if (path === undefined) return;
    await this.exec(sql`detach ${ident(name)}`);
    this.#attached.delete(name);
    if (path !== null) await rm(path);
  }

  async writeDatabases(
    paths: readonly string[],
    format: DatabaseFormat,
    tables: AsyncIterable<WrittenTable> | Iterable<WrittenTable>,
  ): Promise<void> {
    const { storage, blockBytes = 262_144 } = format;
    const options = `storage_version ${textLiteral(storage)}, block_size ${blockBytes}`;
    const catalogs: Sql[] = [];
    try {
      for (const [place, path] of paths.entries()) {
        const catalog = writtenCatalog(place);
        await this.#effect(`attach ${textLiteral(path)} as ${inline(catalog)} (${options})`);
        catalogs.push(catalog);
      }
      for await (const { name, columns, place = 0, parts } of tables) {
        const table = sql`${writtenCatalog(place)}.${ident(name)}`;
        await this.exec(sql`create table ${table} (${columns})`);
        for (const rows of parts) await this.exec(sql`insert into ${table} ${rows}`);
      }
      for (const catalog of catalogs) await this.exec(sql`checkpoint ${catalog}`);
    } finally {
      for (const catalog of catalogs) await this.exec(sql`detach ${catalog}`);
    }
  }

  exec(query: Sql): Promise<void> {
    return this.#effect(inline(query));
  }

  #effect(text: string): Promise<void> {
    const work = () =>
      this.#tracked(text, (stop) =>
        interruptible(stop, this.#loading, async (connection) => {
          await connection.run(text);
        }),
      );
    this.#loaded = this.#loaded.then(work, work);
    return this.#loaded;
  }

  run(query: Sql, { signal }: RunOptions = {}): Promise<readonly Row[]> {
    const text = inline(query);
    return this.#tracked(text, (stop) => this.#connected(stop, (connection) => resultRows(connection, text)), signal);
  }

  ask(text: string, { mostRows, signal }: AskOptions): Promise<Answer> {
    const answer = (connection: DuckDBConnection) =>
      ask(
        {
          // Unlike running, preparing takes no second statement.
          check: (statement) => told(statement, async () => (await connection.prepare(statement)).destroySync()),
          run: (statement) => told(statement, () => resultRows(connection, statement)),
        },
        text,
        mostRows,
      );
    return this.#tracked(text, (stop) => this.#connected(stop, answer), signal);
  }

  lock(later: readonly string[] = []): Promise<void> {
    if (this.#locked === undefined) {
      this.#later = new Map(later.map((name, index) => [name, join(this.#folder, `later-${index}.duckdb`)]));
    }
    this.#locked ??= this.#lockAfterLoading();
    return this.#locked;
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#shutDown());
  }

  /** DuckDB looks in the working folder first, where a file of the same name would be read instead without a word. */
  async #place(name: string, put: (place: string) => Promise<void>): Promise<void> {
    this.#refuseWhenClosed();
    this.#refuseWhenLocked();
    if (existsSync(name)) {
      throw new EngineError('sql', `${name} is also a file in the working folder. Register it under another name.`);
    }
    const place = join(this.#folder, name);
    if (!place.startsWith(this.#folder + sep)) throw new EngineError('sql', `${name} is not a name for a file.`);
    await mkdir(dirname(place), { recursive: true });
    await rm(place, { force: true });
    await put(place);
    this.#files.add(name);
  }

  async #lockAfterLoading(): Promise<void> {
    for (const statement of lockStatements([...this.#later.values()])) await this.exec(statement);
  }

  #refuseWhenLocked(): void {
    if (this.#locked) throw lockedError();
  }

  /** Does `work` on a connection of its own. */
  async #connected<T>(stop: AbortSignal, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#instance.connect();
    try {
      // A locked engine takes no setting, and reaches no file that this one would help to find.
      await findFiles(connection, this.#folder).catch((cause: unknown) => {
        if (!this.#locked) throw cause;
      });
      return await interruptible(stop, connection, work);
    } finally {
      connection.closeSync();
    }
  }

  /** Does `work`, which `signal` and `close` can stop. */
  async #tracked<T>(text: string, work: (stop: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    this.#refuseWhenClosed();
    if (signal?.aborted) throw cancelledError();
    const stop = new AbortController();
    const abort = () => stop.abort();
    signal?.addEventListener('abort', abort);
    const running = work(stop.signal);
    this.#running.set(running, stop);
    try {
      return await running;
    } catch (error) {
      this.#refuseWhenClosed();
      throw engineError(error, text);
    } finally {
      this.#running.delete(running);
      signal?.removeEventListener('abort', abort);
    }
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw closedError();
  }

  async #shutDown(): Promise<void> {
    for (const stop of this.#running.values()) stop.abort();
    await Promise.allSettled(this.#running.keys());
    this.#loading.closeSync();
    this.#instance.closeSync();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Does `work`, and tells in an EngineError what DuckDB has against `text`. */
async function told<T>(text: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw engineError(cause, text);
  }
}

/** Makes `connection` find registered files by their names. */
async function findFiles(connection: DuckDBConnection, folder: string): Promise<void> {
  await connection.run(inline(sql`set file_search_path = ${param(folder, 'varchar')}`));
}

async function interruptible<T>(
  stop: AbortSignal,
  connection: DuckDBConnection,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  let interrupting: NodeJS.Timeout | undefined;
  const interrupt = () => {
    interrupting = setInterval(() => connection.interrupt(), interruptEveryMs);
  };
  if (stop.aborted) throw cancelledError();
  stop.addEventListener('abort', interrupt);
  try {
    const result = await work(connection);
    if (stop.aborted) throw cancelledError();
    return result;
  } finally {
    stop.removeEventListener('abort', interrupt);
    clearInterval(interrupting);
  }
}

async function resultRows(connection: DuckDBConnection, text: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(text);
  const types = reader.columnTypes();
  const values = reader.getColumns();
  const columns = reader.columnNames().map((name, index) => {
    refuseUnplain(name, types[index]);
    return { name, values: (values[index] ?? []).map((value) => plainer(value, name)) };
  });
  return plainRows(columns, reader.currentRowCount);
}

/** The types whose values need no second look; UUIDs are text in Arrow, and so here. */
const plainTypes: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
  DuckDBTypeId.VARCHAR,
  DuckDBTypeId.UUID,
  DuckDBTypeId.SQLNULL,
]);

function refuseUnplain(name: string, type: DuckDBType | undefined): void {
  if (type !== undefined && !plainTypes.has(type.typeId)) throw unplainColumn(name, String(type).toLowerCase());
}

function plainer(value: unknown, column: string): unknown {
  if (value instanceof DuckDBDecimalValue) return decimalNumber(value.value, value.scale, column);
  if (value instanceof DuckDBUUIDValue) return value.toString();
  return value;
}
