import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError, type MortalEngine } from '../engine/engine.ts';
import brotliUrl from '../engine/fixtures/brotli.parquet?url';
import emptyUrl from '../engine/fixtures/empty.parquet?url';
import expandingUrl from '../engine/fixtures/expanding.parquet?url';
import foreignUrl from '../engine/fixtures/foreign.parquet?url';
import gzipUrl from '../engine/fixtures/gzip.parquet?url';
import lz4Url from '../engine/fixtures/lz4_raw.parquet?url';
import repeatedUrl from '../engine/fixtures/repeated.parquet?url';
import snappyUrl from '../engine/fixtures/snappy.parquet?url';
import uncompressedUrl from '../engine/fixtures/uncompressed.parquet?url';
import { parquetHead } from '../engine/parquet.ts';
import { openWasmEngine } from '../engine/wasm.ts';
import { type RawTable, rawTables } from '../model/tables.ts';
import { sql } from '../sql/sql.ts';
import { parquetMutants, thriftInteger, withFooter } from '../testing/mutants.ts';
import { DatasetError } from './issue.ts';
import { loadDataset } from './loadDataset.ts';
import { loadTable } from './loadTable.ts';

const bytesAt = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
const sampleTables: readonly RawTable[] = ['events', 'orders', 'products', 'promos'];
const samples = await Promise.all(
  sampleTables.map(async (table) => ({ name: table, bytes: await bytesAt(`/data/greenery/${table}.parquet`) })),
);
const mutants = parquetMutants(samples, 200, 20_210_210);
const tableOf = (name: string) => sampleTables.find((table) => name.endsWith(table)) ?? 'events';

let engine: MortalEngine;
const uncaught: string[] = [];
const catchAll = ({ reason }: PromiseRejectionEvent) => void uncaught.push(String(reason));
beforeAll(async () => {
  addEventListener('unhandledrejection', catchAll);
  engine = await openWasmEngine();
});
afterAll(async () => {
  removeEventListener('unhandledrejection', catchAll);
  await engine.close();
});

/** What becomes of a file nobody has promised anything about: `read`, or the sentence that is told. */
async function outcomeOf(bytes: Uint8Array, table: RawTable): Promise<string> {
  const file = {
    table,
    file: 'mine.parquet',
    format: 'parquet',
    bytes: bytes.length,
    rows: null,
    sha256: null,
  } as const;
  try {
    const columns = rawTables[table].columns;
    const { loaded } = await loadTable(engine, file, bytes.slice(), { name: sql`landed`, columns });
    const [counted] = await engine.run(sql`select count(*) as n from landed`);
    expect(counted?.['n']).toBe(loaded.rows);
    return 'read';
  } catch (error) {
    if (error instanceof DatasetError || (error instanceof EngineError && error.kind !== 'lost')) return error.message;
    throw error;
  } finally {
    await engine.exec(sql`drop table if exists landed`);
  }
}

async function expectSound(): Promise<void> {
  const good = samples.find(({ name }) => name === 'promos');
  expect(await outcomeOf(good?.bytes ?? new Uint8Array(), 'promos')).toBe('read');
  const left = await engine.run(sql`select table_name from duckdb_tables() where not internal`);
  expect(left).toEqual([]);
}

/** In the page’s own words: nothing of the reader’s or the database’s comes through. */
const isReadOrTold =
  /^read$|^mine\.parquet (?:is not a readable Parquet file\.|lacks the column |could not be read\.|: |holds )/;

it('a damaged copy of a published file is never loaded', async () => {
  const digest = async (bytes: Uint8Array<ArrayBuffer>) =>
    Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
  const hashes = new Map<RawTable, string>();
  for (const { name, bytes } of samples) hashes.set(name, await digest(bytes));
  for (const { name, bytes } of mutants) {
    const table = tableOf(name);
    const promised = samples.find((sample) => sample.name === table)?.bytes.length ?? 0;
    const tables = [
      {
        table,
        file: `${table}.parquet`,
        format: 'parquet',
        bytes: promised,
        rows: null,
        sha256: hashes.get(table) ?? '',
      },
    ] as const;
    const loading = loadDataset({ engine, delivery: { kind: 'raw', tables }, readFile: () => Promise.resolve(bytes) });
    await expect(loading, name).rejects.toThrow(`${table}.parquet is not the published one`);
  }
  expect(await engine.run(sql`select table_name from duckdb_tables() where not internal`)).toEqual([]);
}, 60_000);

