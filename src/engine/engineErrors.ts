import { EngineError } from './engine.ts';

/** DuckDB starts every message of its own with a kind; what lacks one is a trap or a broken worker. */
const duckdbMessage = /^([A-Z][A-Za-z ]*) Error: ?/;

/** What an engine threw, told by its kind: anything DuckDB did not say in its own words means the engine is `lost`. */
export function engineError(cause: unknown, sql?: string): EngineError {
  if (cause instanceof EngineError) return cause;
  const message = duckdbWords(cause);
  const context = { cause, ...(sql === undefined ? {} : { sql }) };
  const kind = duckdbMessage.exec(message)?.[1];
  if (kind === undefined || kind === 'FATAL') return lostError(context);
  if (kind === 'INTERRUPT') return cancelledError(context);
  if (kind === 'Out of Memory') {
    return new EngineError(
      'memory',
      'This does not fit into the memory the database may use. Narrow the dates, choose fewer columns or a smaller dataset.',
      context,
    );
  }
  return new EngineError('sql', `The database refused a statement. ${firstSentence(message)}`, context);
}

/** The engine died. */
export function lostError(context: { cause?: unknown; sql?: string } = {}): EngineError {
  return new EngineError('lost', 'The database stopped working and has to be started again.', context);
}

/** The engine was closed by the page itself. */
export function closedError(): EngineError {
  return new EngineError('lost', 'The database has been closed.');
}

/** Somebody aborted the statement. */
export function cancelledError(context: { cause?: unknown; sql?: string } = {}): EngineError {
  return new EngineError('cancelled', 'The question was withdrawn before it was answered.', context);
}

/** The registered file `name` cannot be read as Parquet. */
export function unreadableParquet(name: string, cause: unknown): EngineError {
  return new EngineError(
    'sql',
    `${name} is not a readable Parquet file: it is damaged, cut short or something else. Export it again.`,
    { cause },
  );
}

/** The file to be attached as `name` cannot be opened. */
export function unreadableDatabase(name: string, cause: unknown): EngineError {
  return new EngineError(
    'sql',
    `The database file for ${name} cannot be opened: it is damaged, cut short or of another version of DuckDB.`,
    { cause },
  );
}

/** Nobody registered `name`. */
export function unregisteredFile(name: string): EngineError {
  return new EngineError('sql', `There is no file ${name}: it was not loaded, or was already let go.`);
}

/** There is an attached file of this name. */
export function attachedAlready(name: string): EngineError {
  return new EngineError('sql', `There is a database file for ${name} already.`);
}

/** The engine was locked, and `register`, `readParquet` or `attach` came after it. */
export function lockedError(): EngineError {
  return new EngineError('sql', 'The database is shut off from files: nothing more can be loaded into it.');
}

/** What DuckDB itself said: its kind of error, the message, and often an excerpt of the statement with a caret. */
export function duckdbWords(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  // DuckDB-WASM sends parser errors as JSON.
  if (!message.startsWith('{"exception_type"')) return message;
  const told = JSON.parse(message) as { exception_type: string; exception_message: string };
  return `${told.exception_type} Error: ${told.exception_message}`;
}

function firstSentence(message: string): string {
  const line = message.split('\n', 1)[0]?.trim() ?? '';
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
