import { type RawTable, rawTables } from '../../src/model/tables.ts';
import { fillBaskets } from './baskets.ts';
import type { Row } from './csv.ts';
import { totals } from './figures.ts';
import { type Order, placeOrders, promos } from './orders.ts';
import { type Address, inventPeople, type User } from './people.ts';
import { type Product, sampleProducts } from './products.ts';
import { seededRandom } from './random.ts';
import { assignUsers, type Session } from './sessions.ts';
import { inventorySnapshotRows, ordersSnapshotRows } from './snapshots.ts';
import { isoTime } from './time.ts';
import { timetable } from './timetable.ts';
import { browse } from './visits.ts';

const site = 'https://greenery.com';

/** The raw tables of the 578-session edition: all but plain stock levels, in whose place the dbt snapshot stands. */
export type GreeneryTable = Exclude<RawTable, 'inventory_levels'>;
export const greeneryTableNames = (Object.keys(rawTables) as RawTable[]).filter(
  (table): table is GreeneryTable => table !== 'inventory_levels',
);

/** Their rows. */
export function greeneryTables(): Record<GreeneryTable, readonly Row[]> {
  const products = sampleProducts();
  const people = inventPeople();
  const sessions = assignUsers(timetable(browse(products, fillBaskets(products))), people.users);
  const orders = placeOrders(sessions, people);
  const orderRows = orders.map(orderRow).toSorted(byTime);
  return {
    events: eventRows(sessions, orders),
    users: people.users.map(userRow),
    addresses: [...people.users.map((user) => user.home), ...people.giftAddresses].map(addressRow),
    products: products.map(productRow),
    orders: orderRows,
    order_items: orders.flatMap(itemRows),
    promos: Object.entries(promos).map(([promo_id, { discount, status }]) => ({
      promo_id,
      discount: money(discount),
      status,
    })),
    product_inventory_snapshot: inventorySnapshotRows(products),
    orders_snapshot: ordersSnapshotRows(orderRows),
  };
}

function eventRows(sessions: readonly Session[], orders: readonly Order[]): Row[] {
  const random = seededRandom('events');
  const orderOf = new Map(orders.map((order) => [order.session, order]));
  return sessions
    .flatMap((session) => {
      const order = orderOf.get(session);
      const event = (
        type: string,
        at: number,
        about: { product?: Product | null; order?: Order | undefined },
      ): Row => ({
        event_id: random.uuid(),
        session_id: session.id,
        user_id: session.user.id,
        page_url: pageUrl(type, about.product?.id ?? about.order?.id ?? ''),
        created_at: isoTime(at),
        event_type: type,
        order_id: about.order?.id ?? null,
        product_id: about.product?.id ?? null,
      });
      const steps = session.steps.map(({ type, product, at }) =>
        event(type, at, type === 'checkout' ? { order } : { product }),
      );
      const shipment = order?.shipment ?? null;
      return shipment === null ? steps : [...steps, event('package_shipped', shipment.at, { order })];
    })
    .toSorted(byTime);
}

function pageUrl(type: string, id: string): string {
  const folder = type === 'checkout' ? 'checkout' : type === 'package_shipped' ? 'shipping' : 'product';
  return `${site}/${folder}/${id}`;
}

function userRow(user: User): Row {
  return {
    user_id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    phone_number: user.phone,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    address_id: user.home.id,
  };
}

function addressRow(address: Address): Row {
  return {
    address_id: address.id,
    address: address.street,
    zipcode: address.zipcode,
    state: address.state,
    country: totals.country,
  };
}

function productRow(product: Product): Row {
  return { product_id: product.id, name: product.name, price: money(product.cents), inventory: product.stock[0] };
}

function orderRow(order: Order): Row {
  const { shipment } = order;
  return {
    order_id: order.id,
    user_id: order.session.user.id,
    promo_id: order.promo,
    address_id: order.address.id,
    created_at: isoTime(order.createdAt),
    order_cost: money(order.cost),
    shipping_cost: money(order.shippingCost),
    order_total: money(order.total),
    tracking_id: shipment?.trackingId ?? null,
    shipping_service: shipment?.service ?? null,
    estimated_delivery_at: optionalTime(shipment?.estimatedDeliveryAt),
    delivered_at: optionalTime(shipment?.deliveredAt),
    status: order.status,
  };
}

function itemRows(order: Order): Row[] {
  return order.lines.map(({ product, quantity }) => ({ order_id: order.id, product_id: product.id, quantity }));
}

function byTime(a: Row, b: Row): number {
  return String(a['created_at']).localeCompare(String(b['created_at']), 'en');
}

function optionalTime(time: number | null | undefined): string | null {
  return time === null || time === undefined ? null : isoTime(time);
}

function money(cents: number): string {
  return (cents / 100).toFixed(2);
}
