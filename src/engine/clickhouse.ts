import { type ClickhouseStatement, clickhouseStatement } from '../sql/clickhouse.ts';
import { param, sql, type Sql } from '../sql/sql.ts';
import {
  clickhouseError,
  exceptionCode,
  notRemote,
  tooSlow,
  unfit,
  unreachable,
  withdrawn,
} from './clickhouseErrors.ts';
import { askedSettings, type NeededTable, wrongWith } from './clickhouseNeeds.ts';
import { clickhouseRows, resultFormat } from './clickhouseRows.ts';
import { type Capabilities, type Engine, EngineError, type Row, type RunOptions } from './engine.ts';
import { cancelledError, closedError } from './engineErrors.ts';

export interface ClickhouseOptions {
  /** Where the server answers, such as `https://<server>:8443`; a path before its own is kept. */
  readonly url: string;
  readonly database: string;
  readonly user: string;
  /** Kept in memory, and sent in a header of each question only. */
  readonly password: string;
  /** What must be there; the types are those of the model. */
  readonly tables: Readonly<Record<string, NeededTable>>;
  /** How long a question may take before it is given up, here and there; two minutes when left out. */
  readonly timeoutMs?: number | undefined;
  /** Aborting gives up the start with `cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

/** Longer ones stand in the body: servers between here and there take no longer address. */
const longestAddress = 6000;

/**
 * A ClickHouse server, asked over HTTP. Before anything else it is looked at: rejects with a `start` sentence that lists all that is
 * wrong when it is too old, lacks tables or columns, or has settings with which answers could be wrong, partial or without limit.
 */
export async function openClickhouseEngine(options: ClickhouseOptions): Promise<Engine> {
  if (options.signal?.aborted) throw cancelledError();
  const engine = new ClickhouseEngine(options);
  try {
    await engine.check(options.tables, options.signal);
    return engine;
  } catch (error) {
    await engine.close();
    if (!(error instanceof EngineError) || error.kind === 'cancelled') throw error;
    throw new EngineError('start', error.message, { cause: error.cause });
  }
}

class ClickhouseEngine implements Engine {
  readonly can: Capabilities = { loads: false, asks: false };
  readonly #url: URL;
  readonly #database: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeoutMs: number;
  readonly #running = new Set<AbortController>();
  /** Whether this user may stop questions; most may not, and then closing the line stops them. */
  #kills = true;
  #closed = false;

  constructor({ url, database, user, password, timeoutMs = 120_000 }: ClickhouseOptions) {
    this.#url = new URL(url.endsWith('/') ? url : `${url}/`);
    this.#database = database;
    this.#headers = { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password };
    this.#timeoutMs = timeoutMs;
  }

