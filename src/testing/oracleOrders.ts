import * as fc from 'fast-check';
import type { Counting, Day, Filters, Grain } from '../model/filters.ts';
import { arbitraryShop } from './arbitraryShop.ts';
import { chosenProducts, pickedOf } from './oracle.ts';
import { bucketOf } from './oracleSession.ts';
import type { Shop } from './shop.ts';

/** The definitions about orders once more, by loops over raw rows; and random small shops with histories of orders. */

export interface ShopOrder {
  readonly order_id: string;
  readonly user_id: string | null;
  readonly created_at: string;
  readonly promo_id: string | null;
  readonly address_id: string | null;
  readonly order_total: number | null;
  readonly shipping_service: string | null;
  readonly estimated_delivery_at: string | null;
  readonly delivered_at: string | null;
}

export interface OrderVersion {
  readonly order_id: string;
  readonly status: string | null;
  readonly dbt_valid_from: string;
  readonly dbt_valid_to: string | null;
}

export interface OrdersShop extends Shop {
  readonly orders: readonly ShopOrder[];
  readonly orders_snapshot: readonly OrderVersion[];
}

const ms = { hour: 3_600_000, day: 86_400_000 };
const iso = (moment: number) => new Date(moment).toISOString().replace('.000', '');
const dayOf = (text: string) => text.slice(0, 10);
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

const start = Date.parse('2021-02-08T23:00:00Z');
const moment = fc.integer({ min: 0, max: 30 }).map((steps) => iso(start + steps * 5 * ms.hour));
const orderDetails = fc.record({
  user_id: fc.option(fc.constantFrom('u0', 'u1'), { freq: 4 }),
  created_at: moment,
  promo_id: fc.option(fc.constantFrom('half', 'none')),
  address_id: fc.option(fc.constantFrom('a0', 'a1', 'a2')),
  order_total: fc.option(fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4)),
  shipping_service: fc.option(fc.constantFrom('ups', 'post')),
  estimated_delivery_at: fc.option(moment),
  delivered_at: fc.option(moment),
});

interface History {
  readonly seen: readonly number[];
  readonly statuses: readonly (string | null)[];
  readonly goneAfter: number | null;
  readonly ends: 'closed' | 'open' | 'never';
}

/** Times at which an order was seen anew, with its status then; the last version stays open, or the order is gone. */
const history: fc.Arbitrary<History> = fc.record({
  seen: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
  statuses: fc.array(fc.option(fc.constantFrom('preparing', 'shipped', 'delivered', 'lost'), { freq: 9 }), {
    minLength: 4,
    maxLength: 4,
  }),
  goneAfter: fc.option(fc.integer({ min: 1, max: 3 })),
  /** Some tools leave the end of a version out, or write the end of time. */
  ends: fc.constantFrom('closed', 'open', 'never'),
});

const seenAt = (step: number) => Date.parse('2023-01-11T18:00:00Z') + step * 17 * ms.hour;

function versionsOf(order: string, { seen, statuses, goneAfter, ends }: History): OrderVersion[] {
  const steps = [...seen].sort((one, other) => one - other);
  return steps.map((step, index) => {
    const next = steps[index + 1];
    const closed = next ?? (goneAfter === null ? null : step + goneAfter);
    const open = ends === 'never' ? '9999-12-31T00:00:00Z' : null;
    return {
      order_id: order,
      status: statuses[index] ?? null,
      dbt_valid_from: iso(seenAt(step)),
      dbt_valid_to: closed === null || (ends === 'open' && next !== undefined) ? open : iso(seenAt(closed)),
    };
  });
}

/** Random small shops whose orders have promos, places, deliveries and a history; one order is in the history alone. */
export const arbitraryOrdersShop: fc.Arbitrary<OrdersShop> = fc
  .record({
    shop: arbitraryShop,
    details: fc.array(orderDetails, { minLength: 4, maxLength: 4 }),
    histories: fc.array(history, { minLength: 5, maxLength: 5 }),
  })
  .map(({ shop, details, histories }) => ({
    ...shop,
    orders: details.map((detail, index) => ({ order_id: `o${index}`, ...detail })),
    orders_snapshot: histories.flatMap((one, index) => versionsOf(`o${index}`, one)),
  }));

interface PickedOrder extends ShopOrder {
  readonly startedAt: number | null;
  readonly lines: readonly { readonly units: number; readonly revenue: number }[];
}

