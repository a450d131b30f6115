import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../engine/node.ts';
import { rawTables, type RawTable, type Table } from '../model/tables.ts';
import { inline } from '../sql/render.ts';
import { ident, param, sql, type Sql } from '../sql/sql.ts';
import { DatasetError } from './issue.ts';
import { loadTable } from './loadTable.ts';

let engine: NodeEngine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

async function load(
  table: RawTable,
  content: string | Uint8Array,
  options: { rows?: number; format?: 'csv' | 'parquet' } = {},
) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const format = options.format ?? 'csv';
  await engine.exec(sql`drop schema if exists raw cascade`);
  await engine.exec(sql`create schema raw`);
  return loadTable(
    engine,
    { table, file: `${table}.${format}`, format, bytes: bytes.length, rows: options.rows ?? null, sha256: null },
    bytes,
    { name: sql`raw.${ident(table)}`, columns: rawTables[table].columns },
  );
}

async function failure(
  table: RawTable,
  content: string | Uint8Array,
  options: Parameters<typeof load>[2] = {},
): Promise<string> {
  try {
    await load(table, content, options);
  } catch (error) {
    if (error instanceof DatasetError) return error.message;
    throw error;
  }
  return 'it loaded';
}

function rows(query = sql`select product_id, name, price, inventory from raw.products order by product_id`) {
  return engine.run(query);
}

/** The same text in UTF-16, with its mark. */
function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, !bigEndian);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + i * 2, text.charCodeAt(i), !bigEndian);
  return bytes;
}

const plain = 'product_id,name,price,inventory\np1,Fern,12.5,3\np2,Palm,7,0\n';
const plainRows = [
  { product_id: 'p1', name: 'Fern', price: 12.5, inventory: 3 },
  { product_id: 'p2', name: 'Palm', price: 7, inventory: 0 },
];

describe('a good CSV file', () => {
  it.each([
    ['as it is', plain],
    ['without a line end at its end', plain.trimEnd()],
    ['with CR LF', plain.replaceAll('\n', '\r\n')],
    ['with CR', plain.replaceAll('\n', '\r')],
    ['with a byte order mark', `\ufeff${plain}`],
    ['in UTF-16 LE', utf16(plain, false)],
    ['in UTF-16 BE', utf16(plain, true)],
    ['with blank lines', `\n\r\n${plain.replace('p2', '\np2')}\n\n`],
    ['with every value quoted', plain.replaceAll(/[^,\n]+/g, '"$&"')],
    ['with semicolons', plain.replaceAll(',', ';')],
    ['with tabs', plain.replaceAll(',', '\t')],
    ['with spaces and capitals in the header', plain.replace('product_id,name', ' Product_ID , NAME ')],
    ['with its columns in another order', 'inventory,price,name,product_id\n3,12.5,Fern,p1\n0,7,Palm,p2\n'],
  ])('is loaded %s', async (form, content) => {
    const { loaded, issues } = await load('products', content);
    const blanks = form === 'with blank lines' ? 5 : 0;
    expect(await rows()).toEqual(plainRows);
    expect(loaded).toEqual({
      table: 'products',
      file: 'products.csv',
      format: 'csv',
      rows: 2,
      columns: ['product_id', 'name', 'price', 'inventory'],
      ignoredColumns: [],
      failedCasts: [],
      records: { physical: 2 + blanks, accepted: 2, rejected: 0, ignored: blanks },
      rejects: [],
    });
    expect(issues).toEqual([]);
  });

  it('keeps separators, quotes, line ends and foreign letters in quoted values', async () => {
    const name = 'Devil\'s "Ivy", 5″\r\nπόθος\n,';
    await load('products', `product_id,name\np1,"${name.replaceAll('"', '""')}"\np2,x\n`);
    expect(await rows(sql`select name from raw.products order by product_id`)).toEqual([{ name }, { name: 'x' }]);
  });

  it('takes an empty value, quoted or not, as NULL', async () => {
    await load('products', 'product_id,name,price,inventory\np1,"",,""\n');
    expect(await rows()).toEqual([{ product_id: 'p1', name: null, price: null, inventory: null }]);
  });

  it('has exactly the used columns of the contract, the absent ones NULL', async () => {
    const { loaded } = await load(
      'events',
      'extra,event_id,session_id,event_type,created_at,page_url\n1,e1,s1,page_view,2021-02-11,/x\n',
    );
    expect(loaded.ignoredColumns).toEqual(['extra']);
    expect(await engine.run(sql`select * replace (cast(created_at as varchar) as created_at) from raw.events`)).toEqual(
      [
        {
          event_id: 'e1',
          session_id: 's1',
          user_id: null,
          event_type: 'page_view',
          created_at: '2021-02-11 00:00:00',
          product_id: null,
          order_id: null,
          state: null,
          country: null,
        },
      ],
    );
  });

  it('may have a header and no rows', async () => {
    expect((await load('promos', 'promo_id,discount\n')).loaded.rows).toBe(0);
  });

  it('keeps every row of a large one', async () => {
    const count = 200_000;
    const lines = Array.from({ length: count }, (_, i) => `e${i},s${i % 7},page_view,2021-02-11T00:00:00Z\n`);
    const { loaded } = await load('events', `event_id,session_id,event_type,created_at\n${lines.join('')}`, {
      rows: count,
    });
    expect(loaded.rows).toBe(count);
    expect(await engine.run(sql`select count(*) as n, count(distinct event_id) as ids from raw.events`)).toEqual([
      { n: count, ids: count },
    ]);
  });
});

