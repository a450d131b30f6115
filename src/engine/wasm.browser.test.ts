import { RecordBatchReader, Table } from 'apache-arrow';
import duckdbUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { param, sql } from '../sql/sql.ts';
import { engineContract } from './contract.ts';
import type { MortalEngine } from './engine.ts';
import attachedUrl from './fixtures/attached.duckdb?url';
import categoriesUrl from './fixtures/categories.parquet?url';
import emptyUrl from './fixtures/empty.parquet?url';
import typesUrl from './fixtures/types.parquet?url';
import { superviseEngine } from './supervisor.ts';
import { openWasmEngine } from './wasm.ts';

const bytesAt = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
const endless = sql`select count(*) as n from range(100000000000) as t(i) where i % 7 = 3`;

describe('the contract', async () => {
  const contract = engineContract({
    types: await bytesAt(typesUrl),
    empty: await bytesAt(emptyUrl),
    categories: await bytesAt(categoriesUrl),
    attached: await bytesAt(attachedUrl),
  });
  let engine: MortalEngine;
  beforeAll(async () => {
    engine = await openWasmEngine();
  });
  it.each(contract)('$title', ({ check }) => check(engine));
});

describe('an answer in Arrow', () => {
  let engine: MortalEngine;
  beforeAll(async () => {
    engine = await openWasmEngine();
    return () => engine.close();
  });
  const read = (stream: Uint8Array) => new Table(RecordBatchReader.from(stream));

  it('has the types and all digits of DuckDB', async () => {
    const table = read(
      await engine.arrow(sql`
        select 9007199254740993 as big, 0.1::double as rate, 'Été 🌱' as word, true as flag, null::varchar as nothing,
          timestamp '2021-02-10 23:59:59.123456' as at`),
    );
    expect(table.schema.fields.map(({ name, type }) => `${name} ${String(type)}`)).toEqual([
      'big Int64',
      'rate Float64',
      'word Utf8',
      'flag Bool',
      'nothing Utf8',
      'at Timestamp<MICROSECOND>',
    ]);
    expect(table.get(0)?.toArray().slice(0, 5)).toEqual([9007199254740993n, 0.1, 'Été 🌱', true, null]);
    expect(table.getChildAt(5)?.data[0]?.values[0]).toBe(1613001599123456n);
  });

  it('is whole, ends as a stream has to, and knows its columns without a row', async () => {
    const stream = await engine.arrow(sql`select i from range(100000) as numbers(i)`);
    expect(Array.from(stream.subarray(-8))).toEqual([255, 255, 255, 255, 0, 0, 0, 0]);
    const values = read(stream).getChild('i')?.toArray() as BigInt64Array;
    expect(values).toEqual(BigInt64Array.from({ length: 100_000 }, (_, index) => BigInt(index)));
    const none = read(await engine.arrow(sql`select i, 'a' as word from range(0) as numbers(i)`));
    expect([none.numRows, none.schema.names]).toEqual([0, ['i', 'word']]);
  });

  it('can be cancelled, refused, and asked for when the engine is locked', async () => {
    const abort = new AbortController();
    const running = engine.arrow(endless, { signal: abort.signal });
    setTimeout(() => abort.abort(), 50);
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(engine.arrow(sql`select nothing from nowhere`)).rejects.toMatchObject({ kind: 'sql' });
    await engine.lock();
    expect(read(await engine.arrow(sql`select 1 as n`)).numRows).toBe(1);
    await engine.close();
    await expect(engine.arrow(sql`select 1 as n`)).rejects.toMatchObject({ kind: 'lost' });
  });
});