/** The orders the filters choose, with the lines that count. */
function pickedOrdersOf(shop: OrdersShop, filters: Filters, counting: Counting): readonly PickedOrder[] {
  const products = chosenProducts(shop, filters.product);
  const choosesSessions = !isNoChoice({ ...filters, product: anything });
  const everyone = pickedOf(shop, noChoice, counting).map(({ session }) => session);
  const chosen = new Set(pickedOf(shop, filters, counting).map(({ session }) => session.id));
  return shop.orders.flatMap((order) => {
    const checkouts = shop.events.filter(
      (event) => event.event_type === 'checkout' && event.order_id === order.order_id,
    );
    const owner = checkouts.map((event) => event.session_id).sort()[0] ?? null;
    if (choosesSessions && (owner === null || !chosen.has(owner))) return [];
    const lines = shop.order_items.filter(
      (item) => item.order_id === order.order_id && (products === null || products.has(item.product_id)),
    );
    if (products !== null && lines.length === 0) return [];
    return [
      {
        ...order,
        startedAt: everyone.find(({ id }) => id === owner)?.startedAt ?? null,
        lines: lines.map(({ product_id, quantity }) => ({
          units: quantity,
          revenue: quantity * (shop.products.find((product) => product.product_id === product_id)?.price ?? 0),
        })),
      },
    ];
  });
}

const anything = { mode: 'only' as const, values: [] };
const noChoice: Filters = {
  from: null,
  to: null,
  product: anything,
  country: anything,
  state: anything,
  employee: anything,
  traffic: 'all',
  step: { reached: null, missed: null },
  only: [],
  without: [],
  complement: 'none',
};

/** A choice of nothing is no choice, in either mode. */
function isNoChoice(filters: Filters): boolean {
  const { from, to, product, country, state, employee, traffic, step, only, without } = filters;
  const chosen =
    [from, to, step.reached, step.missed].some((one) => one !== null) || only.length > 0 || without.length > 0;
  return !chosen && traffic === 'all' && [product, country, state, employee].every(({ values }) => values.length === 0);
}

const seconds = (order: ShopOrder) =>
  order.delivered_at === null ? null : (Date.parse(order.delivered_at) - Date.parse(order.created_at)) / 1000;

/** The tiles. */
export function ordersTotalsOf(shop: OrdersShop, filters: Filters, counting: Counting) {
  const orders = pickedOrdersOf(shop, filters, counting);
  const totals = orders.flatMap(({ order_total: total }) => total ?? []);
  const users = [...new Set(orders.flatMap(({ user_id: user }) => user ?? []))];
  const perUser = users.map((user) => orders.filter((order) => order.user_id === user).length);
  const delivered = orders.flatMap((order) => seconds(order) ?? []);
  return {
    orders: orders.length,
    orderLines: sum(orders.map(({ lines }) => lines.length)),
    units: sum(orders.flatMap(({ lines }) => lines.map(({ units }) => units))),
    revenue: sum(orders.flatMap(({ lines }) => lines.map(({ revenue }) => revenue))),
    orderTotal: totals.length === 0 ? null : sum(totals),
    averageOrderValue: share(sum(totals), totals.length),
    promoOrders: orders.filter(({ promo_id: promo }) => promo !== null).length,
    promoRate: share(orders.filter(({ promo_id: promo }) => promo !== null).length, orders.length),
    usersWithOne: perUser.filter((count) => count === 1).length,
    usersWithTwo: perUser.filter((count) => count === 2).length,
    usersWithMore: perUser.filter((count) => count > 2).length,
    withoutUser: orders.filter(({ user_id: user }) => user === null).length,
    repeatRate: share(perUser.filter((count) => count > 1).length, perUser.length),
    delivered: delivered.length,
    averageDeliverySeconds: share(sum(delivered), delivered.length),
  };
}

