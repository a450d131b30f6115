import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { sessionsOfEvents } from '../model/marts.ts';
import { rawTables, type RawTable } from '../model/tables.ts';
import { ident, join, param, sql, type Sql } from '../sql/sql.ts';
import { deliver } from '../testing/deliver.ts';
import { runChecks } from './checks.ts';
import { DatasetError, type DataIssue } from './issue.ts';
import { loadDataset } from './loadDataset.ts';
import { type LoadedTable, loadTable } from './loadTable.ts';
import { clearDataset, createAbsent } from './martsOfRaw.ts';
import { type Rule, rules } from './rules.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

type Files = Partial<Record<RawTable, string>>;

const good: Files = {
  events: `event_id,session_id,user_id,event_type,created_at,product_id,order_id
e1,s1,ann,page_view,2021-02-11T10:00:00Z,p1,
e2,s1,ann,checkout,2021-02-11T10:01:00Z,,o1
`,
  users: 'user_id,address_id\nann,a1\n',
  addresses: 'address_id,state\na1,Ohio\n',
  products: 'product_id,name,price,inventory\np1,Fern,5,0\n',
  orders: 'order_id,user_id,address_id,promo_id,created_at,order_total\no1,ann,a1,sale,2021-02-11,5\n',
  order_items: 'order_id,product_id,quantity\no1,p1,1\n',
  promos: 'promo_id,discount\nsale,2\n',
  product_inventory_snapshot: `product_id,inventory,dbt_valid_from,dbt_valid_to
p1,5,2021-02-01,2021-02-08
p1,0,2021-02-08,
`,
  orders_snapshot: `order_id,status,dbt_valid_from,dbt_valid_to
o1,preparing,2021-02-11,2021-02-12
o1,shipped,2021-02-12,
`,
};

async function findings(files: Files): Promise<readonly DataIssue[]> {
  try {
    return (await loadDataset({ engine, ...deliver(files) })).issues;
  } catch (error) {
    if (error instanceof DatasetError) return error.issues;
    throw error;
  }
}

/** A good shop with some lines more. */
function and(table: RawTable, lines: string): Files {
  return { ...good, [table]: `${good[table]}${lines}` };
}

it('finds nothing in a good shop', async () => {
  expect(await findings(good)).toEqual([]);
});

it('finds nothing in plain levels of stock instead of a snapshot', async () => {
  expect(await findings(levels('p1,2021-02-08,0\n'))).toEqual([]);
});

it('finds nothing in events alone', async () => {
  expect(await findings({ events: 'event_id,session_id,event_type,created_at\ne1,s1,checkout,2021-02-11\n' })).toEqual(
    [],
  );
});

interface Broken {
  readonly files: Files;
  readonly sentence: string;
  readonly samples: DataIssue['samples'];
}

