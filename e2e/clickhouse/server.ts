import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asked, Told } from './messages.ts';

export interface ServerOptions {
  /** The settings of the reader, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where pages may ask from: the answer’s `Access-Control-Allow-Origin`. Null sends none. */
  readonly allowOrigin?: string | null;
  readonly port?: number;
  /** Of how many shards the cluster `cluster` is: each is this very server, which stands in for them one after the other. */
  readonly shards?: number;
  /** Where its data lies already, in a folder `data`; left out, it begins with none and leaves none. */
  readonly folder?: string;
}

export interface TestServer {
  readonly url: string;
  readonly version: string;
  readonly reader: Login;
  readonly loader: Login;
  /** How many questions run. */
  readonly running: () => number;
  readonly close: () => Promise<void>;
}

interface Login {
  readonly user: string;
  readonly password: string;
}

const reader: Login = { user: 'reader', password: 'let me read' };
const loader: Login = { user: 'loader', password: 'let me load' };

/**
 * A ClickHouse that answers over HTTP as the server does: the real engine, in a process of its own, behind as much of its HTTP interface as
 * the dashboard and its loader use. What is not the engine’s own here: users, and the form of addresses, answers and errors.
 */
export async function startClickhouse(options: ServerOptions): Promise<TestServer> {
  const { settings, allowOrigin = '*', port = 0, shards = 0 } = options;
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'clickhouse-test-')));
  const assignments = Object.entries({ ...settings, readonly: '1' }).map(([name, value]) => `${name} = '${value}'`);
  const config = shards === 0 ? '' : join(folder, 'config.xml');
  if (shards > 0) await writeFile(config, clusterOf(shards));
  const child = fork(join(import.meta.dirname, 'chdbProcess.ts'), [folder, assignments.join(', '), config], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  const waiting = new Map<string, (told: Told) => void>();
  const version = await new Promise<string>((resolve, reject) => {
    child.on('message', (told: Told) => {
      if (told.kind === 'ready') resolve(told.version);
      else waiting.get(told.id)?.(told);
    });
    child.on('exit', (code) => {
      reject(new Error(`ClickHouse ended with ${String(code)}.`));
      for (const [id, tell] of waiting)
        tell({ kind: 'refused', id, message: 'Code: 236. DB::Exception: Server ended.' });
    });
  });
  const ask = (asked: Asked & { kind: 'run' }) =>
    new Promise<Told>((resolve) => {
      waiting.set(asked.id, resolve);
      child.send(asked);
    }).finally(() => waiting.delete(asked.id));

  const server = createServer((request, response) => {
    if (allowOrigin !== null) response.setHeader('Access-Control-Allow-Origin', allowOrigin);
    handle(request, response).catch((error: unknown) =>
      refuse(response, 'Code: 1002. DB::Exception: ' + String(error)),
    );
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'OPTIONS') {
      if (allowOrigin !== null) {
        response.setHeader(
          'Access-Control-Allow-Headers',
          'origin, x-requested-with, x-clickhouse-user, x-clickhouse-key, content-type',
        );
        response.setHeader('Access-Control-Allow-Methods', 'POST, GET, OPTIONS');
      }
      response.writeHead(204).end();
      return;
    }
    const given = await fields(request);
    const login = [reader, loader].find(({ user }) => user === request.headers['x-clickhouse-user']);
    if (login === undefined || login.password !== request.headers['x-clickhouse-key']) {
      const name = String(request.headers['x-clickhouse-user'] ?? 'default');
      refuse(
        response,
        `Code: 516. DB::Exception: ${name}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`,
      );
      return;
    }
    const values = Object.fromEntries(
      Array.from(given.fields).flatMap(([name, value]) =>
        name.startsWith('param_') ? [[name.slice('param_'.length), unescaped(value)]] : [],
      ),
    );
    const { text } = given;
    if (/^\s*kill query where query_id = \{\w+:String\}/i.test(text)) {
      child.send({ kind: 'kill', id: Object.values(values)[0] ?? '' } satisfies Asked);
      response.end();
      return;
    }
    const id = given.fields.get('query_id') ?? `unnamed ${Math.random()}`;
    const gone = () => {
      if (!response.writableFinished) child.send({ kind: 'kill', id } satisfies Asked);
    };
    response.on('close', gone);
    const told = await ask({
      kind: 'run',
      id,
      role: login === reader ? 'reader' : 'loader',
      database: given.fields.get('database') ?? 'default',
      text,
      values,
      format: given.fields.get('default_format') ?? 'TabSeparated',
      body: given.body,
    });
    if (told.kind === 'rows') {
      response.setHeader('X-ClickHouse-Query-Id', id);
      response.writeHead(200);
      for (let from = 0; from < told.bytes.length; from += 65_536)
        response.write(told.bytes.subarray(from, from + 65_536));
      response.end();
    } else if (told.kind === 'refused') {
      refuse(response, `${told.message} (version ${version})`);
    }
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    version,
    reader,
    loader,
    running: () => waiting.size,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.on('exit', resolve);
        child.kill('SIGKILL');
      });
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server that knows this cluster. Where it would listen, if it did, is what it knows itself by. */
function clusterOf(shards: number): string {
  const shard = '<shard><replica><host>127.0.0.1</host><port>9000</port></replica></shard>';
  return `<clickhouse>
  <tcp_port>9000</tcp_port>
  <remote_servers><cluster>${shard.repeat(shards)}</cluster></remote_servers>
</clickhouse>
`;
}

interface Given {
  readonly fields: ReadonlyMap<string, string>;
  readonly text: string;
  /** What follows a query that stands in the address. */
  readonly body: Uint8Array | null;
}

/** The address’s fields and those of a form; the text is in the form, in the body, or in the address. */
async function fields(request: IncomingMessage): Promise<Given> {
  const named = new Map(new URL(request.url ?? '/', 'http://localhost').searchParams);
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form) if (typeof value === 'string') named.set(name, value);
    return { fields: named, text: named.get('query') ?? '', body: null };
  }
  const query = named.get('query');
  if (query === undefined) return { fields: named, text: body.toString('utf8'), body: null };
  return { fields: named, text: query, body: body.length === 0 ? null : body };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', f: '\f' };

/** A value as it stands in an address, without its escapes. */
function unescaped(value: string): string | null {
  if (value === '\\N') return null;
  return value.replaceAll(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
}

const statuses: Readonly<Record<number, number>> = { 60: 404, 62: 400, 81: 404, 159: 408, 164: 403, 516: 403 };

function refuse(response: ServerResponse, message: string): void {
  const code = Number(/^Code: (\d+)/.exec(message)?.[1] ?? 1002);
  response.setHeader('X-ClickHouse-Exception-Code', String(code));
  response.writeHead(statuses[code] ?? (code < 200 ? 400 : 500), { 'Content-Type': 'text/plain; charset=UTF-8' });
  response.end(`${message}\n`);
}