/** Delivered orders by whole days, and against the day they were promised for. */
export function deliveryOf(shop: OrdersShop, filters: Filters, counting: Counting) {
  const all = pickedOrdersOf(shop, filters, counting);
  const delivered = all
    .flatMap((order) => {
      const took = seconds(order);
      return took === null || order.delivered_at === null
        ? []
        : [{ took, on: dayOf(order.delivered_at), by: order.estimated_delivery_at }];
    })
    .sort((one, other) => one.took - other.took);
  const punctuality = (some: typeof delivered) => {
    const promised = some.flatMap(({ on, by }) => (by === null ? [] : [{ on, by: dayOf(by) }]));
    return {
      early: promised.filter(({ on, by }) => on < by).length,
      onTime: promised.filter(({ on, by }) => on === by).length,
      late: promised.filter(({ on, by }) => on > by).length,
      withoutEstimate: some.length - promised.length,
    };
  };
  const middle = [Math.floor((delivered.length - 1) / 2), Math.ceil((delivered.length - 1) / 2)];
  const daysOf = ({ took }: { took: number }) => Math.max(-1, Math.floor((took * 1000) / ms.day));
  return {
    totals: {
      delivered: delivered.length,
      undelivered: all.length - delivered.length,
      medianSeconds: delivered.length === 0 ? null : sum(middle.map((at) => delivered[at]?.took ?? 0)) / 2,
      averageSeconds: share(sum(delivered.map(({ took }) => took)), delivered.length),
      ...punctuality(delivered),
    },
    days: [...new Set(delivered.map(daysOf))].map((days) => ({
      days,
      ...punctuality(delivered.filter((one) => daysOf(one) === days)),
    })),
  };
}

/** Orders per promo, service or shipping state. */
export function ordersByOf(
  shop: OrdersShop,
  filters: Filters,
  counting: Counting,
  dimension: 'promo' | 'shipping service' | 'shipping state',
) {
  const orders = pickedOrdersOf(shop, filters, counting).map((order) => {
    if (dimension === 'promo') return { value: order.promo_id, parent: null };
    if (dimension === 'shipping service') return { value: order.shipping_service, parent: null };
    const address = shop.addresses.find(({ address_id: id }) => id === order.address_id);
    return { value: address?.state ?? '(not set)', parent: address?.country ?? '(not set)' };
  });
  const keys = [...new Set(orders.map((order) => JSON.stringify(order)))];
  return keys.map((key) => {
    const here = orders.filter((order) => JSON.stringify(order) === key).length;
    const group = JSON.parse(key) as { value: string | null; parent: string | null };
    return { ...group, orders: here, share: share(here, orders.length), groups: keys.length };
  });
}

/** Buckets with an order; the model also gives the empty ones between. */
export function ordersTrendOf(
  shop: OrdersShop,
  filters: Filters,
  counting: Counting,
  { grain, clock }: { grain: Grain; clock: 'session start' | 'order date' },
) {
  const dated = pickedOrdersOf(shop, filters, counting).flatMap((order) => {
    const at = clock === 'session start' ? order.startedAt : Date.parse(order.created_at);
    return at === null ? [] : [{ order, bucket: bucketOf(at, grain) }];
  });
  return [...new Set(dated.map(({ bucket }) => bucket))].sort().map((bucket) => {
    const inside = dated.filter((one) => one.bucket === bucket).map(({ order }) => order);
    const lines = inside.flatMap((order) => order.lines);
    return {
      bucket,
      orders: inside.length,
      orderLines: lines.length,
      units: sum(lines.map(({ units }) => units)),
      revenue: sum(lines.map(({ revenue }) => revenue)),
    };
  });
}

/** The days on which the snapshot found something new. */
export function orderSnapshotsOf(shop: OrdersShop): readonly string[] {
  const ends = shop.orders_snapshot.flatMap(({ dbt_valid_to: to }) => (to === null || to.startsWith('9999') ? [] : to));
  return [...new Set([...shop.orders_snapshot.map((version) => version.dbt_valid_from), ...ends].map(dayOf))].sort();
}

/** Every chosen order that exists at the end of a day, with the status it was last seen in. */
export function statusesAt(shop: OrdersShop, filters: Filters, counting: Counting, day: Day | string) {
  const orders = new Set(pickedOrdersOf(shop, filters, counting).map(({ order_id: id }) => id));
  const ids = [...new Set(shop.orders_snapshot.map(({ order_id: id }) => id))].filter(
    (id) => isNoChoice(filters) || orders.has(id),
  );
  return new Map(
    ids.flatMap((id): (readonly [string, string])[] => {
      const seen = shop.orders_snapshot
        .filter((version) => version.order_id === id && dayOf(version.dbt_valid_from) <= day)
        .sort((one, other) => (one.dbt_valid_from < other.dbt_valid_from ? -1 : 1))
        .at(-1);
      if (seen === undefined || (seen.dbt_valid_to !== null && dayOf(seen.dbt_valid_to) <= day)) return [];
      return [[id, seen.status ?? '(not set)']];
    }),
  );
}
