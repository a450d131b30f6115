import { createDuckDB, type DuckDBConnection, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { createRequire } from 'node:module';
import { arrowRows } from '../../src/engine/arrowRows.ts';
import { type Engine, EngineError, everything, type Row, type RunOptions } from '../../src/engine/engine.ts';
import { closedError, engineError, unregisteredFile } from '../../src/engine/engineErrors.ts';
import { inline } from '../../src/sql/render.ts';
import type { Sql } from '../../src/sql/sql.ts';

const asset = createRequire(import.meta.url).resolve;

/**
 * DuckDB-WASM, the very module that the page runs, in this process and without a worker: it answers what it is asked and takes bytes, and
 * nothing else happens meanwhile. What the worker adds, cancelling and dying, is proven in a browser.
 */
export async function openWasmInNode(): Promise<Engine> {
  const eh = asset('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  const mvp = asset('@duckdb/duckdb-wasm/dist/duckdb-mvp.wasm');
  const bundles = { mvp: { mainModule: mvp, mainWorker: '' }, eh: { mainModule: eh, mainWorker: '' } };
  const db = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
  await db.instantiate();
  db.open({});
  const connection = db.connect();
  // As in the page: nothing is fetched.
  connection.query('set autoinstall_known_extensions = false');
  connection.query('set autoload_known_extensions = false');
  return new WasmInNode(db, connection);
}

type Database = Awaited<ReturnType<typeof createDuckDB>>;

class WasmInNode implements Engine {
  readonly can = everything;
  readonly #db: Database;
  readonly #connection: DuckDBConnection;
  #closed = false;

  constructor(db: Database, connection: DuckDBConnection) {
    this.#db = db;
    this.#connection = connection;
  }

  async register(name: string, bytes: Uint8Array): Promise<void> {
    this.#db.registerFileBuffer(name, bytes);
  }

  async unregister(name: string): Promise<void> {
    this.#db.dropFile(name);
  }

  async exec(query: Sql): Promise<void> {
    this.#pieces(query);
  }

  async run(query: Sql, { signal }: RunOptions = {}): Promise<readonly Row[]> {
    signal?.throwIfAborted();
    return arrowRows([this.#pieces(query)]);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.close();
    this.#db.reset();
  }

  async lock(): Promise<void> {}

  async detach(): Promise<void> {}

  async readParquet(_table: string, name: string): Promise<never> {
    throw unregisteredFile(name);
  }

  async attach(): Promise<never> {
    throw new EngineError('sql', 'Files are attached in a browser only.');
  }

  async ask(): Promise<never> {
    throw new EngineError('sql', 'Statements of one’s own run in a browser only.');
  }

  #pieces(query: Sql): Uint8Array {
    if (this.#closed) throw closedError();
    const text = inline(query);
    try {
      return this.#connection.useUnsafe((bindings, connection) => bindings.runQuery(connection, text));
    } catch (cause) {
      throw engineError(cause, text);
    }
  }
}
