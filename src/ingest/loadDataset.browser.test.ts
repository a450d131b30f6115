import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import typesUrl from '../engine/fixtures/types.parquet?url';
import { openWasmEngine } from '../engine/wasm.ts';
import type { RawTable } from '../model/tables.ts';
import { sql } from '../sql/sql.ts';
import { loadDataset } from './loadDataset.ts';
import { loadTable } from './loadTable.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openWasmEngine();
});
afterAll(() => engine.close());

const files: Partial<Record<RawTable, string>> = {
  events: `event_id,session_id,user_id,event_type,created_at,product_id,order_id
e1,s1,ann,page_view,2021-02-11T01:00:00+02:00,p1,
e2,s1,ann,checkout,2021-02-10 23:01:00.448,,o1
e3,s1,ann,search,,,
e4,s2,eve,page_view,2021-02-11T00:00:00Z,p9,
`,
  users: 'user_id,email,address_id\nann,ann@greenery.com,a1\n',
  addresses: 'address_id,state,country\na1,Ohio,United States\n',
  products: '\ufeffproduct_id;name;price;inventory\r\np1;"Devil\'s ""Ivy"", 5″";2.5;12.0\r\np2;Palm;cheap;NaN\r\n',
  order_items: 'order_id,product_id,quantity\no1,p1,4\n',
  product_inventory_snapshot:
    'product_id,inventory,dbt_valid_from,dbt_valid_to\np1,5,2021-02-01,2021-02-08\np1,0,2021-02-08,\n',
};

it('DuckDB-WASM loads, casts and checks as the native engine does', async () => {
  const encoded = new Map(
    Object.entries(files).map(([table, text]) => [table as RawTable, new TextEncoder().encode(text)] as const),
  );
  const { issues } = await loadDataset({
    engine,
    delivery: {
      kind: 'raw',
      tables: Array.from(encoded, ([table, { length }]) => ({
        table,
        file: `${table}.csv`,
        format: 'csv',
        bytes: length,
        rows: null,
        sha256: null,
      })),
    },
    readFile: ({ file }) => Promise.resolve(encoded.get(file.replace('.csv', '') as RawTable) ?? new Uint8Array()),
  });
  expect(issues.map(({ grade, sentence }) => `${grade}: ${sentence}`)).toEqual([
    'warning: products.csv: 1 value of price is not a number (such as 12.5), the first in line 3: "cheap". They count as empty.',
    'warning: products.csv: 1 value of inventory is not a whole number (such as 12), the first in line 3: "NaN". They count as empty.',
    'note: events.csv: 1 event type outside the funnel. Such events count towards the session only.',
    'warning: events.csv: 1 event without a time. A session is dated by its other events; a session without any time is in no day.',
    'warning: products.csv: 1 row without price. Such products bring no revenue.',
    'warning: events.csv: 1 user_id missing in users. Sessions of such users have no state, country or employee flag.',
    'warning: events.csv: 1 product_id missing in products. Such products are shown by their id and have no price.',
  ]);
  expect(
    await engine.run(sql`
      select session_id, cast(started_at as varchar) as started_at, cast(ended_at as varchar) as ended_at, furthest_step,
        revenue, state, employee
      from sessions
      order by session_id`),
  ).toEqual([
    {
      session_id: 's1',
      started_at: '2021-02-10 23:00:00',
      ended_at: '2021-02-10 23:01:00.448',
      furthest_step: 3,
      revenue: 10,
      state: 'Ohio',
      employee: 'yes',
    },
    {
      session_id: 's2',
      started_at: '2021-02-11 00:00:00',
      ended_at: '2021-02-11 00:00:00',
      furthest_step: 1,
      revenue: 0,
      state: '(not set)',
      employee: '(not set)',
    },
  ]);
  expect(await engine.run(sql`select name, inventory from products order by product_id`)).toEqual([
    { name: 'Devil\'s "Ivy", 5″', inventory: 12 },
    { name: 'Palm', inventory: null },
    { name: 'p9', inventory: null },
  ]);
});

it('DuckDB-WASM makes the types of a Parquet file the contract’s', async () => {
  const bytes = new Uint8Array(await (await fetch(typesUrl)).arrayBuffer());
  const { loaded } = await loadTable(
    engine,
    { table: 'events', file: 'types.parquet', format: 'parquet', bytes: bytes.length, rows: 4100, sha256: null },
    bytes,
    {
      name: sql`typed`,
      columns: {
        id: { type: 'text', means: '' },
        big: { type: 'integer', means: '' },
        price: { type: 'number', means: '' },
        real: { type: 'integer', means: '' },
        flag: { type: 'boolean', means: '' },
        day: { type: 'timestamp', means: '' },
        zoned: { type: 'timestamp', means: '' },
        absent: { type: 'date', means: '' },
      },
    },
  );
  expect(loaded.ignoredColumns).toEqual(['word', 'happened_at']);
  expect(loaded.failedCasts).toEqual([
    { column: 'real', count: 3587, place: { unit: 'row', number: 2 }, text: '0.125' },
  ]);
  expect(
    await engine.run(sql`
      select * replace (cast(day as varchar) as day, cast(zoned as varchar) as zoned, cast(absent as varchar) as absent)
      from typed
      where id in ('8', '4099')
      order by id`),
  ).toEqual([
    {
      id: '4099',
      big: 4099 * 4294967296,
      price: 40.99,
      real: null,
      flag: false,
      day: '2021-02-11 00:00:00',
      zoned: '2021-02-10 01:08:19',
      absent: null,
    },
    {
      id: '8',
      big: 8 * 4294967296,
      price: 0.08,
      real: 1,
      flag: true,
      day: '2021-02-12 00:00:00',
      zoned: '2021-02-10 00:00:08',
      absent: null,
    },
  ]);
  await engine.exec(sql`drop table typed`);
});
