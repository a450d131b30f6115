import type { Filters } from '../model/filters.ts';
import { stepIds } from '../model/steps.ts';
import type { SessionList, SessionRow, SessionSort } from '../model/queries/sessionList.ts';
import { chosenProducts, pickedOf, sessionsOf } from './oracle.ts';
import { holdsFor, viewedIn } from './oracleDimensions.ts';
import type { Session } from './oracleSession.ts';
import type { Shop, ShopEvent } from './shop.ts';

/** The sessions behind a count, and their events, once more by loops over raw rows. */

const timeOf = ({ created_at }: ShopEvent) => (created_at === null ? null : Date.parse(created_at));
const exact = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString().replace('Z', '000'));
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** First and last moment of a session, shipping left aside. */
function timesOf(session: Session): { start: number | null; end: number | null } {
  const browsing = session.events
    .filter(({ event_type }) => event_type !== 'package_shipped')
    .flatMap((event) => timeOf(event) ?? []);
  const all = browsing.length > 0 ? browsing : session.events.flatMap((event) => timeOf(event) ?? []);
  return all.length === 0 ? { start: null, end: null } : { start: Math.min(...all), end: Math.max(...all) };
}

function nameOf(shop: Shop, id: string): string {
  return shop.products.find(({ product_id }) => product_id === id)?.name ?? id;
}

/** Names of the products a session viewed, the earliest first; a view without a time is the latest, equals by id. */
function viewedNames(shop: Shop, session: Session): readonly string[] {
  const firstOf = (id: string) =>
    Math.min(
      Infinity,
      ...session.events
        .filter(({ event_type, product_id }) => event_type === 'page_view' && product_id === id)
        .flatMap((event) => timeOf(event) ?? []),
    );
  return [...viewedIn(session)]
    .sort((a, b) => (firstOf(a) === firstOf(b) ? compare(a, b) : firstOf(a) - firstOf(b)))
    .map((id) => nameOf(shop, id));
}

/** Orders and revenue of a session, of the chosen products where there are any. */
function boughtIn(shop: Shop, session: Session, filters: Filters): { orders: number; revenue: number } {
  const wanted = chosenProducts(shop, filters.product);
  const mine = shop.orders
    .map(({ order_id }) => order_id)
    .filter((order) => {
      const owners = shop.events.filter((event) => event.event_type === 'checkout' && event.order_id === order);
      return owners.map(({ session_id }) => session_id).sort()[0] === session.id;
    });
  const lines = shop.order_items.filter(
    ({ order_id, product_id }) => mine.includes(order_id) && (wanted === null || wanted.has(product_id)),
  );
  const priceOf = (id: string) => shop.products.find(({ product_id }) => product_id === id)?.price ?? 0;
  return {
    orders: wanted === null ? mine.length : new Set(lines.map(({ order_id }) => order_id)).size,
    revenue: lines.reduce((sum, { product_id, quantity }) => sum + quantity * priceOf(product_id), 0),
  };
}

/** The sessions of a list in its order. Conditions are asked one by one, a product as the only one chosen. */
export function sessionListOf(shop: Shop, { filters, counting, conditions }: SessionList, { by, order }: SessionSort) {
  const product = conditions.findLast(({ key }) => key === 'product');
  const inside: Filters =
    product === undefined ? filters : { ...filters, product: { mode: 'only', values: [product.value] } };
  const everything = sessionsOf(shop);
  const isOfProduct = inside.product.values.length > 0 && (conditions.length === 0 || product !== undefined);
  const rows = pickedOf(shop, inside, counting)
    .filter((one) => holdsFor(shop, everything, one, conditions) && (!isOfProduct || one.concerned))
    .map(({ session, at, concerned }): SessionRow => {
      const { start, end } = timesOf(session);
      const orders = session.events.flatMap(({ event_type, order_id }) =>
        event_type === 'checkout' && order_id !== null ? [order_id] : [],
      );
      return {
        session: session.id,
        user: session.user,
        startedAt: exact(start),
        seconds: start === null || end === null ? null : (end - start) / 1000,
        state: session.state,
        country: session.country,
        burst: session.burst,
        events: session.events.length,
        step: stepIds.findLast((id) => at[id]) ?? null,
        concerned,
        viewedCount: viewedIn(session).length,
        viewed: viewedNames(shop, session).slice(0, 3),
        order: orders.sort(compare)[0] ?? null,
        ...boughtIn(shop, session, inside),
      };
    });
  const keyOf = (row: SessionRow) =>
    ({ start: row.startedAt, duration: row.seconds, events: row.events, revenue: row.revenue })[by];
  const sign = order === 'ascending' ? 1 : -1;
  return rows.sort((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    if (one === other) return compare(a.session, b.session);
    if (one === null) return 1;
    if (other === null) return -1;
    return one < other ? -sign : sign;
  });
}

/** The events of a session with their time since its start, the earliest first. */
export function eventsOf(shop: Shop, id: string) {
  const session = sessionsOf(shop).find((one) => one.id === id);
  if (session === undefined) return [];
  const { start } = timesOf(session);
  const rows = session.events.map((event) => {
    const at = timeOf(event);
    const position = (stepIds as readonly string[]).indexOf(event.event_type);
    return {
      event: event.event_id,
      type: event.event_type,
      step: stepIds[position] ?? null,
      happenedAt: exact(at),
      seconds: at === null || start === null ? null : (at - start) / 1000,
      product: event.product_id === null ? null : nameOf(shop, event.product_id),
      order: event.order_id,
      position,
    };
  });
  return rows
    .sort((a, b) => {
      if (a.seconds !== b.seconds) return (a.seconds ?? Infinity) < (b.seconds ?? Infinity) ? -1 : 1;
      return a.position - b.position || compare(a.event, b.event);
    })
    .map(({ position: _, ...row }) => row);
}
