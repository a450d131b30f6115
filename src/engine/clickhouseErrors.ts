import { EngineError, type EngineErrorKind } from './engine.ts';
import { cancelledError } from './engineErrors.ts';

/** How ClickHouse begins what it has against a statement. */
const exception = /Code: (\d+)\. DB::(?:\w+)?Exception: /;

/** What its codes mean to a person; all others are told in its own words. */
const sentences: Readonly<Record<number, readonly [EngineErrorKind, string]>> = {
  158: [
    'memory',
    'The database server does not read so many rows for one question. Narrow the dates or choose fewer values.',
  ],
  159: ['sql', 'The database server gave up: the question took longer than it allows. Narrow the dates.'],
  160: ['sql', 'The database server gave up: the question would take longer than it allows. Narrow the dates.'],
  191: [
    'memory',
    'The database server does not hold so many values for one question. Narrow the dates or choose fewer values.',
  ],
  193: ['start', 'The database server does not know this user, or the password is wrong.'],
  194: ['start', 'The database server asks for a password.'],
  201: ['sql', 'This user has asked the database server for as much as it may for now. Wait a little and try again.'],
  202: ['sql', 'The database server has too many questions at once. Try again.'],
  209: ['sql', 'A part of the database cluster did not answer in time, so there is no number. Try again.'],
  210: ['sql', 'A part of the database cluster cannot be reached, so there is no number. Try again.'],
  241: [
    'memory',
    'This does not fit into the memory the database server allows a question. Narrow the dates or choose fewer values.',
  ],
  279: ['sql', 'A part of the database cluster cannot be reached, so there is no number. Try again.'],
  307: [
    'memory',
    'The database server does not read so much for one question. Narrow the dates or choose fewer values.',
  ],
  394: ['sql', 'The database server stopped this question before it was answered. Try again.'],
  396: [
    'memory',
    'The answer has more rows than the database server gives out at once. Narrow the dates or choose fewer values.',
  ],
  497: ['sql', 'This user may not read all that the page asks for. Ask who keeps the database server.'],
  519: ['sql', 'A part of the database cluster cannot be reached, so there is no number. Try again.'],
  516: ['start', 'The database server does not know this user, or the password is wrong.'],
};

/** ClickHouse’s number of what went wrong, in what it says; null where it says none. */
export function exceptionCode(text: string): number | null {
  const code = exception.exec(text)?.[1];
  return code === undefined ? null : Number(code);
}

/** What `text`, all that came for `sql`, has against it; `status` is that of HTTP. */
export function clickhouseError(status: number, text: string, sql: string): EngineError {
  const context = { cause: new Error(`HTTP ${status}: ${text.slice(0, 10_000)}`), sql };
  const code = exceptionCode(text);
  if (code !== null) {
    const known = sentences[code];
    if (known !== undefined) return new EngineError(known[0], known[1], context);
    return new EngineError('sql', `The database server refused a statement. ${words(text)}`, context);
  }
  if (status === 401 || status === 403) {
    return new EngineError('start', 'The database server does not let this user in.', context);
  }
  return new EngineError(
    'sql',
    status === 200
      ? 'The answer of the database server was cut short or is no answer, so there is no number. Try again.'
      : `The database server answered with an error, HTTP ${status}. Try again.`,
    context,
  );
}

/** Nothing came from `host`, or the browser does not hand it over. A browser does not say which. */
export function unreachable(host: string, cause: unknown, sql: string): EngineError {
  return new EngineError(
    'sql',
    `The database server ${host} does not answer, or does not allow this page to ask it (CORS). Check the network and try again.`,
    { cause, sql },
  );
}

/** `host` sent nothing whole within `ms`. */
export function tooSlow(host: string, ms: number, sql: string): EngineError {
  return new EngineError(
    'sql',
    `The database server ${host} has not answered within ${Math.round(ms / 1000)} seconds. Narrow the dates or try again.`,
    { sql },
  );
}

/** Somebody aborted `sql`. */
export function withdrawn(sql: string): EngineError {
  return cancelledError({ sql });
}

/** What only an engine in the page can do. */
export function notRemote(what: string): EngineError {
  return new EngineError(
    'sql',
    `${what} is not possible here: the data lies on a database server that the page only reads.`,
  );
}

/** Whether `error` says that the server does not know the user, or that the password is wrong. */
export function isLoginRefused(error: unknown): boolean {
  if (!(error instanceof EngineError && error.cause instanceof Error)) return false;
  const { message } = error.cause;
  const code = exceptionCode(message);
  return code === null ? /^HTTP 40[13]:/.test(message) : sentences[code]?.[0] === 'start';
}

/** The server is not as the page needs it; `wrong` are all the reasons, each a sentence. The `cause` has them one by one. */
export function unfit(host: string, wrong: readonly string[]): EngineError {
  return new EngineError(
    'start',
    `The database server ${host} is not set up for this page, so nothing is asked of it. ${wrong.join(' ')}`,
    { cause: new AggregateError(wrong.map((sentence) => new Error(sentence))) },
  );
}

/** The first sentence of what ClickHouse says, without its code, its version and the statement. */
function words(text: string): string {
  const said = text.slice(text.search(exception)).replace(exception, '');
  const line = said.split('\n', 1)[0] ?? '';
  const plain = line
    .replace(/ ?\(version [^)]*\)+\)?\s*$/, '')
    .replace(/\s+\([A-Z_]+\)\s*$/, '')
    .trim();
  const [first = ''] = plain.split(/\. (?:Expected one of|In query|In scope|Maybe you meant)\b/, 1);
  const short = first.length > 300 ? `${first.slice(0, 300)} …` : first;
  return /[.!?]$/.test(short) ? short.replace(/\?\.$/, '?') : `${short}.`;
}
