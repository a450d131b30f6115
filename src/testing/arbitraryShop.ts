import * as fc from 'fast-check';
import type { Condition } from '../model/condition.ts';
import { type Choice, type Counting, type Day, type Filters, parseDay } from '../model/filters.ts';
import { type StepId, stepIds } from '../model/steps.ts';
import type { Shop, ShopEvent } from './shop.ts';

const sessions = ['s0', 's1', 's2', 's3', 's4', 's5', 's6'];
const users = ['u0', 'u1', 'u2'];
const products = ['p0', 'p1', 'p2'];
const orders = ['o0', 'o1', 'o2', 'o3'];
const names = ['Pothos', 'Devil’s Ivy', "St. John's, NL"];
const states = ['Georgia', 'Ohio', "l'état"];
const countries = ['United States', 'France'];

const start = Date.parse('2021-02-08T23:00:00Z');
const iso = (moment: number) => new Date(moment).toISOString().replace('.000', '');
/** Few distinct times, so that ties and midnight happen. */
const moment = fc.constantFrom(0, 1, 2, 3, 4, 20, 25, 26, 48, 60).map((hour) => iso(start + hour * 3_600_000));
const type = fc.constantFrom('page_view', 'add_to_cart', 'checkout', 'package_shipped', 'login');

const event = fc.record({
  session_id: fc.constantFrom(...sessions),
  user_id: fc.option(fc.constantFrom(...users), { freq: 8 }),
  event_type: type,
  created_at: fc.option(moment, { freq: 20 }),
  product_id: fc.option(fc.constantFrom(...products)),
  order_id: fc.option(fc.constantFrom(...orders)),
  state: fc.option(fc.constantFrom(...states), { freq: 1 }),
  country: fc.option(fc.constantFrom(...countries), { freq: 1 }),
});

/** Starts of one user so close that they are, or only just are not, a burst. */
const burst = fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 8, maxLength: 12 }).map((minutes) =>
  minutes.map((minute, index) => ({
    session_id: `b${index}`,
    user_id: 'u1',
    event_type: 'page_view',
    created_at: iso(start + 10 * 3_600_000 + minute * 60_000),
    product_id: 'p1',
    order_id: null,
  })),
);

