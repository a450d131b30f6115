import { openClickhouseEngine } from '../engine/clickhouse.ts';
import { isLoginRefused } from '../engine/clickhouseErrors.ts';
import { type Answer, type AskOptions, type Engine, EngineError, type Row } from '../engine/engine.ts';
import { cancelledError } from '../engine/engineErrors.ts';
import { type EngineFile, engineFileName, parseEngineFile } from '../ingest/engineFile.ts';
import { fetchFile } from '../ingest/fetchFile.ts';
import { DatasetError, fatal, issue } from '../ingest/issue.ts';
import { serverDataset } from '../ingest/serverDataset.ts';
import { martTables } from '../model/tables.ts';
import type { AskedEngine } from '../queries/patientEngine.ts';
import { writtenFrom } from '../queries/writtenQueries.ts';
import type { Scalar } from '../sql/sql.ts';
import type { DatasetServer, OpenDataset, Opened, Show, SignIn } from './datasetStore.ts';
import { ServerUnfitError } from './serverUnfit.ts';

/** A server that let the person in, and what lies on it. */
interface Connected {
  readonly engine: Engine;
  readonly data: OpenDataset;
}

/** One server for the whole visit: who moves from dataset to dataset, or back in the history, is not asked for the password again. */
let connected: Connected | null = null;
let told: EngineFile | null = null;

/** Shows the dataset of the server in `engine.json` when a person has signed in; `id` is the one that the link names, if it does. */
export function openServerDataset(id: string | null, show: Show): Opened {
  let stop = new AbortController();
  /** Kept while the page is open, and nowhere else. */
  let password: string | null = null;

  /** What is shown instead of an answer; an answer that was waited for is not waited for any more. */
  const begin = () => {
    stop.abort();
    stop = new AbortController();
    return stop.signal;
  };

  const start = () => {
    const signal = begin();
    go(signal).catch((error: unknown) => fail(error, signal));
  };

  async function go(signal: AbortSignal): Promise<void> {
    if (told === null) show({ status: 'starting', early: null }, null);
    told ??= await fetchEngineFile(signal);
    if (signal.aborted) return;
    if (connected !== null) ready(connected);
    else if (password === null) askFor(told, null);
    else await connect(told, password, signal);
  }

  const fail = (error: unknown, signal: AbortSignal) => {
    if (signal.aborted) return;
    const file = told;
    show(
      {
        status: 'failed',
        error: error instanceof Error ? error : new Error(String(error)),
        ...(file === null ? {} : { signInAgain: () => askFor(file, null) }),
      },
      null,
    );
  };

  /** Asks the person for the password; `refused` says why again. */
  const askFor = (file: EngineFile, refused: string | null) => {
    begin();
    password = null;
    forget();
    showSignIn(file, { refused, isConnecting: false });
  };

  const showSignIn = (file: EngineFile, now: Pick<SignIn, 'refused' | 'isConnecting'>) => {
    const submit = (typed: string) => {
      const signal = begin();
      connect(file, typed, signal).catch((error: unknown) => fail(error, signal));
    };
    const signIn = { server: serverOf(file), title: file.title ?? null, ...now, connect: submit };
    show({ status: 'starting', early: null, signIn }, null);
  };

  async function connect(file: EngineFile, typed: string, signal: AbortSignal): Promise<void> {
    password = typed;
    showSignIn(file, { refused: null, isConnecting: true });
    try {
      const engine = await openClickhouseEngine({ ...file, password: typed, tables: martTables, signal });
      const { manifest, issues } = await serverDataset(engine, file, { signal });
      if (signal.aborted) return await engine.close();
      const data = { manifest, base: null, report: { tables: [], issues, checks: [] }, server: serverOf(file) };
      connected = { engine, data };
      ready(connected);
    } catch (error) {
      if (signal.aborted) return;
      if (!isLoginRefused(error)) throw withReasons(error);
      askFor(file, error instanceof Error ? error.message : String(error));
    }
  }

  const ready = ({ engine, data }: Connected) => {
    if (id !== null && id !== data.manifest.id) {
      throw fatal(`There is no dataset "${id}" here. This site shows ${data.manifest.id}, on a database server.`);
    }
    const signedOut = () => {
      if (told === null) return;
      askFor(
        told,
        'The database server does not let this user in any more. Sign in again: your filters and the link are as they were.',
      );
    };
    show({ status: 'ready', engine: watched(engine, signedOut), publishing: null }, data);
  };

  start();
  return {
    retry: start,
    close: () => stop.abort(),
    drawn: () => undefined,
    settled: () => undefined,
  };
}