it('a damaged file that a person opens is read or told about, and harms nothing', async () => {
  const told = new Map<string, number>();
  for (const { name, bytes } of mutants) {
    const outcome = await outcomeOf(bytes, tableOf(name));
    told.set(outcome, (told.get(outcome) ?? 0) + 1);
    expect(outcome, name).toMatch(isReadOrTold);
  }
  expect(told.get('read') ?? 0).toBeLessThan(mutants.length / 2);
  await expectSound();
  expect(uncaught).toEqual([]);
}, 120_000);

describe('a file that is more than it looks', () => {
  const tooMany =
    /^\S+ holds [\d,]+ million values, and this page can take 250 million\. Load fewer rows or columns of it\.$/;
  const unreadable = /^mine\.parquet is not a readable Parquet file\. Export the table again\.$/;

  it.each([
    ['holds 10^9 values in 5 kB', () => bytesAt(repeatedUrl), tooMany],
    ['claims 2^40 rows', () => claiming(3553n, 2n ** 40n), tooMany],
    ['claims more rows than there are numbers', () => claiming(3553n, 2n ** 63n - 1n), tooMany],
    ['claims less than none', () => claiming(3553n, -3553n), unreadable],
    ['claims fewer rows than it has', () => claiming(3553n, 12n), unreadable],
  ])('is told when it %s', async (_, make, sentence) => {
    expect(await outcomeOf(await make(), 'events')).toMatch(sentence);
    await expectSound();
  });

  it('is told when one text of 1 MB stands in every row, and can still be looked at', async () => {
    const bytes = await bytesAt(expandingUrl);
    await engine.register('expanding.parquet', bytes);
    // More than parquet-wasm can hold: it traps, and another reader reads the next file.
    await expect(engine.readParquet('landed', 'expanding.parquet')).rejects.toMatchObject({ kind: 'sql' });
    await engine.unregister('expanding.parquet');
    await expectSound();
    const { rows, rowCount } = await parquetHead(new Blob([bytes]), 2);
    expect(rowCount).toBe(1200);
    expect(rows).toEqual(Array.from({ length: 2 }, () => [`${'x'.repeat(1000)}…`]));
  }, 120_000);

  it('is told before it is looked at', async () => {
    const looked = parquetHead(new Blob([await bytesAt(repeatedUrl)]), 5);
    await expect(looked).rejects.toMatchObject({
      kind: 'memory',
      message:
        'This file holds 1,000 million values, and this page can take 250 million. Load fewer rows or columns of it.',
    });
    const cut = parquetHead(new Blob([(await bytesAt(gzipUrl)).slice(0, 300)]), 5);
    await expect(cut).rejects.toMatchObject({
      kind: 'sql',
      message: 'This file is not a readable Parquet file: it is damaged, cut short or something else. Export it again.',
    });
  });
});

/** The sample’s events, every count of their rows changed. */
function claiming(from: bigint, to: bigint): Promise<Uint8Array> {
  const events = samples.find(({ name }) => name === 'events')?.bytes ?? new Uint8Array();
  return Promise.resolve(withFooter(events, [0x16, ...thriftInteger(from)], [0x16, ...thriftInteger(to)]));
}