  async check(tables: Readonly<Record<string, NeededTable>>, signal: AbortSignal | undefined): Promise<void> {
    const options = { signal };
    const [told] = await this.run(sql`select version() as version`, options);
    const settings = await this.run(
      sql`select name, value from system.settings where name in (${list(askedSettings)})`,
      options,
    );
    const columns = await this.run(
      sql`
        select concat(table, '.', name) as name, type
        from system.columns
        where database = ${param(this.#database, 'varchar')} and table in (${list(Object.keys(tables))})`,
      options,
    );
    const wrong = wrongWith(
      {
        version: String(told?.['version']),
        settings: pairs(settings, 'value'),
        columns: pairs(columns, 'type'),
      },
      tables,
    );
    if (wrong.length > 0) throw unfit(this.#url.host, wrong);
  }

  async run(query: Sql, { signal }: RunOptions = {}): Promise<readonly Row[]> {
    this.#refuseWhenClosed();
    const statement = clickhouseStatement(query);
    if (signal?.aborted) throw withdrawn(statement.text);
    const stop = new AbortController();
    const abort = () => stop.abort(withdrawn(statement.text));
    signal?.addEventListener('abort', abort);
    const late = setTimeout(
      () => stop.abort(tooSlow(this.#url.host, this.#timeoutMs, statement.text)),
      this.#timeoutMs,
    );
    this.#running.add(stop);
    try {
      return await this.#answer(statement, stop.signal);
    } catch (error) {
      this.#refuseWhenClosed();
      throw error;
    } finally {
      clearTimeout(late);
      this.#running.delete(stop);
      signal?.removeEventListener('abort', abort);
    }
  }

  async #answer(statement: ClickhouseStatement, stop: AbortSignal): Promise<readonly Row[]> {
    const id = queryId();
    const { text: sqlText } = statement;
    let status: number;
    let body: string;
    try {
      const response = await this.#send(statement, id, stop);
      status = response.status;
      body = await response.text();
    } catch (cause) {
      if (!stop.aborted) throw unreachable(this.#url.host, cause, sqlText);
      void this.#kill(id);
      throw stop.reason;
    }
    if (stop.aborted) throw stop.reason;
    if (status !== 200) throw clickhouseError(status, body, sqlText);
    try {
      const rows = clickhouseRows(body);
      if (rows !== null) return rows;
    } catch (error) {
      throw error instanceof EngineError
        ? new EngineError(error.kind, error.message, { cause: error, sql: sqlText })
        : error;
    }
    throw clickhouseError(status, body, sqlText);
  }

  /** The server waits for the end before it sends anything: an error cannot come after half an answer. */
  #send({ text, values }: ClickhouseStatement, id: string, signal: AbortSignal): Promise<Response> {
    const url = new URL(this.#url);
    const ask = (name: string, value: string) => url.searchParams.set(name, value);
    ask('database', this.#database);
    ask('query_id', id);
    ask('default_format', resultFormat);
    ask('wait_end_of_query', '1');
    const named = Object.entries(values).map(([name, value]) => [`param_${name}`, value] as const);
    const isLong = named.reduce((length, [, value]) => length + encodeURIComponent(value).length, 0) > longestAddress;
    let body: string | FormData = text;
    if (isLong) {
      body = new FormData();
      body.set('query', text);
      for (const [name, value] of named) body.set(name, value);
    } else {
      for (const [name, value] of named) ask(name, value);
    }
    return this.#post(url, body, signal);
  }

  #post(url: URL, body: string | FormData, signal?: AbortSignal): Promise<Response> {
    return fetch(url, {
      method: 'POST',
      body,
      headers: this.#headers,
      // No other host ever gets the password.
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** Tells the server that nobody waits for an answer. The closed line says so too, where the server looks at it. */
  async #kill(id: string): Promise<void> {
    if (!this.#kills) return;
    const { text, values } = clickhouseStatement(sql`kill query where query_id = ${param(id, 'varchar')} async`);
    const url = new URL(this.#url);
    for (const [name, value] of Object.entries(values)) url.searchParams.set(`param_${name}`, value);
    try {
      const response = await this.#post(url, text);
      if (response.status !== 200 && exceptionCode(await response.text()) !== null) this.#kills = false;
    } catch {
      // The line that was closed has told it, or nothing can.
    }
  }

  async ask(): Promise<never> {
    this.#refuseWhenClosed();
    throw notRemote('Running SQL of one’s own');
  }

  async exec(): Promise<never> {
    this.#refuseWhenClosed();
    throw notRemote('Changing data');
  }

  async register(): Promise<never> {
    this.#refuseWhenClosed();
    throw notRemote('Loading files');
  }

  async readParquet(): Promise<never> {
    return this.register();
  }

  async attach(): Promise<never> {
    return this.register();
  }

  /** There are none. */
  async unregister(): Promise<void> {
    this.#refuseWhenClosed();
  }

  /** There are none. */
  async detach(): Promise<void> {
    this.#refuseWhenClosed();
  }

  /** The user of the page can only read from the start. */
  async lock(): Promise<void> {
    this.#refuseWhenClosed();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const stop of this.#running) stop.abort(closedError());
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw closedError();
  }
}

function list(names: readonly string[]): Sql {
  return names.reduce<Sql>(
    (all, name, index) => (index === 0 ? param(name, 'varchar') : sql`${all}, ${param(name, 'varchar')}`),
    sql`''`,
  );
}

function pairs(rows: readonly Row[], value: string): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [String(row['name']), String(row[value])]));
}

/** A name nobody else’s question has; `crypto.randomUUID` is not there on a page without TLS. */
function queryId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