describe('times', () => {
  it.each([
    ['2021-02-11T23:30:33Z', '2021-02-11 23:30:33'],
    ['2021-02-11 23:30:33', '2021-02-11 23:30:33'],
    ['2021-02-11 23:30:33 UTC', '2021-02-11 23:30:33'],
    ['2021-02-11T23:30:33.448Z', '2021-02-11 23:30:33.448'],
    ['2021-02-11T23:30', '2021-02-11 23:30:00'],
    ['2021-02-11T23:30Z', '2021-02-11 23:30:00'],
    ['2021-02-11', '2021-02-11 00:00:00'],
    ['2021-02-11T23:30:33+02:00', '2021-02-11 21:30:33'],
    ['2021-02-11T23:30:33-0530', '2021-02-12 05:00:33'],
    ['2021-02-11 23:30:33.5 +01', '2021-02-11 22:30:33.5'],
    [' 2021-02-11T23:30:33Z ', '2021-02-11 23:30:33'],
  ])('%j is %s UTC', async (written, utc) => {
    await load('orders', `order_id,created_at\no1,${written}\n`);
    expect(await engine.run(sql`select cast(created_at as varchar) as at from raw.orders`)).toEqual([{ at: utc }]);
  });

  it.each([
    '01/02/24',
    '01/02/2024',
    '2021-02-30',
    'infinity',
    'epoch',
    '1613086233',
    '2021-02-11 23:30 Europe/Berlin',
    '2021-2-1',
    ' ',
  ])('%j is no time', async (written) => {
    const { issues } = await load('orders', `order_id,created_at\no1,${written}\n`);
    expect(issues.map(({ sentence }) => sentence)).toEqual([
      'orders.csv: 1 value of created_at is not a time (such as 2021-02-11T23:30:33Z), the first in line 2: ' +
        `"${written}". They count as empty.`,
    ]);
  });
});

