import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { param, sql } from '../sql/sql.ts';
import { type ClickhouseOptions, openClickhouseEngine } from './clickhouse.ts';
import { limitSettings, meaningSettings } from './clickhouseNeeds.ts';

type Answering = (request: IncomingMessage, response: ServerResponse, asked: string) => void;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const goodSettings: readonly (readonly [string, string])[] = [
  ...meaningSettings.map(({ name, value }) => [name, value] as const),
  ...limitSettings.map((name) => [name, '1000'] as const),
  ['readonly', '1'],
  ['cancel_http_readonly_queries_on_client_close', '1'],
];

const text = (name: string) => ({ name, type: 'String' });

function result(meta: readonly { name: string; type: string }[], data: readonly (readonly unknown[])[]): string {
  return JSON.stringify({ meta, data, rows: data.length });
}

/** What a good server answers to the questions of the check. */
function checked(asked: string, { settings = goodSettings, version = '26.7.2.1' } = {}): string | null {
  if (asked.includes('version()')) return result([text('version')], [[version]]);
  if (asked.includes('system.settings')) return result([text('name'), text('value')], settings);
  if (!asked.includes('system.columns')) return null;
  return result(
    [text('name'), text('type')],
    [
      ['visits.at', "Nullable(DateTime64(6, 'UTC'))"],
      ['visits.who', 'LowCardinality(Nullable(String))'],
    ],
  );
}

/** A server whose answers to all but the check are made by `answering`. */
async function serverThat(answering: Answering, check: Parameters<typeof checked>[1] = {}): Promise<string> {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const asked = Buffer.concat(parts).toString('utf8');
      const good = checked(asked, check);
      if (good === null) answering(request, response, asked);
      else response.end(good);
    });
  });
  const made = server;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

const tables = { visits: { columns: { at: { type: 'timestamp' }, who: { type: 'text' } } } };
const open = (url: string, given: Partial<ClickhouseOptions> = {}) =>
  openClickhouseEngine({ url, database: 'shop', user: 'reader', password: 'secret', tables, ...given });

const one = sql`select ${param("it's", 'varchar')} as word`;

describe('what goes to the server', () => {
  it('holds values beside the statement, and the password in a header alone', async () => {
    let seen: { url: URL; headers: IncomingMessage['headers']; asked: string } | undefined;
    const url = await serverThat((request, response, asked) => {
      seen = { url: new URL(request.url ?? '', 'http://localhost'), headers: request.headers, asked };
      response.end(result([text('word')], [["it's"]]));
    });
    const engine = await open(url);
    expect(await engine.run(one)).toEqual([{ word: "it's" }]);
    expect(seen?.asked).toBe('select {v1:String} as word');
    const { query_id: id, ...others } = Object.fromEntries(seen?.url.searchParams ?? []);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(others).toEqual({
      database: 'shop',
      default_format: 'JSONCompact',
      wait_end_of_query: '1',
      param_v1: "it's",
    });
    expect(seen?.headers).toMatchObject({ 'x-clickhouse-user': 'reader', 'x-clickhouse-key': 'secret' });
  });

  it('holds long values in the body', async () => {
    let length = 0;
    const url = await serverThat((request, response) => {
      length = request.url?.length ?? 0;
      response.end(result([text('word')], []));
    });
    const engine = await open(url);
    await engine.run(sql`select ${param('x'.repeat(50_000), 'varchar')} as word`);
    expect(length).toBeLessThan(500);
  });
});

describe('what is not a whole answer is an error and no rows', () => {
  const whole = result([text('word')], [['a'], ['b']]);
  it.each<[string, Answering, RegExp]>([
    ['a cut answer', (_, response) => void response.end(whole.slice(0, -12)), /cut short/],
    [
      'an answer with fewer rows than it tells',
      (_, response) => void response.end(whole.replace('"rows":2', '"rows":3')),
      /cut short/,
    ],
    ['a web page', (_, response) => void response.end('<!doctype html><title>Sign in</title>'), /is no answer/],
    ['nothing', (_, response) => void response.end(), /cut short/],
    [
      'an error after half an answer',
      (_, response) =>
        void response.end(
          `${whole.slice(0, 20)}\nCode: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)`,
        ),
      /does not fit into the memory/,
    ],
    [
      'an error inside the answer',
      (_, response) =>
        void response.end(`{"meta":[],"data":[],"rows":0,"exception":"Code: 159. DB::Exception: Timeout exceeded"}`),
      /longer than it allows/,
    ],
    [
      'a lost part of a cluster',
      (_, response) =>
        void response
          .writeHead(500)
          .end('Code: 279. DB::NetException: All connection tries failed. (ALL_CONNECTION_TRIES_FAILED)'),
      /part of the database cluster cannot be reached, so there is no number/,
    ],
    ['an error of a server before it', (_, response) => void response.writeHead(502).end('Bad gateway'), /HTTP 502/],
    [
      'a line that breaks',
      (_, response) =>
        void response.writeHead(200, { 'content-length': '5000' }).write(whole, () => response.destroy()),
      /does not answer/,
    ],
    [
      'another address',
      (_, response) => void response.writeHead(302, { location: 'http://example.com/' }).end(),
      /does not answer/,
    ],
  ])('%s', async (_, answering, sentence) => {
    const engine = await open(await serverThat(answering));
    await expect(engine.run(one)).rejects.toMatchObject({
      name: 'EngineError',
      message: expect.stringMatching(sentence) as string,
    });
  });
});

describe('a question nobody waits for', () => {
  it('is withdrawn, and the server told by its name', async () => {
    const killed: string[] = [];
    let id = '';
    const url = await serverThat((request, response, asked) => {
      const { searchParams } = new URL(request.url ?? '', 'http://localhost');
      if (asked.startsWith('kill query')) {
        killed.push(searchParams.get('param_v1') ?? '');
        response.end();
      } else id = searchParams.get('query_id') ?? '';
    });
    const engine = await open(url);
    const stop = new AbortController();
    const running = engine.run(one, { signal: stop.signal });
    await expect.poll(() => id).not.toBe('');
    stop.abort();
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
    await expect.poll(() => killed).toEqual([id]);
  });

  it('is given up after a while', async () => {
    const engine = await open(await serverThat(() => undefined), { timeoutMs: 200 });
    await expect(engine.run(one)).rejects.toThrow('has not answered within');
  });
});

describe('a server that is not as the page needs it', () => {
  it('is not asked anything, and everything that is wrong is told at once', async () => {
    const settings = goodSettings
      .filter(([name]) => name !== 'readonly' && name !== 'max_result_rows')
      .map(([name, value]) => [name, name === 'join_use_nulls' ? '0' : value] as const);
    const url = await serverThat((_, response) => void response.end(), { settings, version: '24.3.1.1' });
    const needed = {
      ...tables,
      visits: { columns: { ...tables.visits.columns, who: { type: 'integer' }, why: { type: 'text' } } },
      orders: { columns: { id: { type: 'text' } } },
    };
    await expect(open(url, { tables: needed })).rejects.toMatchObject({
      kind: 'start',
      message: expect.stringMatching(
        /It runs ClickHouse 24\.3\.1\.1; .*column visits\.who is a LowCardinality\(Nullable\(String\)\), not an Int64\..*column visits\.why is missing\..*table orders is missing\..*join_use_nulls must be 1: .*max_result_rows must be a limit.*readonly must be 1/s,
      ) as string,
    });
  });

  it('does not answer at all', async () => {
    await expect(open('http://127.0.0.1:9')).rejects.toMatchObject({
      kind: 'start',
      message: expect.stringContaining('(CORS)') as string,
    });
  });
});