/** Random shops of up to sixty events, with ties, missing users, times and places, and now and then a burst. */
export const arbitraryShop: fc.Arbitrary<Shop> = fc
  .record({
    events: fc.array(event, { maxLength: 48 }),
    burst: fc.option(burst, { nil: [] }),
    homes: fc.tuple(...users.map(() => fc.option(fc.constantFrom('a0', 'a1', 'a2')))),
    emails: fc.tuple(
      ...users.map(() => fc.option(fc.constantFrom('x@greenery.com', 'Y@GREENARY.com', 'z@mail.example'))),
    ),
    places: fc.tuple(
      ...[0, 1, 2].map(() => fc.tuple(fc.option(fc.constantFrom(...states)), fc.option(fc.constantFrom(...countries)))),
    ),
    items: fc.uniqueArray(
      fc.record({
        order_id: fc.constantFrom(...orders),
        product_id: fc.constantFrom(...products),
        quantity: fc.integer({ min: 1, max: 5 }),
      }),
      { selector: (item) => `${item.order_id} ${item.product_id}`, maxLength: 8 },
    ),
    promos: fc.tuple(...orders.map(() => fc.option(fc.constantFrom('half', 'welcome')))),
    levels: fc.array(
      fc.record({
        product_id: fc.constantFrom(...products),
        inventory: fc.constantFrom(0, 7),
        from: fc.integer({ min: 0, max: 3 }),
        lasts: fc.option(fc.integer({ min: 1, max: 2 })),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ events, burst: close, homes, emails, places, items, promos, levels }) => ({
    events: [...events, ...close].map((one, index): ShopEvent => ({ event_id: `e${index}`, ...one })),
    users: users.map((user_id, index) => ({ user_id, email: emails[index] ?? null, address_id: homes[index] ?? null })),
    addresses: places.map(([state, country], index) => ({ address_id: `a${index}`, state, country })),
    products: products.map((product_id, index) => ({
      product_id,
      name: names[index] ?? product_id,
      price: index + 0.5,
    })),
    orders: orders.map((order_id, index) => ({
      order_id,
      user_id: null,
      created_at: iso(start),
      promo_id: promos[index] ?? null,
    })),
    order_items: items,
    product_inventory_snapshot: levels.map(({ product_id, inventory, from, lasts }) => ({
      product_id,
      inventory,
      dbt_valid_from: iso(start + from * 12 * 3_600_000),
      dbt_valid_to: lasts === null ? null : iso(start + (from + lasts) * 12 * 3_600_000),
    })),
  }));

const choice = (values: readonly string[]): fc.Arbitrary<Choice> =>
  fc.record({
    mode: fc.constantFrom('only', 'except'),
    values: fc.oneof({ arbitrary: fc.constant([]), weight: 2 }, { arbitrary: fc.subarray([...values]), weight: 1 }),
  });

const days = ['2021-02-08', '2021-02-09', '2021-02-10', '2021-02-11'].flatMap((text) => parseDay(text) ?? []);
const someDay = fc.option(fc.constantFrom<Day>(...days), { freq: 2 });
const someStep = fc.option(fc.constantFrom<StepId>(...stepIds), { freq: 2 });

/** Random conditions on sessions of those shops, most of them met by some. */
export const arbitraryCondition: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  { key: 'user', value: 'u0' },
  { key: 'user', value: '(not set)' },
  { key: 'traffic', value: 'burst' },
  { key: 'country', value: 'France' },
  { key: 'state', value: "l'état" },
  { key: 'employee', value: 'yes' },
  { key: 'customer', value: 'repeat' },
  { key: 'customer', value: '(not set)' },
  { key: 'first_viewed', value: 'Pothos' },
  { key: 'first_viewed', value: '(not set)' },
  { key: 'viewed', value: 'Devil’s Ivy' },
  { key: 'products_viewed', value: '2' },
  { key: 'products_viewed', value: '0' },
  { key: 'stock', value: 'out of stock' },
  { key: 'stock', value: 'in stock' },
  { key: 'promo', value: 'half' },
  { key: 'promo', value: '(no promo)' },
  { key: 'weekday', value: 'Tuesday' },
  { key: 'hour', value: '00' },
  { key: 'reached', value: 'add_to_cart' },
  { key: 'missed', value: 'checkout' },
  { key: 'view_to_checkout', value: '0-7200' },
  { key: 'view_to_cart', value: '3600-' },
  { key: 'bucket', value: 'day 2021-02-09T00:00' },
);
const conditions = fc.array(arbitraryCondition, { minLength: 1, maxLength: 2 });

/** Random filters for those shops. */
export const arbitraryFilters: fc.Arbitrary<Filters> = fc.record({
  from: someDay,
  to: someDay,
  product: choice(names),
  country: choice([...countries, '(not set)']),
  state: choice([...states, '(not set)']),
  employee: choice(['yes', 'no', '(not set)']),
  traffic: fc.constantFrom('all', 'all', 'without-burst', 'burst'),
  step: fc.record({ reached: someStep, missed: someStep }),
  only: fc.oneof({ arbitrary: fc.constant([]), weight: 3 }, { arbitrary: conditions, weight: 1 }),
  without: fc.oneof(
    { arbitrary: fc.constant([]), weight: 3 },
    { arbitrary: fc.array(conditions, { minLength: 1, maxLength: 2 }), weight: 1 },
  ),
  complement: fc.constantFrom('none', 'none', 'none', 'none', 'sessions', 'range'),
});

export const arbitraryCounting: fc.Arbitrary<Counting> = fc.record({
  reading: fc.constantFrom('reached', 'has', 'ordered'),
  base: fc.constantFrom('first', 'all'),
  unit: fc.constantFrom('sessions', 'users'),
});