describe('numbers', () => {
  it.each([
    ['12', 12, 12],
    ['12.0', 12, 12],
    ['-3', -3, -3],
    [' 5 ', 5, 5],
    ['12.7', 12.7, null],
    ['1e3', 1000, null],
    ['.5', 0.5, null],
    ['NaN', null, null],
    ['Infinity', null, null],
    ['1e999', null, null],
    ['1_000', null, null],
    ['0x10', null, null],
    ['100000000000000000000', 1e20, null],
  ])('%j is %s as a number and %s as a whole one', async (written, price, inventory) => {
    const { loaded } = await load('products', `product_id,name,price,inventory\np1,Fern,${written},${written}\n`);
    expect(await rows()).toEqual([{ product_id: 'p1', name: 'Fern', price, inventory }]);
    expect(loaded.failedCasts.map(({ column }) => column)).toEqual([
      ...(price === null ? ['price'] : []),
      ...(inventory === null ? ['inventory'] : []),
    ]);
  });
});

describe('a broken CSV file is refused', () => {
  const header = 'product_id,name,price,inventory\n';
  it.each([
    ['empty', '', 'products.csv is empty.'],
    ['blank lines only', '\n\n', 'products.csv is empty.'],
    ['a zip', 'PK\x03\x04', 'products.csv is a zip archive or a spreadsheet, not CSV text. Export the table as CSV.'],
    ['a renamed Parquet file', 'PAR1xx', 'products.csv is a Parquet file, not CSV text. Export the table as CSV.'],
    [
      'without a needed column',
      'product_id,price\np1,2\n',
      'products.csv lacks the column name. It has: product_id, price.',
    ],
    ['without its header', 'p1,Fern,2,3\n', 'products.csv lacks the columns product_id, name. It has: p1, Fern, 2, 3.'],
    [
      'with a column twice',
      'product_id,name,Name\np1,a,b\n',
      'products.csv has the column name more than once. Leave one.',
    ],
    [
      'with an open quote in the header',
      '"product_id,name\n',
      'The header of products.csv has a quote that does not close.',
    ],
    [
      'with a short record',
      `${header}p1,Fern,2\np2,Palm,2,3\n`,
      'products.csv: 1 record cannot be read: line 2 has 3 of 4 values. Correct the file and load it again.',
    ],
    [
      'with a separator too many, which DuckDB does not mind',
      `${header}p1,Fern,2,3,\n`,
      'products.csv: 1 record cannot be read: line 2 has 5 of 4 values. Correct the file and load it again.',
    ],
    [
      'with text after a quote',
      `${header}p1,"Fern"x,2,3\np2,Palm,2,3\n`,
      'products.csv: 1 record cannot be read: line 2 has text after a closing quote. Correct the file and load it again.',
    ],
    [
      'with a stray quote',
      `${header}p1,6" pot,2,3\n`,
      'products.csv: 1 record cannot be read: line 2 has a quote inside a value that is not quoted. Correct the file and load it again.',
    ],
    [
      'with a quote that never closes',
      `${header}p1,Fern,2,3\np2,"Palm,2,3\np3,Ivy,2,3\n`,
      'products.csv: 1 record cannot be read: line 3 has a quote that does not close. Correct the file and load it again.',
    ],
    [
      'with a NUL character',
      `${header}p1,"Fe\0rn",2,3\n`,
      'products.csv is not UTF-8 text: line 2 has bytes that no text has. Save it as UTF-8.',
    ],
    [
      'with mixed line ends',
      `${header}p1,Fern,2,3\r\np2,Palm,2,3\n`,
      'products.csv: 1 record cannot be read: line 2 has a CR LF line end where others are LF. Correct the file and load it again.',
    ],
    [
      'with many broken records, of which five are named',
      `${header}${'p1\n'.repeat(7)}`,
      'products.csv: 7 records cannot be read: line 2 has 1 of 4 values, line 3 has 1 of 4 values, line 4 has 1 of 4 values, ' +
        'line 5 has 1 of 4 values, line 6 has 1 of 4 values, …. Correct the file and load it again.',
    ],
  ])('%s', async (_, content, sentence) => {
    expect(await failure('products', content)).toBe(sentence);
  });

  it('with bytes that are not UTF-8', async () => {
    const bytes = new TextEncoder().encode(`${header}p1,Fern,2,3\np2,Pa?m,2,3\n`);
    bytes[bytes.indexOf('?'.charCodeAt(0))] = 0xe9;
    expect(await failure('products', bytes)).toBe(
      'products.csv is not UTF-8 text: line 3 has bytes that no text has. Save it as UTF-8.',
    );
  });

  it('with a wrong type in line 39 000 of a needed column', async () => {
    const lines = Array.from(
      { length: 40_000 },
      (_, i) => `e${i},s1,page_view,${i === 38_998 ? 'yesterday' : '2021-02-11T00:00:00Z'}\n`,
    );
    expect(await failure('events', `event_id,session_id,event_type,created_at\n${lines.join('')}`)).toBe(
      'events.csv: 1 value of created_at is not a time (such as 2021-02-11T23:30:33Z), the first in line 39000: "yesterday". ' +
        'Correct the file and load it again.',
    );
  });

  it('with fewer rows than promised', async () => {
    expect(await failure('products', plain, { rows: 3 })).toBe(
      'products.csv holds 2 rows where the manifest promises 3 rows. The dataset has to be published again.',
    );
  });
});