describe('a killed worker', () => {
  /** Every worker the page starts; the browser offers no other way to kill one. */
  let workers: Worker[];
  beforeEach(() => {
    workers = [];
    vi.stubGlobal(
      'Worker',
      class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          workers.push(this);
        }
      },
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  /** How many workers the page waits to see die. */
  const watched = async () => (await navigator.locks.query()).pending?.length ?? 0;
  const killLast = () => workers.at(-1)?.terminate();

  it('is noticed while the engine is idle', async () => {
    const engine = await openWasmEngine();
    killLast();
    expect(await engine.lost).toMatchObject({ kind: 'lost' });
    await expect(engine.run(sql`select 1 as n`)).rejects.toMatchObject({ kind: 'lost' });
  });

  it('rejects the running and the waiting questions', async () => {
    const engine = await openWasmEngine();
    const asked = [engine.run(endless), engine.run(sql`select 1 as n`)];
    killLast();
    for (const question of asked) await expect(question).rejects.toMatchObject({ kind: 'lost' });
  });

  it('rejects what waits behind a statement that is being cancelled', async () => {
    const engine = await openWasmEngine();
    const abort = new AbortController();
    const running = engine.run(endless, { signal: abort.signal });
    const next = engine.run(sql`select 1 as n`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    abort.abort();
    killLast();
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(next).rejects.toMatchObject({ kind: 'lost' });
    expect(await engine.lost).toMatchObject({ kind: 'lost' });
  });

  it('rejects what is being loaded', async () => {
    const engine = await openWasmEngine();
    const loading = engine.exec(sql`create table many as select i from range(100000000000) as t(i)`);
    killLast();
    await expect(loading).rejects.toMatchObject({ kind: 'lost' });
  });

  it('rejects the Parquet file being read', async () => {
    const engine = await openWasmEngine();
    await engine.register('types.parquet', await bytesAt(typesUrl));
    const before = await watched();
    const reading = engine.readParquet('types', 'types.parquet');
    await vi.waitFor(async () => expect(await watched()).toBe(before + 1), { interval: 1 });
    killLast();
    await expect(reading).rejects.toMatchObject({ kind: 'lost' });
  });

  it('leaves no Parquet reader behind when the engine is closed over it', async () => {
    const engine = await openWasmEngine();
    await engine.register('types.parquet', await bytesAt(typesUrl));
    const reading = engine.readParquet('types', 'types.parquet');
    await vi.waitFor(() => expect(workers).toHaveLength(2));
    const ended = vi.spyOn(workers[1] as Worker, 'terminate');
    await engine.close();
    await expect(reading).rejects.toMatchObject({ kind: 'lost' });
    expect(ended).toHaveBeenCalled();
  });

  it('fails the start', async () => {
    const opening = openWasmEngine({ stallMs: 1_000 });
    killLast();
    // A worker killed before it has run holds no lock yet: the start must not wait for it.
    await expect(opening).rejects.toMatchObject({ kind: 'start' });
  });

  it('is started again by the supervisor, with its data', async () => {
    const supervisor = superviseEngine({
      open: (_, signal) => openWasmEngine({ signal }),
      prepare: (engine) => engine.exec(sql`create table kept as select 42 as answer`),
    });
    const answer = async (generation: number) => {
      await vi.waitFor(() => expect(supervisor.getSnapshot()).toMatchObject({ status: 'ready', generation }), 20_000);
      const snapshot = supervisor.getSnapshot();
      return snapshot.status === 'ready' ? snapshot.engine.run(sql`select answer from kept`) : undefined;
    };
    expect(await answer(0)).toEqual([{ answer: 42 }]);
    killLast();
    await vi.waitFor(() => expect(supervisor.getSnapshot().status).toBe('starting'));
    expect(await answer(1)).toEqual([{ answer: 42 }]);
    supervisor.close();
  });
});

it('starts whatever type the server gives its module', async () => {
  const wasmUrl = URL.createObjectURL(new Blob([await bytesAt(duckdbUrl)], { type: 'text/html' }));
  const engine = await openWasmEngine({ wasmUrl });
  expect(await engine.run(sql`select 1 as n`)).toEqual([{ n: 1 }]);
  await engine.close();
});

it('leaves 900 MB to questions when it is locked', async () => {
  const engine = await openWasmEngine();
  await engine.lock();
  expect(await engine.run(sql`select current_setting('memory_limit') as memory`)).toEqual([{ memory: '858.3 MiB' }]);
  await engine.close();
});

describe('an engine in a trap', () => {
  it('is lost, and says so to whoever watches it', async () => {
    const engine = await openWasmEngine();
    const trap = engine.run(sql`select date_trunc('day', timestamptz '2021-02-10 10:00:00+00')::varchar as day`);
    await expect(trap).rejects.toMatchObject({ kind: 'lost' });
    expect(await engine.lost).toMatchObject({ kind: 'lost' });
    await expect(engine.run(sql`select 1 as n`)).rejects.toMatchObject({ kind: 'lost' });
  });
});

describe('a cancelled statement', () => {
  // DuckDB gives no way to interrupt this join between two looks at its messages.
  const unstoppable = sql`select count(*) as n from range(1000000) a, range(1000000) b where a.range + b.range = -1`;

  it('that does not stop is ended with its engine', async () => {
    const engine = await openWasmEngine({ stuckMs: 300 });
    await engine.run(sql`select 1 as n`);
    const abort = new AbortController();
    const running = engine.run(unstoppable, { signal: abort.signal });
    const next = engine.run(sql`select 1 as n`);
    // By then the worker has begun it, also on a busy machine.
    setTimeout(() => abort.abort(), 500);
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(next).rejects.toMatchObject({ kind: 'lost' });
    expect(await engine.lost).toMatchObject({ kind: 'lost' });
  });

  it('that stops leaves the engine as it is', async () => {
    const engine = await openWasmEngine({ stuckMs: 2000 });
    const abort = new AbortController();
    const running = engine.run(sql`select count(*) as n from range(100000000000) as t(i) where i % 7 = 3`, {
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 100);
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await engine.run(sql`select 1 as n`)).toEqual([{ n: 1 }]);
    await engine.close();
  });
});

it('gives its worker no third question, whatever was withdrawn before it was asked', async () => {
  const engine = await openWasmEngine();
  const sent = vi.spyOn(Worker.prototype, 'postMessage');
  try {
    const [first, second] = [new AbortController(), new AbortController()];
    const running = engine.run(endless, { signal: first.signal });
    const waiting = engine.run(endless, { signal: second.signal });
    const withdrawn = [1, 2, 3].map(() => engine.run(sql`select 0 as n`, { signal: AbortSignal.abort() }));
    const later = [1, 2, 3].map((n) => engine.run(sql`select ${param(n, 'integer')} as n`));
    for (const question of withdrawn) await expect(question).rejects.toMatchObject({ kind: 'cancelled' });
    // Time enough for all of them to be sent.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const statements = sent.mock.calls.filter(([message]) => (message as { text?: string }).text !== undefined);
    expect(statements).toHaveLength(2);
    first.abort();
    second.abort();
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await Promise.all(later)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  } finally {
    sent.mockRestore();
    await engine.close();
  }
});

describe('a start that cannot succeed', () => {
  const parts: Record<string, BlobPart> = {
    'a web page': '<!doctype html><title>Not found</title>',
    'an empty file': '',
    'something else': 'PK\u0003\u0004',
  };
  it.each(Object.keys(parts))('tells that the server sent %s', async (what) => {
    const wasmUrl = URL.createObjectURL(new Blob([parts[what] ?? '']));
    await expect(openWasmEngine({ wasmUrl })).rejects.toMatchObject({
      kind: 'start',
      message: expect.stringContaining(`The server sent ${what}`),
    });
  });

  it('tells what the server answered', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('gone', { status: 404 }));
    await expect(openWasmEngine()).rejects.toMatchObject({ kind: 'start', message: expect.stringContaining('404') });
  });

  it('tells that the connection failed', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(openWasmEngine()).rejects.toMatchObject({
      kind: 'start',
      message: expect.stringContaining('could not be downloaded'),
    });
  });

  it('tells that the download stands still', async () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(new Uint8Array([0]));
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
        },
      });
      return Promise.resolve(new Response(body));
    });
    await expect(openWasmEngine({ stallMs: 3_000 })).rejects.toMatchObject({
      kind: 'start',
      message: expect.stringContaining('stood still'),
    });
  });

  it('tells that a part is damaged when the module is cut short', async () => {
    const bytes = await bytesAt(duckdbUrl);
    const wasmUrl = URL.createObjectURL(new Blob([bytes.subarray(0, bytes.length / 2)]));
    await expect(openWasmEngine({ wasmUrl })).rejects.toMatchObject({
      kind: 'start',
      message: expect.stringContaining('damaged'),
    });
  });

  it('tells when the worker cannot be loaded', async () => {
    const workerUrl = URL.createObjectURL(new Blob(['this is not a script'], { type: 'text/javascript' }));
    await expect(openWasmEngine({ workerUrl })).rejects.toMatchObject({ kind: 'start' });
  });

  it('tells when the worker never answers', async () => {
    const workerUrl = URL.createObjectURL(new Blob([''], { type: 'text/javascript' }));
    await expect(openWasmEngine({ workerUrl, stallMs: 1_000 })).rejects.toMatchObject({ kind: 'start' });
  });

  it('is given up when it is aborted', async () => {
    const abort = new AbortController();
    const opening = openWasmEngine({ signal: abort.signal });
    abort.abort();
    await expect(opening).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(openWasmEngine({ signal: abort.signal })).rejects.toMatchObject({ kind: 'cancelled' });
  });

  afterEach(() => vi.restoreAllMocks());
});

it('follows its own download to the last byte', async () => {
  const seen: number[] = [];
  const engine = await openWasmEngine({ onProgress: (loaded) => seen.push(loaded) });
  await engine.close();
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe((await bytesAt(duckdbUrl)).length);
});
