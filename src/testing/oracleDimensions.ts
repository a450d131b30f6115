import type { Condition, Conditions } from '../model/condition.ts';
import type { DimensionId } from '../model/dimensions.ts';
import { stepIds, type StepId } from '../model/steps.ts';
import { bucketOf, type Session } from './oracleSession.ts';
import type { Shop, ShopEvent } from './shop.ts';

/** What sessions are told apart by, and the conditions on them, once more by loops over raw rows. */

const missing = '(not set)';
const columns = { page_view: 0, add_to_cart: 1, checkout: 2, package_shipped: 3 } as const;
const spanSteps: Readonly<Record<string, readonly [StepId, StepId]>> = {
  view_to_cart: ['page_view', 'add_to_cart'],
  cart_to_checkout: ['add_to_cart', 'checkout'],
  view_to_checkout: ['page_view', 'checkout'],
  checkout_to_shipped: ['checkout', 'package_shipped'],
};

const timeOf = (event: ShopEvent) => (event.created_at === null ? null : Date.parse(event.created_at));

function nameOf(shop: Shop, id: string): string {
  return shop.products.find((product) => product.product_id === id)?.name ?? id;
}

/** The products a session viewed, by id. */
export function viewedIn(session: Session): readonly string[] {
  const viewed = session.events.filter(({ event_type }) => event_type === 'page_view');
  return [...new Set(viewed.flatMap(({ product_id }) => product_id ?? []))];
}

/** The times of the earliest way through the steps, null from the first step that is missing. */
function wayOf(session: Session): readonly (number | null)[] {
  const way: (number | null)[] = [];
  let after: number | null = -Infinity;
  for (const step of stepIds) {
    const since: number | null = after;
    const times: readonly number[] = session.events
      .filter(({ event_type }) => event_type === step)
      .flatMap((event) => timeOf(event) ?? [])
      .filter((moment) => since !== null && moment >= since);
    after = times.length === 0 ? null : Math.min(...times);
    way.push(after);
  }
  return way;
}

/** Seconds of a span; null when the session did not do both steps in their order. */
export function secondsOf(session: Session, span: string): number | null {
  const [from, to] = spanSteps[span] ?? ['page_view', 'checkout'];
  const way = wayOf(session);
  const [start, end] = [way[columns[from]] ?? null, way[columns[to]] ?? null];
  return start === null || end === null ? null : (end - start) / 1000;
}

/** The values of a dimension a session has: one, but any number of `viewed`. */
export function valuesIn(
  shop: Shop,
  sessions: readonly Session[],
  session: Session,
  dimension: DimensionId,
): readonly string[] {
  const { startedAt, user } = session;
  switch (dimension) {
    case 'user':
      return [user ?? missing];
    case 'traffic':
      return [session.burst ? 'burst' : 'other'];
    case 'country':
      return [session.country];
    case 'state':
      return [session.state];
    case 'employee':
      return [session.employee];
    case 'hour':
      return [startedAt === null ? missing : new Date(startedAt).toISOString().slice(11, 13)];
    case 'weekday':
      return [
        startedAt === null
          ? missing
          : new Date(startedAt).toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' }),
      ];
    case 'viewed':
      return viewedIn(session).map((id) => nameOf(shop, id));
    case 'products_viewed': {
      const count = viewedIn(session).length;
      return [count >= 5 ? '5+' : String(count)];
    }
    case 'first_viewed': {
      const views = session.events
        .filter(({ event_type }) => event_type === 'page_view')
        .flatMap((event) => {
          const at = timeOf(event);
          return at === null || event.product_id === null ? [] : [{ at, id: event.product_id }];
        })
        .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      const [first] = views;
      return [first === undefined ? missing : nameOf(shop, first.id)];
    }
    case 'customer': {
      if (user === null || startedAt === null) return [missing];
      const earlier = sessions.filter(
        (other) =>
          other.user === user &&
          other.startedAt !== null &&
          (other.startedAt < startedAt || (other.startedAt === startedAt && other.id < session.id)),
      );
      const bought = earlier.some(({ events }) => events.some(({ event_type }) => event_type === 'checkout'));
      return [bought ? 'repeat' : 'new'];
    }
    case 'promo': {
      const owners = (order: string) =>
        shop.events
          .filter((event) => event.event_type === 'checkout' && event.order_id === order)
          .map((event) => event.session_id)
          .sort();
      const mine = shop.orders.filter(({ order_id }) => owners(order_id)[0] === session.id);
      if (mine.length === 0) return [missing];
      return [mine.flatMap(({ promo_id }) => promo_id ?? []).sort()[0] ?? '(no promo)'];
    }
    case 'stock':
      return [stockOf(shop, session)];
  }
}

function stockOf(shop: Shop, session: Session): string {
  const { startedAt } = session;
  if (startedAt === null) return missing;
  const levels = shop.product_inventory_snapshot ?? [];
  const seen = viewedIn(session).map((id) => {
    const mine = levels.filter(({ product_id }) => product_id === id);
    const known = mine.some(({ dbt_valid_from }) => Date.parse(dbt_valid_from) <= startedAt);
    const out = mine.some(
      ({ inventory, dbt_valid_from, dbt_valid_to }) =>
        inventory <= 0 &&
        Date.parse(dbt_valid_from) <= startedAt &&
        (dbt_valid_to === null || Date.parse(dbt_valid_to) > startedAt),
    );
    return { known, out };
  });
  if (seen.some(({ out }) => out)) return 'out of stock';
  return seen.some(({ known }) => known) ? 'in stock' : missing;
}

interface Judged {
  readonly session: Session;
  readonly at: Readonly<Record<StepId, boolean>>;
}

/** Whether all conditions hold for a session. */
export function holdsFor(
  shop: Shop,
  sessions: readonly Session[],
  { session, at }: Judged,
  conditions: Conditions,
): boolean {
  const one = ({ key, value }: Condition): boolean => {
    if (key === 'product') return true;
    if (key === 'reached') return at[value as StepId];
    if (key === 'missed') return !at[value as StepId];
    if (key === 'bucket') {
      const [grain, start] = value.split(' ') as ['hour' | 'day' | 'week' | 'month', string];
      return session.startedAt !== null && bucketOf(session.startedAt, grain) === start;
    }
    if (key in spanSteps) {
      const took = secondsOf(session, key);
      const [from, to] = value.split('-');
      return took !== null && took >= Number(from) && (to === '' || took < Number(to));
    }
    return valuesIn(shop, sessions, session, key as DimensionId).includes(value);
  };
  return conditions.every(one);
}