it('names the line of a wrong value below values of several lines', async () => {
  const { issues } = await load('products', 'product_id,name,price\np1,"a\nb\nc",1\np2,"d\n",2\n\np3,e,cheap\n');
  expect(issues.map(({ grade, line, sentence }) => ({ grade, line, sentence }))).toEqual([
    {
      grade: 'warning',
      line: 8,
      sentence:
        'products.csv: 1 value of price is not a number (such as 12.5), the first in line 8: "cheap". They count as empty.',
    },
  ]);
});

describe('a column that is needed and typed', () => {
  /** How often the file is read to make a table of it. */
  async function readings(table: RawTable, content: string) {
    const exec = vi.spyOn(engine, 'exec');
    try {
      const { loaded, issues } = await load(table, content);
      const made = exec.mock.calls.filter(([statement]) => inline(statement).includes('create table'));
      return { read: made.length, failed: loaded.failedCasts, told: issues.map(({ sentence }) => sentence) };
    } finally {
      exec.mockRestore();
    }
  }

  const header = 'product_id,inventory,price,dbt_valid_from,dbt_valid_to\n';

  it('has its file read once where it is full, whatever others are', async () => {
    const { read, failed } = await readings(
      'product_inventory_snapshot',
      `${header}p1,3,,2021-02-01,\np2,4,cheap,2021-02-01,2021-02-02\n`,
    );
    expect(read).toBe(1);
    expect(failed.map(({ column, text }) => [column, text])).toEqual([['price', 'cheap']]);
  });

  it('has its file read again where it is not, and the same told of others', async () => {
    const { read, failed, told } = await readings(
      'product_inventory_snapshot',
      `${header}p1,3,,2021-02-01,\np2,,cheap,,2021-02-02\n`,
    );
    expect(read).toBe(2);
    expect(failed.map(({ column, text }) => [column, text])).toEqual([['price', 'cheap']]);
    expect(told).toHaveLength(1);
    expect(
      await engine.run(
        sql`select product_id, inventory, dbt_valid_from is null as without_start from raw.product_inventory_snapshot`,
      ),
    ).toEqual([
      { product_id: 'p1', inventory: 3, without_start: false },
      { product_id: 'p2', inventory: null, without_start: true },
    ]);
  });

  it.each(['inventory', 'dbt_valid_from'])(
    '%s is not taken for empty where it holds something else',
    async (column) => {
      const bad = column === 'inventory' ? 'p2,many,,2021-02-01,' : 'p2,4,,someday,';
      const sentence = await failure('product_inventory_snapshot', `${header}p1,3,,2021-02-01,\n${bad}\n`);
      expect(sentence).toMatch(`product_inventory_snapshot.csv: 1 value of ${column} is not`);
      expect(sentence).toMatch('the first in line 3');
    },
  );
});