/** One broken shop for each rule, by the rule's id. */
const broken: Readonly<Record<string, Broken>> = {
  events_present: {
    files: { ...good, events: 'event_id,session_id,event_type,created_at\n' },
    sentence: 'events.csv: a header and no rows. Without events there is nothing to show.',
    samples: [{ events: 'no rows' }],
  },
  steps_present: {
    files: {
      events: `event_id,session_id,event_type,created_at
e1,s1,view,2021-02-11
e2,s1,buy,2021-02-11
e3,s2,view,2021-02-11
`,
    },
    sentence:
      'events.csv: no event_type that is a step of the funnel. The steps are page_view, add_to_cart, checkout, package_shipped.',
    samples: [
      { event_type: 'view', events: 2 },
      { event_type: 'buy', events: 1 },
    ],
  },
  other_event_types: {
    files: and(
      'events',
      'e3,s1,ann,search,2021-02-11,,\ne4,s1,ann,login,2021-02-11,,\ne5,s1,ann,search,2021-02-11,,\n',
    ),
    sentence: 'events.csv: 2 event types outside the funnel. Such events count towards the session only.',
    samples: [
      { event_type: 'search', events: 2 },
      { event_type: 'login', events: 1 },
    ],
  },
  events_repeated: {
    files: and('events', 'e1,s1,ann,page_view,2021-02-11T10:00:00Z,p1,\n'),
    sentence: 'events.csv: 1 repeated event_id. Sessions count once, such events each time they stand in the file.',
    samples: [{ event_id: 'e1', times: 2 }],
  },
  events_without_session: {
    files: and('events', 'e3,,ann,page_view,2021-02-11,p1,\n'),
    sentence: 'events.csv: 1 event without a session. Such events count nowhere.',
    samples: [{ event_id: 'e3', event_type: 'page_view' }],
  },
  events_without_time: {
    files: and('events', 'e3,s1,ann,page_view,,p1,\n'),
    sentence:
      'events.csv: 1 event without a time. A session is dated by its other events; a session without any time is in no day.',
    samples: [{ event_id: 'e3', session_id: 's1', event_type: 'page_view' }],
  },
  events_without_type: {
    files: and('events', 'e3,s1,ann,,2021-02-11,p1,\ne4,s1,ann,,2021-02-11,p1,\n'),
    sentence: 'events.csv: 2 events without a type. Such events count towards no step.',
    samples: [
      { event_id: 'e3', session_id: 's1' },
      { event_id: 'e4', session_id: 's1' },
    ],
  },
  sessions_of_several_users: {
    files: { ...and('events', 'e3,s1,bob,page_view,2021-02-11,p1,\n'), users: 'user_id,address_id\nann,a1\nbob,a1\n' },
    sentence:
      'events.csv: 1 session with events of several users. Such a session counts for the user with the smallest id.',
    samples: [{ session_id: 's1', first_user: 'ann', last_user: 'bob' }],
  },
  checkouts_without_order: {
    files: and('events', 'e3,s2,ann,checkout,2021-02-11,,\n'),
    sentence: 'events.csv: 1 checkout without an order. Such a checkout concerns no product and brings no revenue.',
    samples: [{ event_id: 'e3', session_id: 's2' }],
  },
  users_unique: repeatedKey('users', 'user_id', 'ann,a1\n', 'ann'),
  addresses_unique: repeatedKey('addresses', 'address_id', 'a1,Utah\n', 'a1'),
  products_unique: repeatedKey('products', 'product_id', 'p1,Ivy,5,0\n', 'p1'),
  orders_unique: repeatedKey('orders', 'order_id', 'o1,ann,a1,sale,2021-02-11,5\n', 'o1'),
  promos_unique: repeatedKey('promos', 'promo_id', 'sale,\n', 'sale'),
  users_without_user_id: without('users', 'user_id', ',a1\n', 'Such users have no sessions.', { user_id: null }),
  addresses_without_address_id: without('addresses', 'address_id', ',Utah\n', 'Nobody lives at such an address.', {
    address_id: null,
  }),
  products_without_product_id: without('products', 'product_id', ',Ivy,5,0\n', 'Such products are not shown.', {
    product_id: null,
  }),
  products_without_name: without('products', 'name', 'p2,,5,0\n', 'Such products are shown by their id.', {
    product_id: 'p2',
  }),
  products_without_price: without('products', 'price', 'p2,Ivy,,0\n', 'Such products bring no revenue.', {
    product_id: 'p2',
  }),
  orders_without_order_id: without(
    'orders',
    'order_id',
    ',ann,a1,sale,2021-02-11,5\n',
    'Such orders have no items and no session.',
    { order_id: null },
  ),
  orders_without_created_at: without(
    'orders',
    'created_at',
    'o2,ann,a1,sale,,5\n',
    'Such orders are in no day.',
    { order_id: 'o2' },
    { order_items: `${good.order_items}o2,p1,1\n` },
  ),
  order_items_without_order_id: without('order_items', 'order_id', ',p1,1\n', 'Such items count nowhere.', {
    order_id: null,
    product_id: 'p1',
  }),
  order_items_without_product_id: without(
    'order_items',
    'product_id',
    'o1,,1\n',
    'Such items count for the order and for no product.',
    { order_id: 'o1', product_id: null },
  ),
  order_items_without_quantity: without(
    'order_items',
    'quantity',
    'o1,p2,\n',
    'Such items bring no units and no revenue.',
    { order_id: 'o1', product_id: 'p2' },
    { products: `${good.products}p2,Ivy,5,0\n` },
  ),
  promos_without_promo_id: without('promos', 'promo_id', ',3\n', 'Such promos are used by no order.', {
    promo_id: null,
  }),
  product_inventory_snapshot_without_product_id: without(
    'product_inventory_snapshot',
    'product_id',
    ',5,2021-02-01,2021-02-08\n',
    'Such versions are of no product.',
    { product_id: null, dbt_valid_from: '2021-02-01 00:00:00' },
  ),
  product_inventory_snapshot_without_inventory: without(
    'product_inventory_snapshot',
    'inventory',
    'p1,,2021-01-01,2021-02-01\n',
    'The level is unknown while such a version holds.',
    { product_id: 'p1', dbt_valid_from: '2021-01-01 00:00:00' },
  ),
  product_inventory_snapshot_without_dbt_valid_from: without(
    'product_inventory_snapshot',
    'dbt_valid_from',
    'p1,5,,2021-02-01\n',
    'Such versions hold at no time.',
    { product_id: 'p1', dbt_valid_from: null },
  ),
  inventory_levels_without_product_id: {
    files: levels(',2021-02-08,5\n'),
    sentence: 'inventory_levels.csv: 1 row without product_id. Such levels are of no product.',
    samples: [{ product_id: null, date: '2021-02-08 00:00:00' }],
  },
  inventory_levels_without_date: {
    files: levels('p1,,5\n'),
    sentence: 'inventory_levels.csv: 1 row without date. Such levels hold at no time.',
    samples: [{ product_id: 'p1', date: null }],
  },
  inventory_levels_without_inventory: {
    files: levels('p1,2021-02-08,\n'),
    sentence: 'inventory_levels.csv: 1 row without inventory. The level before is taken to hold on.',
    samples: [{ product_id: 'p1', date: '2021-02-08 00:00:00' }],
  },
  orders_snapshot_without_order_id: without(
    'orders_snapshot',
    'order_id',
    ',shipped,2021-02-01,2021-02-08\n',
    'Such versions are of no order.',
    { order_id: null, dbt_valid_from: '2021-02-01 00:00:00' },
  ),
  orders_snapshot_without_status: without(
    'orders_snapshot',
    'status',
    'o1,,2021-02-01,2021-02-08\n',
    'The status is unknown while such a version holds.',
    { order_id: 'o1', dbt_valid_from: '2021-02-01 00:00:00' },
  ),
  orders_snapshot_without_dbt_valid_from: without(
    'orders_snapshot',
    'dbt_valid_from',
    'o1,shipped,,2021-02-01\n',
    'Such versions hold at no time.',
    { order_id: 'o1', dbt_valid_from: null },
  ),
  events_user_id_known: {
    files: and('events', 'e3,s2,eve,page_view,2021-02-11,p1,\n'),
    sentence: 'events.csv: 1 user_id missing in users. Sessions of such users have no state, country or employee flag.',
    samples: [{ user_id: 'eve', row_count: 1 }],
  },
  events_product_id_known: {
    files: and(
      'events',
      'e3,s2,ann,page_view,2021-02-11,p8,\ne4,s2,ann,page_view,2021-02-11,p9,\ne5,s2,ann,page_view,2021-02-11,p9,\n',
    ),
    sentence: 'events.csv: 2 product_ids missing in products. Such products are shown by their id and have no price.',
    samples: [
      { product_id: 'p8', row_count: 1 },
      { product_id: 'p9', row_count: 2 },
    ],
  },
  events_order_id_known: {
    files: and('events', 'e3,s2,ann,checkout,2021-02-11,,o9\n'),
    sentence: 'events.csv: 1 order_id missing in orders. Such orders are missing wherever orders are counted by day.',
    samples: [{ order_id: 'o9', row_count: 1 }],
  },
  addresses_lived_at: {
    files: and('addresses', 'a2,Utah\n'),
    sentence:
      'addresses.csv: 1 address without a user. Sessions are placed by where their user lives, so such an address is in no count ' +
      'of sessions; orders shipped to it are in those by shipping state.',
    samples: [{ address_id: 'a2' }],
  },
  users_address_id_known: {
    files: and('users', 'bob,a9\n'),
    sentence:
      'users.csv: 1 address_id missing in addresses. Sessions of users with such an address have no state or country.',
    samples: [{ address_id: 'a9', row_count: 1 }],
  },
  orders_user_id_known: {
    files: anotherOrder('o2,eve,a1,sale,2021-02-11,5\n'),
    sentence: 'orders.csv: 1 user_id missing in users. Such users are counted, and nothing else is known of them.',
    samples: [{ user_id: 'eve', row_count: 1 }],
  },
  orders_address_id_known: {
    files: anotherOrder('o2,ann,a9,sale,2021-02-11,5\n'),
    sentence: 'orders.csv: 1 address_id missing in addresses. Orders to such an address have no shipping state.',
    samples: [{ address_id: 'a9', row_count: 1 }],
  },
  orders_promo_id_known: {
    files: anotherOrder('o2,ann,a1,gift,2021-02-11,5\n'),
    sentence: 'orders.csv: 1 promo_id missing in promos. The discount of such promos is unknown.',
    samples: [{ promo_id: 'gift', row_count: 1 }],
  },
  order_items_order_id_known: {
    files: and('order_items', 'o9,p1,1\n'),
    sentence:
      'order_items.csv: 1 order_id missing in orders. Such orders count for sessions, and not where orders are counted by day.',
    samples: [{ order_id: 'o9', row_count: 1 }],
  },
  order_items_product_id_known: {
    files: and('order_items', 'o1,p9,1\n'),
    sentence: 'order_items.csv: 1 product_id missing in products. Such products bring no revenue.',
    samples: [{ product_id: 'p9', row_count: 1 }],
  },
  product_inventory_snapshot_product_id_known: {
    files: and('product_inventory_snapshot', 'p9,5,2021-02-01,\n'),
    sentence:
      'product_inventory_snapshot.csv: 1 product_id missing in products. The stock of such products is not shown.',
    samples: [{ product_id: 'p9', row_count: 1 }],
  },
  inventory_levels_product_id_known: {
    files: levels('p9,2021-02-08,5\n'),
    sentence: 'inventory_levels.csv: 1 product_id missing in products. The stock of such products is not shown.',
    samples: [{ product_id: 'p9', row_count: 1 }],
  },
  orders_snapshot_order_id_known: {
    files: and('orders_snapshot', 'o9,shipped,2021-02-01,\n'),
    sentence: 'orders_snapshot.csv: 1 order_id missing in orders. Only the status of such orders is known.',
    samples: [{ order_id: 'o9', row_count: 1 }],
  },
  order_lines_repeated: {
    files: and('order_items', 'o1,p1,2\n'),
    sentence: 'order_items.csv: 1 product more than once in the same order. The units of all lines count.',
    samples: [{ order_id: 'o1', product_id: 'p1', times: 2 }],
  },
  orders_without_items: {
    files: and('orders', 'o2,ann,a1,sale,2021-02-11,5\n'),
    sentence: 'orders.csv: 1 order without items. Such orders have no units and no revenue.',
    samples: [{ order_id: 'o2' }],
  },
  order_items_quantity_range: {
    files: { ...good, order_items: 'order_id,product_id,quantity\no1,p1,0\n' },
    sentence: 'order_items.csv: 1 row with a quantity of zero or less. Such a value counts as it is.',
    samples: [{ order_id: 'o1', quantity: 0 }],
  },
  products_price_range: {
    files: and('products', 'p2,Ivy,-0.5,0\np3,Palm,0,0\n'),
    sentence: 'products.csv: 2 rows with a price of zero or less. Such a value counts as it is.',
    samples: [
      { product_id: 'p2', price: -0.5 },
      { product_id: 'p3', price: 0 },
    ],
  },
  products_inventory_range: {
    files: and('products', 'p2,Ivy,5,-1\n'),
    sentence: 'products.csv: 1 row with an inventory below zero. Such a value counts as it is.',
    samples: [{ product_id: 'p2', inventory: -1 }],
  },
  orders_order_total_range: {
    files: anotherOrder('o2,ann,a1,sale,2021-02-11,-5\n'),
    sentence: 'orders.csv: 1 row with an order_total below zero. Such a value counts as it is.',
    samples: [{ order_id: 'o2', order_total: -5 }],
  },
  product_inventory_snapshot_inventory_range: {
    files: and('product_inventory_snapshot', 'p1,-1,2021-01-01,2021-02-01\n'),
    sentence: 'product_inventory_snapshot.csv: 1 row with an inventory below zero. Such a value counts as it is.',
    samples: [{ product_id: 'p1', inventory: -1 }],
  },
  inventory_levels_inventory_range: {
    files: levels('p1,2021-02-08,-1\n'),
    sentence: 'inventory_levels.csv: 1 row with an inventory below zero. Such a value counts as it is.',
    samples: [{ product_id: 'p1', inventory: -1 }],
  },
  inventory_levels_repeated: {
    files: levels('p1,2021-02-01,6\n'),
    sentence: 'inventory_levels.csv: 1 product with several levels on one date. Leave one row of each.',
    samples: [{ product_id: 'p1', date: '2021-02-01 00:00:00', times: 2 }],
  },
  inventory_levels_alone: {
    files: { ...levels(''), product_inventory_snapshot: good.product_inventory_snapshot ?? '' },
    sentence:
      'inventory_levels.csv: levels of stock, which product_inventory_snapshot tells as well. ' +
      'Deliver one of the two, so that every level is told once.',
    samples: [{ beside: 'product_inventory_snapshot' }],
  },
  product_inventory_snapshot_backwards: {
    files: and('product_inventory_snapshot', 'p1,5,2021-01-09,2021-01-02\n'),
    sentence:
      'product_inventory_snapshot.csv: 1 version with dbt_valid_to before dbt_valid_from. Run the snapshot again.',
    samples: [{ product_id: 'p1', valid_from: '2021-01-09 00:00:00', valid_to: '2021-01-02 00:00:00' }],
  },
  product_inventory_snapshot_overlap: {
    files: and('product_inventory_snapshot', 'p1,5,2021-01-09,2021-02-02\n'),
    sentence:
      'product_inventory_snapshot.csv: 1 version that the next of the same product_id overlaps. Run the snapshot again.',
    samples: [
      {
        product_id: 'p1',
        valid_from: '2021-01-09 00:00:00',
        valid_to: '2021-02-02 00:00:00',
        next_from: '2021-02-01 00:00:00',
      },
    ],
  },
  product_inventory_snapshot_open: {
    files: and('product_inventory_snapshot', 'p1,0,2021-02-15,\n'),
    sentence:
      'product_inventory_snapshot.csv: 1 version without dbt_valid_to though the same product_id has a later one. ' +
      'Run the snapshot again.',
    samples: [
      { product_id: 'p1', valid_from: '2021-02-08 00:00:00', valid_to: null, next_from: '2021-02-15 00:00:00' },
    ],
  },
  orders_snapshot_backwards: {
    files: and('orders_snapshot', 'o1,preparing,2021-01-09,2021-01-02\n'),
    sentence: 'orders_snapshot.csv: 1 version with dbt_valid_to before dbt_valid_from. Run the snapshot again.',
    samples: [{ order_id: 'o1', valid_from: '2021-01-09 00:00:00', valid_to: '2021-01-02 00:00:00' }],
  },
  orders_snapshot_overlap: {
    files: and('orders_snapshot', 'o1,preparing,2021-02-10,2021-02-12\n'),
    sentence: 'orders_snapshot.csv: 1 version that the next of the same order_id overlaps. Run the snapshot again.',
    samples: [
      {
        order_id: 'o1',
        valid_from: '2021-02-10 00:00:00',
        valid_to: '2021-02-12 00:00:00',
        next_from: '2021-02-11 00:00:00',
      },
    ],
  },
  orders_snapshot_open: {
    files: and('orders_snapshot', 'o1,delivered,2021-02-15,\n'),
    sentence:
      'orders_snapshot.csv: 1 version without dbt_valid_to though the same order_id has a later one. Run the snapshot again.',
    samples: [{ order_id: 'o1', valid_from: '2021-02-12 00:00:00', valid_to: null, next_from: '2021-02-15 00:00:00' }],
  },
};

