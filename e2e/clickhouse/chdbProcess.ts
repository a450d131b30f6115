import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Asked, Told } from './messages.ts';

/** As much of the package `chdb` as is used here; its own types are there only where it is installed. */
interface Result {
  bytes(): Uint8Array;
}
interface Session {
  queryAsync(text: string, options: { format: string }): Promise<Result>;
  queryBindAsync(
    text: string,
    values: Readonly<Record<string, string | null>>,
    options: { format: string },
  ): Promise<Result>;
  close(): void;
}
interface Chdb {
  readonly Session: new (path: string, options?: { connectionArgs: readonly string[] }) => Session;
}

const { Session } = createRequire(import.meta.url)('chdb') as Chdb;
const [folder = '', settings = '', config = ''] = process.argv.slice(2);
const connectionArgs = config === '' ? [] : [`--config-file=${config}`];

/** One question at a time. */
interface Connection {
  /** What its processes are found by: chDB gives them names of its own. */
  readonly name: string;
  readonly session: Session;
  database: string;
}

let connectionsEver = 0;
const free = { reader: [] as Connection[], loader: [] as Connection[], keeper: [] as Connection[] };
/** The names of connections, by that of the question they are at. */
const running = new Map<string, string>();
let files = 0;

async function connected<T>(
  role: keyof typeof free,
  database: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = free[role].pop() ?? (await opened(role));
  try {
    if (connection.database !== database) {
      await plain(connection.session, `use "${database.replaceAll('"', '')}"`);
      connection.database = database;
    }
    const result = await work(connection);
    free[role].push(connection);
    return result;
  } catch (error) {
    // What a stopped question had written by then would stand before the next answer.
    connection.session.close();
    throw error;
  }
}

async function opened(role: keyof typeof free): Promise<Connection> {
  const session = new Session(join(folder, 'data'), { connectionArgs });
  const name = `connection ${connectionsEver++}`;
  await plain(session, `set log_comment = '${name}'`);
  if (role === 'reader') await plain(session, `set ${settings}`);
  return { name, session, database: 'default' };
}

function plain(session: Session, text: string, format = 'JSONCompact'): Promise<Result> {
  return session.queryAsync(text, { format });
}

function answer({ id, role, database, text, values, format, body }: Asked & { kind: 'run' }): Promise<Result> {
  return connected(role, database, async ({ session, name }) => {
    running.set(id, name);
    try {
      if (body !== null) return await inserted(session, text, body);
      const bound = Object.keys(values).length > 0;
      return await (bound ? session.queryBindAsync(text, values, { format }) : session.queryAsync(text, { format }));
    } finally {
      running.delete(id);
    }
  });
}

/** It takes what is inserted from a file. */
async function inserted(session: Session, text: string, body: Uint8Array): Promise<Result> {
  const [, start, format] = /^\s*(insert\s+into\s+.*?)\s+format\s+(\w+)\s*$/is.exec(text) ?? [];
  if (start === undefined || format === undefined)
    throw new Error('Code: 62. DB::Exception: Only inserts have a body.');
  await mkdir(join(folder, 'inserted'), { recursive: true });
  const path = join(folder, 'inserted', `${files++}`);
  await writeFile(path, body);
  try {
    return await plain(
      session,
      `${start} select * from file('${path}', '${format}') settings insert_null_as_default = 0`,
    );
  } finally {
    await rm(path);
  }
}

/** Again and again until it has ended: a question with values begins when the one before it has. */
async function kill(id: string): Promise<void> {
  while (running.has(id)) {
    await connected('keeper', 'default', ({ session }) =>
      plain(session, `kill query where Settings['log_comment'] = '${running.get(id) ?? ''}' async`),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const tell = (message: Told) => process.send?.(message);

process.on('message', (asked: Asked) => {
  if (asked.kind === 'kill') {
    kill(asked.id).catch(() => undefined);
    return;
  }
  answer(asked).then(
    (result) => tell({ kind: 'rows', id: asked.id, bytes: result.bytes() }),
    (error: unknown) =>
      tell({
        kind: 'refused',
        id: asked.id,
        message: (error instanceof Error ? error.message : String(error)).replace(/^Query failed: /, ''),
      }),
  );
});
process.on('disconnect', () => process.exit(0));

const version = await connected('keeper', 'default', ({ session }) => plain(session, 'select version()', 'TSV'));
tell({ kind: 'ready', version: new TextDecoder().decode(version.bytes()).trim() });
