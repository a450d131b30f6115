import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../engine/node.ts';
import { type MartTable, martTables } from '../model/tables.ts';
import { ident, join, param, sql } from '../sql/sql.ts';
import { loadShop } from '../testing/loadShop.ts';
import { tinyShop } from '../testing/shop.ts';
import { personalFindings } from './personalScan.ts';

let engine: NodeEngine;
beforeAll(async () => {
  engine = await openNodeEngine({ threads: 1 });
  await loadShop(engine, tinyShop);
});
afterAll(() => engine.close());

const allTables = Object.keys(martTables) as MartTable[];
const scan = (tables: readonly MartTable[]) => personalFindings((query, options) => engine.run(query, options), tables);

/** Puts these values into one column of a mart, over what stands there. */
async function fill(table: MartTable, column: string, values: readonly string[]): Promise<void> {
  const columns = Object.entries(martTables[table].columns).map(([name, { type }]) => {
    if (name === column) return sql`value as ${ident(name)}`;
    return type === 'text' ? sql`'x' as ${ident(name)}` : sql`null as ${ident(name)}`;
  });
  const rows = values.map((value) => sql`(${param(value, 'varchar')})`);
  await engine.exec(sql`drop table ${ident(table)}`);
  await engine.exec(sql`
    create table ${ident(table)} as
    select ${join(columns, ', ')} from (values ${join(rows, ', ')}) as given(value)`);
}

async function kindsIn(table: MartTable, column: string, values: readonly string[]): Promise<readonly string[]> {
  await fill(table, column, values);
  // Patterns are slow to prepare: the other columns are not looked at.
  const run: NodeEngine['run'] = (query, options) =>
    query.chunks.join('').includes(`select distinct trim(regexp_replace(replace("${column}"`)
      ? engine.run(query, options)
      : Promise.resolve([]);
  const found = await personalFindings(run, [table]);
  return found.map(({ kind }) => kind);
}

describe('what tells who a person is', { timeout: 60_000 }, () => {
  it.each<[kind: string, table: MartTable, column: string, values: string[]]>([
    ['e-mail', 'sessions', 'user_id', ['marjolein@greenery.com', 'u2', 'u3']],
    ['e-mail', 'sessions', 'session_id', ["o'neil+shop@mail.co.uk 2021-02-11T23:30:33Z"]],
    ['e-mail', 'session_events', 'event_type', ['opened by jörg@bücher.de']],
    ['phone', 'sessions', 'user_id', ['415-555-0142']],
    ['phone', 'sessions', 'user_id', ['(415) 555-0142']],
    ['phone', 'orders', 'order_id', ['+49 171 1234567']],
    ['phone', 'orders', 'user_id', ['+14155550142']],
    ['phone', 'orders', 'user_id', ['030 1234567']],
    ['phone', 'sessions', 'session_id', ['0171/2345678 2021-02-11T23:30:33Z']],
    ['name', 'sessions', 'user_id', ['Marjolein Featherstonehaugh', 'u2', 'u3']],
    ['name', 'sessions', 'user_id', ['Anna van der Berg', 'Émile O’Brien', 'Berg, Anna']],
    ['name', 'sessions', 'session_id', ['Anna Berg 2021-02-11T23:30:33Z']],
    ['name', 'orders', 'user_id', ['anna.berg']],
    ['street address', 'sessions', 'state', ['17 Quince Tree Passage', 'Ohio']],
    ['street address', 'orders', 'shipping_state', ['Lindenstraße 12a', '221b Baker Street', '12 Rue de la Paix']],
    ['postal code', 'sessions', 'state', ['90210', '10115', '73301-0001']],
    ['postal code', 'orders', 'shipping_state', ['SW1A 1AA', 'K1A 0B1', '1012 AB']],
    ['ip address', 'sessions', 'user_id', ['192.168.0.17']],
    ['ip address', 'sessions', 'session_id', ['2001:db8::ff00:42:8329', 'fe80:0:0:0:0:0:0:1']],
  ])('%s in %s.%s', async (kind, table, column, values) => {
    expect(await kindsIn(table, column, values)).toEqual([kind]);
  });

  it.each<[table: MartTable, column: string, values: string[]]>([
    ['products', 'name', ['Bird of Paradise', 'String of pearls', 'Angel Wings Begonia', 'Devil’s Ivy', '7 Rose Way']],
    ['sessions', 'first_viewed', ['Bird Of Paradise', 'Ficus Lyrata', '(not set)']],
    ['sessions', 'state', ['New York', 'North Carolina', 'District of Columbia', 'Baden-Württemberg', '(not set)']],
    ['orders', 'shipping_country', ['United States', 'Côte d’Ivoire']],
    ['sessions', 'promo', ['Digitized Leverage', 'instruction set', '(no promo)']],
    ['orders', 'shipping_service', ['ups', 'Royal Mail', 'USPS First Class']],
    ['orders', 'status', ['preparing', 'shipped']],
    ['session_events', 'event_type', ['page_view', 'add_to_cart', 'search']],
    ['sessions', 'user_id', ['c8b7f2a0-1f0c-4c0e-9a83-9f0e4c5d6a7b', '5553-0142-7723-0091', 'ann', 'User 12', 'u1']],
    ['sessions', 'user_id', ['10115', '4155550142', '491711234567', '1613001599123', '12.5']],
    [
      'sessions',
      'session_id',
      ['4155550142 2021-02-11T23:30:33Z', 'u1 2021-02-11T23:30:33Z', '12:30:59', '1::', '10::20'],
    ],
    [
      'orders',
      'order_id',
      ['2021-0001-42', '12345-6789', '112-3456789-1234567', '01-2021-00012', '2021-02-11', '90210'],
    ],
    ['products', 'product_id', ['A1B 2C3', 'SW1A-1AA', '1.2.3', '1.2.3.999', 'String of Pearls']],
  ])('is not seen in %s.%s: %j', async (table, column, values) => {
    expect(await kindsIn(table, column, values)).toEqual([]);
  });

  it('is told with its share of the different values, and without telling it', async () => {
    const people = ['ann@greenery.com', 'bob.fern@mail.example', 'cleo@x.org', 'dora@y.org'];
    await fill('sessions', 'user_id', [...people, ...people, 'u5', 'u6', 'u7', 'u8']);
    expect(await scan(['sessions'])).toEqual([
      {
        table: 'sessions',
        column: 'user_id',
        kind: 'e-mail',
        share: 0.5,
        examples: ['a•••@g•••.c•••', 'b•••.f•••@m•••.e•••', 'c•••@x.o•••'],
      },
    ]);
  });

  it('is a chance that one value of many looks like a name', async () => {
    await fill('sessions', 'user_id', ['Anna Berg', ...Array.from({ length: 20 }, (_, index) => `u${index}`)]);
    expect(await scan(['sessions'])).toEqual([]);
  });

  it('is not in a shop without any, nor in an empty one', async () => {
    await loadShop(engine, tinyShop);
    expect(await scan(allTables)).toEqual([]);
    await loadShop(engine, { ...tinyShop, events: [], orders: [], order_items: [], products: [] });
    expect(await scan(allTables)).toEqual([]);
  });
});