it.each(rules.map((rule) => ({ ...rule })))('$id: $grade unless $looksFor', async (rule) => {
  const { id, grade, table, column, touches } = rule;
  const shop = broken[id];
  if (shop === undefined) throw new Error(`There is no broken shop for ${id}.`);
  const { files, sentence, samples } = shop;
  // Beside a number stands the finding alone: no file before it, nothing of what follows from it.
  const brief = sentence.slice(`${table}.csv: `.length, sentence.indexOf('. '));
  expect(await findings(files)).toEqual([
    { grade, sentence, brief, touches, samples, file: `${table}.csv`, table, column, line: null },
  ]);
});

describe('what tells of a rule that it surely holds', () => {
  const cheap = rules.flatMap(({ surely, ...rule }) => (surely === undefined ? [] : [{ ...rule, surely }]));

  it.each(cheap)('$id: does not where it is broken', async (rule) => {
    await loadRaw(broken[rule.id]?.files ?? {});
    await engine.exec(sessionsOfEvents.sql);
    expect(await asked(rule)).toEqual({ surely: false, isBroken: true });
  });

  it.each([
    { name: 'with a snapshot', files: good },
    { name: 'with levels', files: levels('p1,2021-02-08,0\n') },
  ])('does so in a good shop $name', async ({ files }) => {
    await loadRaw(files);
    await engine.exec(sessionsOfEvents.sql);
    for (const rule of cheap) {
      expect({ id: rule.id, ...(await asked(rule)) }).toEqual({ id: rule.id, surely: true, isBroken: false });
    }
  });

  it.each(cheap.filter(({ id }) => id === 'events_repeated' || id === 'order_lines_repeated'))(
    '$id: whatever the keys and their order are',
    async (rule) => {
      const isPair = rule.table === 'order_items';
      const part = fc.option(fc.constantFrom('', '9', '10', '11', 'a', 'aa', 'b', 'ä', '🌿', '010'), { freq: 8 });
      const keys = fc.array(fc.tuple(part, part), { minLength: 1, maxLength: 8 });
      await loadRaw(good);
      await fc.assert(
        fc.asyncProperty(keys, fc.boolean(), async (drawn, isSorted) => {
          const rows = isSorted ? drawn.toSorted(byLengthFirst(isPair)) : drawn;
          const table = sql`raw.${ident(rule.table)}`;
          const columns = isPair ? sql`order_id, product_id` : sql`event_id, session_id`;
          await engine.exec(sql`delete from ${table}`);
          const values = rows.map(([a, b]) => sql`(${param(a, 'varchar')}, ${param(b, 'varchar')})`);
          await engine.exec(sql`insert into ${table} (${columns}) values ${join(values, ', ')}`);
          const whole = rows
            .map(([a, b]) => (isPair ? [a, b] : [a]))
            .filter((key) => !key.includes(null))
            .map(String);
          const isBroken = new Set(whole).size < whole.length;
          const answer = await asked(rule);
          expect(answer.isBroken).toBe(isBroken);
          // In their order it says what is so; in another it may only not say too much.
          expect(isSorted ? answer.surely : answer.surely && isBroken).toBe(isSorted && !isBroken);
        }),
        { numRuns: 150 },
      );
    },
    60_000,
  );
});