describe('a file of another making', () => {
  const codecs = { uncompressedUrl, snappyUrl, gzipUrl, brotliUrl, lz4Url };
  it.each(Object.entries(codecs))('is read with the codec of %s', async (_, url) => {
    const bytes = await bytesAt(url);
    await engine.register('foreign.parquet', bytes);
    expect(await engine.readParquet('landed', 'foreign.parquet')).toBe(10);
    expect(await engine.run(sql`select sum(id) as ids, count(word) as words from landed`)).toEqual([
      { ids: 45, words: 10 },
    ]);
    await engine.unregister('foreign.parquet');
    await engine.exec(sql`drop table landed`);
  });

  it('is told when nobody here knows its codec', async () => {
    // Column metadata: codec 2 (gzip), then the number of values.
    const values = [0x16, ...thriftInteger(10n)];
    const lzo = withFooter(await bytesAt(gzipUrl), [0x15, 4, ...values], [0x15, 6, ...values]);
    expect(await outcomeOf(lzo, 'events')).toBe('mine.parquet is not a readable Parquet file. Export the table again.');
    await expectSound();
  });

  it('is told when it is encrypted', async () => {
    const bytes = await bytesAt(gzipUrl);
    for (const at of [0, bytes.length - 4]) bytes.set(new TextEncoder().encode('PARE'), at);
    expect(await outcomeOf(bytes, 'events')).toBe(
      'mine.parquet is not a readable Parquet file. Export the table again.',
    );
    await expect(parquetHead(new Blob([bytes]), 5)).rejects.toThrow(
      'This file is an encrypted Parquet file. Export it again without encryption.',
    );
  });

  it('may have columns of types that no table here has', async () => {
    await engine.register('foreign.parquet', await bytesAt(foreignUrl));
    expect(await engine.readParquet('landed', 'foreign.parquet')).toBe(4);
    expect(
      await engine.run(
        sql`select sum(id) as ids, sum(wide) as wide, count(list) as lists, max(choice) as choice from landed`,
      ),
    ).toEqual([{ ids: 6, wide: 0.6, lists: 4, choice: 'a' }]);
    await engine.unregister('foreign.parquet');
    await engine.exec(sql`drop table landed`);
    expect(await outcomeOf(await bytesAt(foreignUrl), 'products')).toMatch(/^mine\.parquet lacks the column/);
    await expectSound();
  });
});

describe('the head of a file', () => {
  it('is its first rows as text, whatever their type', async () => {
    const head = await parquetHead(new Blob([await bytesAt(foreignUrl)]), 2);
    expect(head.columns.map(({ name }) => name)).toEqual([
      'id',
      'list',
      'struct',
      'map',
      'wide',
      'bytes',
      'span',
      'uuid',
      'at',
      'precise',
      'unsigned',
      'choice',
      'nothing',
    ]);
    expect(head.rowCount).toBe(4);
    expect(head.rows).toHaveLength(2);
    expect(head.rows[1]).toEqual([
      '1',
      '[1,null]',
      '{"a":1,"b":["x"]}',
      '{"1":"v"}',
      '0.1000',
      '78',
      '{"0":3,"1":0}',
      '00000000000000000000000000000001',
      '10:00:01',
      '2021-02-10 00:00:00.123',
      '9223372036854775808',
      'a',
      null,
    ]);
  });

  it('is what the whole file says of the same rows', async () => {
    const events = samples.find(({ name }) => name === 'events')?.bytes ?? new Uint8Array();
    const head = await parquetHead(new Blob([events]), 3);
    await engine.register('events.parquet', events.slice());
    expect(head.rowCount).toBe(await engine.readParquet('landed', 'events.parquet'));
    const rows = await engine.run(
      sql`select * replace (created_at::varchar as created_at) from landed order by rowid limit 3`,
    );
    expect(head.rows).toEqual(rows.map((row) => Object.values(row)));
    expect(head.columns.map(({ name }) => name)).toEqual(Object.keys(rows[0] ?? {}));
    await engine.unregister('events.parquet');
    await engine.exec(sql`drop table landed`);
  });

  it('has columns and no rows when the file is empty', async () => {
    const head = await parquetHead(new Blob([await bytesAt(emptyUrl)]), 3);
    expect(head.rows).toEqual([]);
    expect(head.rowCount).toBe(0);
    expect(head.columns[0]).toEqual({ name: 'id', type: 'Int32' });
  });
});
