import fc from 'fast-check';
import init, { ParquetFile } from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MortalEngine } from '../engine/engine.ts';
import { openWasmEngine } from '../engine/wasm.ts';
import { ident, param, sql } from '../sql/sql.ts';
import { parquetBytes, parquetFile, type ParquetWriter, startParquetWriter } from './parquet.ts';
import type { About, Cell, ExportTable } from './table.ts';

const about: About = {
  title: 'Sessions by step',
  selection: '9 – 11 Feb 2021 · State: all but “Georgia”',
  dataset: 'sample',
  dataVersion: '3f2a',
  link: 'https://shop.example/?from=2021-02-09',
  lines: ['One.', 'Two.'],
};

let engine: MortalEngine;
beforeAll(async () => {
  engine = await openWasmEngine();
});
afterAll(() => engine.close());

async function readBack(table: ExportTable) {
  await engine.register('export.parquet', await parquetBytes(table, about));
  await engine.exec(sql`drop table if exists export`);
  const count = await engine.readParquet('export', 'export.parquet');
  return { count, rows: await engine.run(sql`from export`) };
}

describe('a Parquet file', () => {
  const columns = [
    { name: 'product' },
    { name: '2021' },
    { name: 'whole', type: 'BIGINT' },
    { name: 'rate', type: 'DOUBLE' },
    { name: 'in stock' },
    { name: 'nothing' },
  ];
  const rows: Cell[][] = [
    ['Monstera “Été” 🌱', 0.1 + 0.2, 2 ** 53 - 1, 1, true, null],
    ['', -1e300, -(2 ** 53 - 1), 0, false, null],
    [null, null, null, null, null, null],
  ];

  it('has the values, the order and the types of the table', async () => {
    const { count, rows: read } = await readBack({ columns, rows });
    expect(count).toBe(3);
    expect(read.map((row) => columns.map(({ name }) => row[name]))).toEqual(rows);
    expect(
      await engine.run(
        sql`select column_name as name, data_type as type from duckdb_columns() where table_name = 'export' order by column_index`,
      ),
    ).toEqual([
      { name: 'product', type: 'VARCHAR' },
      { name: '2021', type: 'DOUBLE' },
      { name: 'whole', type: 'BIGINT' },
      { name: 'rate', type: 'DOUBLE' },
      { name: 'in stock', type: 'BOOLEAN' },
      { name: 'nothing', type: 'VARCHAR' },
    ]);
  });

  it('may have no rows', async () => {
    expect(await readBack({ columns, rows: [] })).toEqual({ count: 0, rows: [] });
  });

  it('says in its metadata what it is', async () => {
    await init({ module_or_path: wasmUrl });
    const file = await ParquetFile.fromFile(await parquetFile({ columns, rows }, about));
    const told = file.metadata().fileMetadata().keyValueMetadata();
    expect(Object.fromEntries(told)).toMatchObject({
      title: about.title,
      selection: about.selection,
      dataset: about.dataset,
      data_version: about.dataVersion,
      link: about.link,
      lines: 'One.\nTwo.',
    });
  });

  it('holds whatever a table holds', async () => {
    const cells: fc.Arbitrary<Cell>[] = [
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      fc.boolean(),
    ];
    const column = fc
      .constantFrom(...cells)
      .chain((value) => fc.array(fc.option(value), { minLength: 5, maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(fc.array(column, { minLength: 1, maxLength: 5 }), async (values) => {
        const given = Array.from({ length: 5 }, (_, row) => values.map((each) => each[row] ?? null));
        const read = await readBack({ columns: values.map((_, index) => ({ name: `c${index}` })), rows: given });
        expect(read.rows.map((row) => Object.values(row))).toEqual(given);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a Parquet file of Arrow slices', () => {
  let writer: ParquetWriter;
  beforeAll(() => {
    writer = startParquetWriter();
    return () => writer.end();
  });
  const typed = (from: number, to: number) => sql`
    select
      i as big,
      cast(i as double) / 4 as rate,
      'plant ' || i as word,
      case when i % 3 = 0 then null else timestamp '2021-02-10 23:59:59.123456' + i * interval '1 second' end as happened_at,
      i % 2 = 0 as flag
    from range(${param(from, 'bigint')}, ${param(to, 'bigint')}) as numbers(i)`;
  async function* slices(bounds: readonly number[]) {
    for (const [index, from] of bounds.slice(0, -1).entries())
      yield await engine.arrow(typed(from, bounds[index + 1] ?? from));
  }
  const textOf = async (table: string) =>
    engine.run(
      sql`select cast(big as varchar) as big, rate, word, cast(happened_at as varchar) as happened_at, flag from ${ident(table)}`,
    );
  const typesOf = (table: string) =>
    engine.run(
      sql`select column_name, data_type from duckdb_columns() where table_name = ${param(table, 'varchar')} order by column_index`,
    );

  it.each<[what: string, bounds: number[], groups: number]>([
    ['many slices', [0, 10_000, 20_000, 25_000], 3],
    ['no rows', [0, 0], 0],
    ['one slice', [0, 5], 1],
  ])('has the rows, their order and the types of %s, a row group each', async (_, bounds, groups) => {
    const last = bounds.at(-1) ?? 0;
    const file = await writer.write(slices(bounds), { groupRows: 10_000 });
    await init({ module_or_path: wasmUrl });
    const metadata = (await ParquetFile.fromFile(file)).metadata();
    expect(metadata.fileMetadata().numRows()).toBe(last);
    expect(metadata.rowGroups().filter((group) => group.numRows() > 0)).toHaveLength(groups);

    await engine.exec(sql`drop table if exists sliced`);
    await engine.exec(sql`drop table if exists expected`);
    await engine.register('sliced.parquet', new Uint8Array(await file.arrayBuffer()));
    await engine.readParquet('sliced', 'sliced.parquet');
    await engine.exec(sql`create table expected as ${typed(0, last)}`);
    expect(await textOf('sliced')).toEqual(await textOf('expected'));
    expect(await typesOf('sliced')).toEqual(await typesOf('expected'));
  });

  it('is not written when a slice cannot be had, or nobody wants it any more', async () => {
    const broken = async function* () {
      yield await engine.arrow(typed(0, 5));
      yield await engine.arrow(sql`select nothing from nowhere`);
    };
    await expect(writer.write(broken(), { groupRows: 10 })).rejects.toMatchObject({ kind: 'sql' });
    const signal = AbortSignal.abort(new Error('Enough.'));
    await expect(writer.write(slices([0, 5]), { groupRows: 10, signal })).rejects.toThrow('Enough.');
    const strange = async function* () {
      yield await Promise.resolve(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
    };
    await expect(writer.write(strange(), { groupRows: 10 })).rejects.toThrow(
      'The Parquet file could not be written in this browser. Reload the page and try again.',
    );
  });
});

describe('without a writer', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('says so', async () => {
    vi.stubGlobal(
      'Worker',
      class extends Worker {
        constructor(_url: string | URL, options?: WorkerOptions) {
          super('/nothing-here.js', options);
        }
      },
    );
    await expect(parquetBytes({ columns: [{ name: 'n' }], rows: [[1]] }, null)).rejects.toThrow(
      'The Parquet file could not be written in this browser. Download CSV instead.',
    );
  });
});