it('knows of the users of sessions what all events tell, or that it does not know', async () => {
  await loadRaw(good);
  const [ofSeveral, ofUnknown] = ['sessions_of_several_users', 'events_user_id_known'].map((id) => {
    const rule = rules.find((one) => one.id === id);
    return { table: 'events', violations: rule?.violations ?? sql``, surely: rule?.surely ?? sql`false` } as const;
  });
  if (ofSeveral === undefined || ofUnknown === undefined) throw new Error('There are two such rules.');
  const anyOf = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { freq: 6 });
  const event = fc.record({ session: anyOf(['s1', 's2', 's3', 's4']), user: anyOf(['u1', 'u2', 'u3']) });
  const users = fc.subarray(['u1', 'u2', 'u3', null]);
  const seen = new Set<string>();
  const of = (session: string | null, user: string) => ({ session, user });
  // Each of the eight answers there are.
  const examples = [[of('s1', 'u1')], [of('s1', 'u1'), of('s1', 'u2')]].flatMap((named) =>
    [named, [...named, of(null, 'u1')]].flatMap((told): [typeof named, (string | null)[]][] => [
      [told, ['u1', 'u2']],
      [told, []],
    ]),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 6 }), users, async (events, known) => {
      await engine.exec(sql`drop table if exists raw.session_starts`);
      await fill(
        'events',
        sql`session_id, user_id`,
        events.map(({ session, user }) => [session, user]),
      );
      await fill(
        'users',
        sql`user_id`,
        known.map((user) => [user]),
      );
      await engine.exec(sessionsOfEvents.sql);
      const [several, unknown] = [await asked(ofSeveral), await asked(ofUnknown)];
      expect(several.surely).toBe(!several.isBroken);
      const isOpen = events.some(({ session, user }) => session === null && user !== null);
      expect(unknown.surely).toBe(!unknown.isBroken && !several.isBroken && !isOpen);
      seen.add([several.isBroken, unknown.isBroken, isOpen].join());
    }),
    { numRuns: 100, examples },
  );
  expect(seen.size).toBe(8);
}, 60_000);