function forget(): void {
  void connected?.engine.close();
  connected = null;
}

/** Calls `signedOut` once the server refuses the login of a person who was in. Their question is withdrawn: it is asked again then. */
function watched(engine: Engine, signedOut: () => void): AskedEngine {
  const run: Engine['run'] = async (query, options) => {
    try {
      return await engine.run(query, options);
    } catch (error) {
      if (!isLoginRefused(error)) throw error;
      if (connected?.engine === engine) signedOut();
      throw cancelledError({ cause: error });
    }
  };
  return { run, ask: (text, options) => askAgain({ run, ask: engine.ask.bind(engine) }, text, options) };
}

/** Runs a statement that the page has shown as text: the server has words of its own for it. Any other is the engine’s to refuse. */
async function askAgain(engine: AskedEngine, text: string, options: AskOptions): Promise<Answer> {
  const query = writtenFrom(text);
  if (query === undefined) return engine.ask(text, options);
  const began = performance.now();
  const rows = await engine.run(query, { signal: options.signal });
  const names = Object.keys(rows[0] ?? {});
  return {
    columns: names.map((name) => ({ name, type: typeOf(name, rows) })),
    rows: rows.slice(0, options.mostRows).map((row) => names.map((name) => row[name] ?? null)),
    cut: rows.length > options.mostRows,
    tookMs: performance.now() - began,
  };
}

/** DuckDB’s name for what stands in a column. */
function typeOf(name: string, rows: readonly Row[]): string {
  const kinds = new Set(rows.map((row) => kindOf(row[name] ?? null)));
  kinds.delete(null);
  if (kinds.has('DOUBLE')) return 'DOUBLE';
  const [kind] = kinds;
  return kind ?? 'VARCHAR';
}

function kindOf(value: Scalar): string | null {
  if (value === null) return null;
  if (typeof value === 'number') return Number.isInteger(value) ? 'BIGINT' : 'DOUBLE';
  return typeof value === 'boolean' ? 'BOOLEAN' : 'VARCHAR';
}

/** Not from a cache: whoever puts the site up may have moved the server. Throws DatasetError. */
async function fetchEngineFile(signal: AbortSignal): Promise<EngineFile> {
  const bytes = await fetchFile(new URL(engineFileName, document.baseURI).href, {
    file: engineFileName,
    bytes: null,
    fetch: (url, init) => globalThis.fetch(url, init),
    signal,
    cache: 'no-cache',
  });
  const { file, wrong } = parseEngineFile(new TextDecoder().decode(bytes));
  if (file !== null) return file;
  throw new DatasetError(wrong.map((sentence) => issue('fatal', `${engineFileName}: ${sentence}`)));
}

function serverOf({ url, database, user }: EngineFile): DatasetServer {
  return { host: new URL(url).host, database, user };
}

/** What is wrong with a server as a list, where the error has one. */
function withReasons(error: unknown): unknown {
  if (!(error instanceof EngineError) || !(error.cause instanceof AggregateError)) return error;
  const reasons = error.cause.errors.map((reason: unknown) =>
    reason instanceof Error ? reason.message : String(reason),
  );
  return new ServerUnfitError(error.message, reasons, { cause: error });
}