describe('a Parquet file', () => {
  async function parquet(query: Sql): Promise<Uint8Array> {
    const folder = await mkdtemp(join(tmpdir(), 'greenery-parquet-'));
    const path = join(folder, 'x.parquet');
    await engine.exec(sql`copy (${query}) to (${param(path, 'varchar')}) (format parquet)`);
    const bytes = await readFile(path);
    await rm(folder, { recursive: true });
    return bytes;
  }

  it('is loaded with its own types made the contract’s', async () => {
    const bytes = await parquet(sql`
      select 7 as Product_ID, 'Fern' as name, cast(12.50 as decimal(9, 2)) as price, cast(3 as double) as inventory, true as extra`);
    const { loaded, issues } = await load('products', bytes, { format: 'parquet', rows: 1 });
    expect(await rows()).toEqual([{ product_id: '7', name: 'Fern', price: 12.5, inventory: 3 }]);
    expect(loaded.ignoredColumns).toEqual(['extra']);
    expect(issues).toEqual([]);
  });

  it.each([
    ['a timestamp', sql`timestamp '2021-02-11 23:30:33.448'`, '2021-02-11 23:30:33.448'],
    ['a time with a zone', sql`timestamptz '2021-02-11 23:30:33+02'`, '2021-02-11 21:30:33'],
    ['nanoseconds', sql`timestamp_ns '2021-02-11 23:30:33.448'`, '2021-02-11 23:30:33.448'],
    ['a day', sql`date '2021-02-11'`, '2021-02-11 00:00:00'],
    ['text', sql`'2021-02-11T23:30:33+02:00'`, '2021-02-11 21:30:33'],
  ])('may give times as %s', async (_, value, utc) => {
    await load('orders', await parquet(sql`select 'o1' as order_id, ${value} as created_at`), { format: 'parquet' });
    expect(await engine.run(sql`select cast(created_at as varchar) as at from raw.orders`)).toEqual([{ at: utc }]);
  });

  it('has values of a wrong type counted, with the row of the first', async () => {
    const bytes = await parquet(
      sql`select 'p' as product_id, 'n' as name, case i when 2 then 1.5 else i end as inventory from range(4) t(i)`,
    );
    const { loaded } = await load('products', bytes, { format: 'parquet' });
    expect(loaded.failedCasts).toEqual([
      { column: 'inventory', count: 1, place: { unit: 'row', number: 3 }, text: '1.5' },
    ]);
  });

  it('is refused when times are bare numbers', async () => {
    const bytes = await parquet(
      sql`select 'e' as event_id, 's' as session_id, 'page_view' as event_type, 1613086233 as created_at`,
    );
    expect(await failure('events', bytes, { format: 'parquet' })).toBe(
      'events.parquet: 1 value of created_at is not a time (such as 2021-02-11T23:30:33Z), the first in row 1: "1613086233". ' +
        'Correct the file and load it again.',
    );
  });

  it('is refused when it is cut short or something else', async () => {
    const bytes = await parquet(sql`select 'p' as product_id, 'n' as name`);
    const sentence = 'products.parquet is not a readable Parquet file. Export the table again.';
    expect(await failure('products', bytes.subarray(0, bytes.length - 20), { format: 'parquet' })).toBe(sentence);
    expect(await failure('products', 'product_id,name\n', { format: 'parquet' })).toBe(sentence);
  });
});

it.each(Object.entries(rawTables as Readonly<Record<string, Table>>))(
  '%s cannot be loaded without any one of its required columns',
  async (table, { columns }) => {
    const required = Object.keys(columns).filter((column) => columns[column]?.required);
    expect(required.length).toBeGreaterThan(0);
    for (const column of required) {
      const names = Object.keys(columns).filter((name) => name !== column);
      expect(await failure(table as RawTable, `${names.join(',')}\n`)).toBe(
        `${table}.csv lacks the column ${column}. It has: ${names.join(', ')}.`,
      );
    }
  },
);