/** Gives a table these rows of texts, and no other. */
async function fill(table: RawTable, columns: Sql, rows: readonly (readonly (string | null)[])[]): Promise<void> {
  await engine.exec(sql`delete from raw.${ident(table)}`);
  if (rows.length === 0) return;
  const values = rows.map(
    (row) =>
      sql`(${join(
        row.map((cell) => param(cell, 'varchar')),
        ', ',
      )})`,
  );
  await engine.exec(sql`insert into raw.${ident(table)} (${columns}) values ${join(values, ', ')}`);
}

const encoder = new TextEncoder();

/** The order in which keys rise. */
function byLengthFirst(isPair: boolean) {
  type Key = readonly [string | null, string | null];
  const compared = (a: string | null, b: string | null) =>
    encoder.encode(a ?? '').length - encoder.encode(b ?? '').length || compareBytes(a ?? '', b ?? '');
  return (a: Key, b: Key) => compared(a[0], b[0]) || (isPair ? compared(a[1], b[1]) : 0);
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(encoder.encode(a), encoder.encode(b));
}

/** Whether it surely holds, and whether there is something against it. */
async function asked({ table, surely, violations }: Pick<Rule, 'table' | 'violations'> & { surely: Sql }) {
  const [told] = await engine.run(sql`select count(*) as row_count, ${surely} as surely from raw.${ident(table)}`);
  const found = await engine.run(violations);
  return { surely: told?.['surely'], isBroken: found.length > 0 };
}

/** Makes the raw tables of these files, as `loadDataset` does before it asks the rules. */
async function loadRaw(files: Files): Promise<void> {
  await clearDataset(engine);
  await engine.exec(sql`create schema raw`);
  const { delivery, readFile } = deliver(files);
  for (const file of delivery.tables) {
    const target = { name: sql`raw.${ident(file.table)}`, columns: rawTables[file.table].columns };
    await loadTable(engine, file, await readFile(file, () => undefined, new AbortController().signal), target);
  }
  await createAbsent(engine, delivery.tables);
}

/** The engine, and what it is asked. */
function listened() {
  return {
    run: vi.fn<Engine['run']>((query, options) => engine.run(query, options)),
    exec: (statement: Sql) => engine.exec(statement),
  };
}

it('asks the rules of a good shop in less than one question each', async () => {
  await loadRaw(good);
  const loaded = Object.entries(good).map(([table, text]) => ({
    table,
    columns: text.slice(0, text.indexOf('\n')).split(','),
  }));
  const asking = listened();
  const report = vi.fn<(done: number, total: number) => void>();
  const { checks, issues } = await runChecks(asking, loaded as unknown as LoadedTable[], report);
  expect(issues).toEqual([]);
  const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
  expect(report.mock.calls).toEqual(Array.from({ length: passed }, (_, done) => [done + 1, passed]));
  expect(asking.run.mock.calls.length).toBeLessThan(passed / 2 + 5);
});

it('asks nothing more when it is told to stop', async () => {
  await loadRaw(good);
  const stop = new AbortController();
  const asking = listened();
  const loaded = [{ table: 'events', columns: ['event_id', 'session_id', 'event_type', 'created_at'] }];
  const checking = runChecks(
    asking,
    loaded as unknown as LoadedTable[],
    (done) => {
      if (done === 2) stop.abort(new Error('enough'));
    },
    { signal: stop.signal },
  );
  await expect(checking).rejects.toThrow('enough');
  // How many events there are, and which rules surely hold.
  expect(asking.run).toHaveBeenCalledTimes(2);
});

it('keeps five samples of what it counts', async () => {
  const [found] = await findings(and('users', Array.from({ length: 7 }, (_, i) => `u${i},x${i}\n`).join('')));
  expect(found?.sentence).toMatch(/^users.csv: 7 address_ids missing in addresses/);
  expect(found?.samples.map(({ address_id }) => address_id)).toEqual(['x0', 'x1', 'x2', 'x3', 'x4']);
});

/** A good shop whose stock is told by plain levels. */
function levels(lines: string): Files {
  const others = Object.fromEntries(Object.entries(good).filter(([table]) => table !== 'product_inventory_snapshot'));
  return { ...others, inventory_levels: `product_id,date,inventory\np1,2021-02-01,5\n${lines}` };
}

function repeatedKey(table: RawTable, key: string, line: string, value: string): Broken {
  return {
    files: and(table, line),
    sentence: `${table}.csv: 1 repeated ${key}. Everything that belongs to it would count more than once: leave one row of each.`,
    samples: [{ [key]: value, times: 2 }],
  };
}

function without(
  table: RawTable,
  column: string,
  line: string,
  consequence: string,
  sample: DataIssue['samples'][number],
  others: Files = {},
): Broken {
  return {
    files: { ...and(table, line), ...others },
    sentence: `${table}.csv: 1 row without ${column}. ${consequence}`,
    samples: [sample],
  };
}

function anotherOrder(line: string): Files {
  return { ...and('orders', line), order_items: `${good.order_items}o2,p1,1\n` };
}
