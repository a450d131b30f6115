import type { Choice, Counting, Filters, Grain } from '../model/filters.ts';
import { holdsFor } from './oracleDimensions.ts';
import { bucketOf, type Session } from './oracleSession.ts';
import { stepIds, type StepId } from '../model/steps.ts';
import type { Shop, ShopEvent } from './shop.ts';

/**
 * The definitions of the model once more, as plainly as they can be written: loops over raw rows, no SQL, nothing shared with
 * the model but the names of the steps. Slow on purpose; the tests compare every query with it.
 */

const missing = '(not set)';

export interface Judged {
  readonly session: Session;
  /** At each step, in the chosen reading, with the chosen products. */
  readonly at: Readonly<Record<StepId, boolean>>;
  readonly concerned: boolean;
}

const time = (event: ShopEvent) => (event.created_at === null ? null : Date.parse(event.created_at));
const smallest = (values: readonly string[]) => [...values].sort((a, b) => (a < b ? -1 : 1))[0] ?? null;
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const day = 86_400_000;

function matches(value: string, choice: Choice): boolean {
  if (choice.values.length === 0) return true;
  return choice.values.includes(value) === (choice.mode === 'only');
}

/** The sessions of a shop. */
export function sessionsOf(shop: Shop): readonly Session[] {
  const ids = [...new Set(shop.events.map((event) => event.session_id))];
  const plain = ids.map((id) => {
    const events = shop.events.filter((event) => event.session_id === id);
    const user = smallest(events.flatMap((event) => event.user_id ?? []));
    const times = (of: readonly ShopEvent[]) => of.flatMap((event) => time(event) ?? []);
    const browsing = times(events.filter((event) => event.event_type !== 'package_shipped'));
    const all = browsing.length > 0 ? browsing : times(events);
    const person = shop.users.find((candidate) => candidate.user_id === user);
    const address = shop.addresses.find((candidate) => candidate.address_id === person?.address_id);
    const domain = person?.email?.toLowerCase().split('@').at(-1);
    return {
      id,
      user,
      events,
      startedAt: all.length === 0 ? null : Math.min(...all),
      state: address?.state ?? firstTold(events, 'state'),
      country: address?.country ?? firstTold(events, 'country'),
      employee: domain === undefined ? missing : domain === 'greenery.com' || domain === 'greenary.com' ? 'yes' : 'no',
    };
  });
  const burstUsers = new Set(
    plain.flatMap(({ user, startedAt }) => {
      if (user === null || startedAt === null) return [];
      const within = plain.filter(
        (other) =>
          other.user === user &&
          other.startedAt !== null &&
          other.startedAt >= startedAt &&
          other.startedAt <= startedAt + 10 * 60_000,
      );
      return within.length >= 10 ? [user] : [];
    }),
  );
  return plain.map((session) => ({ ...session, burst: session.user !== null && burstUsers.has(session.user) }));
}

/** What the earliest event says that says anything; of equal times the smaller, one without a time is the last. */
function firstTold(events: readonly ShopEvent[], place: 'state' | 'country'): string {
  const told = events.flatMap((event) => {
    const value = event[place] ?? null;
    return value === null ? [] : [{ value, at: time(event) ?? Infinity }];
  });
  const earliest = Math.min(...told.map(({ at }) => at));
  return smallest(told.flatMap(({ value, at }) => (at === earliest ? [value] : []))) ?? missing;
}

/** Events of a session with the products each concerns: its own, or those of its order. */
function productsOf(shop: Shop, event: ShopEvent): readonly string[] {
  if (event.event_type === 'page_view' || event.event_type === 'add_to_cart')
    return event.product_id === null ? [] : [event.product_id];
  if (event.event_type !== 'checkout' && event.event_type !== 'package_shipped') return [];
  return shop.order_items
    .filter((item) => event.order_id !== null && item.order_id === event.order_id)
    .map((item) => item.product_id);
}

export function chosenProducts(shop: Shop, choice: Choice): ReadonlySet<string> | null {
  if (choice.values.length === 0) return null;
  return new Set(shop.products.filter((product) => matches(product.name, choice)).map((product) => product.product_id));
}

function atSteps(events: readonly ShopEvent[], reading: Counting['reading']): Record<StepId, boolean> {
  const has = (id: StepId) => events.some((event) => event.event_type === id);
  if (reading === 'has') return Object.fromEntries(stepIds.map((id) => [id, has(id)])) as Record<StepId, boolean>;
  if (reading === 'reached') {
    return Object.fromEntries(stepIds.map((id, index) => [id, stepIds.slice(index).some(has)])) as Record<
      StepId,
      boolean
    >;
  }
  // Take the earliest possible event of each step, never before the one taken for the step before.
  const at: Record<StepId, boolean> = { page_view: false, add_to_cart: false, checkout: false, package_shipped: false };
  let reachedAt = -Infinity;
  for (const id of stepIds) {
    const next = events
      .filter((event) => event.event_type === id)
      .flatMap((event) => time(event) ?? [])
      .filter((moment) => moment >= reachedAt);
    if (next.length === 0) break;
    reachedAt = Math.min(...next);
    at[id] = true;
  }
  return at;
}

/** The sessions the filters select, or with a complement those they leave out, with their steps. */
export function pickedOf(shop: Shop, filters: Filters, counting: Counting): readonly Judged[] {
  const products = chosenProducts(shop, filters.product);
  const sessions = sessionsOf(shop);
  const inRange = ({ startedAt }: Session) => {
    if (filters.from !== null && (startedAt === null || startedAt < Date.parse(filters.from))) return false;
    return !(filters.to !== null && (startedAt === null || startedAt >= Date.parse(filters.to) + day));
  };
  const passes = (one: Judged) => {
    const { session, at } = one;
    if (filters.traffic !== 'all' && session.burst !== (filters.traffic === 'burst')) return false;
    return (
      matches(session.state, filters.state) &&
      matches(session.country, filters.country) &&
      matches(session.employee, filters.employee) &&
      (filters.step.reached === null || at[filters.step.reached]) &&
      (filters.step.missed === null || !at[filters.step.missed]) &&
      holdsFor(shop, sessions, one, filters.only) &&
      !filters.without.some((conditions) => holdsFor(shop, sessions, one, conditions))
    );
  };
  return sessions
    .map((session) => {
      const events =
        products === null
          ? session.events
          : session.events.filter((event) => productsOf(shop, event).some((id) => products.has(id)));
      return { session, at: atSteps(events, counting.reading), concerned: products === null || events.length > 0 };
    })
    .filter((one) => {
      if (filters.complement === 'sessions') return inRange(one.session) && !passes(one);
      if (filters.complement === 'range') return !inRange(one.session) && passes(one);
      return inRange(one.session) && passes(one);
    });
}

/** Distinct sessions or users. */
function countIn(judged: readonly Judged[], counting: Counting): number {
  if (counting.unit === 'sessions') return judged.length;
  return new Set(judged.flatMap(({ session }) => session.user ?? [])).size;
}

function countsIn(judged: readonly Judged[], counting: Counting): Record<StepId, number> {
  const at = (id: StepId) =>
    countIn(
      judged.filter((one) => one.at[id]),
      counting,
    );
  return Object.fromEntries(stepIds.map((id) => [id, at(id)])) as Record<StepId, number>;
}

function baseOf(judged: readonly Judged[], counting: Counting): number {
  return counting.base === 'all' ? countIn(judged, counting) : countsIn(judged, counting).page_view;
}

/** The funnel: per step, how many, of what, and what is lost. */
export function funnelOf(shop: Shop, filters: Filters, counting: Counting) {
  const judged = pickedOf(shop, filters, counting);
  const counts = countsIn(judged, counting);
  const base = baseOf(judged, counting);
  return stepIds.map((step, index) => {
    const before = stepIds[index - 1];
    const previous = before === undefined ? null : counts[before];
    return {
      step,
      count: counts[step],
      base,
      all: countIn(judged, counting),
      ofBaseRate: share(counts[step], base),
      ofPreviousRate: previous === null ? null : share(counts[step], previous),
      lost: previous === null ? null : previous - counts[step],
    };
  });
}

/** An order belongs to the smallest session id that checks it out. */
export function ordersOf(shop: Shop, session: Session): readonly string[] {
  const orders = [
    ...new Set(shop.events.flatMap((event) => (event.event_type === 'checkout' ? (event.order_id ?? []) : []))),
  ];
  return orders.filter((order) => {
    const sessions = shop.events
      .filter((event) => event.event_type === 'checkout' && event.order_id === order)
      .map((event) => event.session_id);
    return smallest(sessions) === session.id;
  });
}

/** The tiles. */
export function totalsOf(shop: Shop, filters: Filters, counting: Counting) {
  const judged = pickedOf(shop, filters, counting);
  const products = chosenProducts(shop, filters.product);
  const concerned = judged.filter((one) => one.concerned).map((one) => one.session);
  const wanted = (id: string) => products === null || products.has(id);
  const counts = countsIn(judged, counting);
  const events = (type: string) =>
    judged
      .flatMap(({ session }) => session.events)
      .filter(
        (event) =>
          event.event_type === type && (products === null || (event.product_id !== null && wanted(event.product_id))),
      ).length;
  const withOrders = judged.map(({ session }) => ({
    session,
    orders: ordersOf(shop, session).filter(
      (order) =>
        products === null || shop.order_items.some((item) => item.order_id === order && wanted(item.product_id)),
    ),
  }));
  const lines = withOrders.flatMap(({ orders }) =>
    shop.order_items.filter((item) => orders.includes(item.order_id) && wanted(item.product_id)),
  );
  const users = new Set(concerned.flatMap((session) => session.user ?? [])).size;
  return {
    sessions: concerned.length,
    users,
    customers: new Set(withOrders.flatMap(({ session, orders }) => (orders.length > 0 ? (session.user ?? []) : [])))
      .size,
    entered: counts.page_view,
    carted: counts.add_to_cart,
    converted: counts.checkout,
    conversionRate: share(counts.checkout, baseOf(judged, counting)),
    abandonmentRate: counts.add_to_cart === 0 ? null : 1 - counts.checkout / counts.add_to_cart,
    bounceRate: share(
      concerned.filter(({ events: own }) => own.length === 1 && own[0]?.event_type === 'page_view').length,
      concerned.length,
    ),
    sessionsPerUser: share(concerned.filter(({ user }) => user !== null).length, users),
    pageViews: events('page_view'),
    addToCarts: events('add_to_cart'),
    pageViewsPerSession: share(events('page_view'), concerned.length),
    orders: withOrders.reduce((sum, { orders }) => sum + orders.length, 0),
    orderLines: lines.length,
    units: lines.reduce((sum, line) => sum + line.quantity, 0),
    revenue: lines.reduce(
      (sum, line) =>
        sum + line.quantity * (shop.products.find(({ product_id }) => product_id === line.product_id)?.price ?? 0),
      0,
    ),
  };
}

/** Per state and country. */
export function byStateOf(shop: Shop, filters: Filters, counting: Counting) {
  const places = byPlaceOf(shop, filters, counting, ({ state, country }) => JSON.stringify([state, country]));
  return places.map(({ place, ...numbers }) => {
    const [state, country] = JSON.parse(place) as [string, string];
    return { state, country, ...numbers };
  });
}

/** Per place, as it is told of a session. */
export function byPlaceOf(shop: Shop, filters: Filters, counting: Counting, placeOf: (session: Session) => string) {
  const judged = pickedOf(shop, filters, counting);
  const places = [...new Set(judged.map(({ session }) => placeOf(session)))];
  return places.map((place) => {
    const here = judged.filter(({ session }) => placeOf(session) === place);
    const counts = countsIn(here, counting);
    return {
      place,
      sessions: here.length,
      all: countIn(here, counting),
      users: new Set(here.flatMap(({ session }) => session.user ?? [])).size,
      counts,
      lost: counts.page_view - counts.checkout,
      conversionRate: share(counts.checkout, baseOf(here, counting)),
    };
  });
}

/** Buckets with a session in the selection; the model also gives the empty ones between. */
export function trendOf(shop: Shop, filters: Filters, counting: Counting, grain: Grain) {
  const dated = pickedOf(shop, filters, counting).flatMap((one) =>
    one.session.startedAt === null ? [] : [{ one, startedAt: one.session.startedAt }],
  );
  const buckets = [...new Set(dated.map(({ startedAt }) => bucketOf(startedAt, grain)))].sort();
  return buckets.map((bucket) => {
    const inside = dated.filter(({ startedAt }) => bucketOf(startedAt, grain) === bucket).map(({ one }) => one);
    return {
      bucket,
      all: countIn(inside, counting),
      base: baseOf(inside, counting),
      counts: countsIn(inside, counting),
    };
  });
}

/** What burst users do to the selection. */
export function burstOf(shop: Shop, filters: Filters, counting: Counting) {
  const judged = pickedOf(shop, filters, counting);
  const burst = judged.filter(({ session }) => session.burst);
  const rest = judged.filter(({ session }) => !session.burst);
  const isLost = ({ at }: Judged) => at.page_view && !at.checkout;
  const starts = burst.flatMap(({ session }) =>
    session.startedAt === null ? [] : [{ user: session.user, startedAt: session.startedAt }],
  );
  const most = Math.max(
    0,
    ...starts.map(
      (last) =>
        starts.filter(
          (other) =>
            other.user === last.user &&
            other.startedAt <= last.startedAt &&
            other.startedAt >= last.startedAt - 5 * 60_000,
        ).length,
    ),
  );
  return {
    burstUsers: new Set(burst.map(({ session }) => session.user)).size,
    burstSessions: burst.length,
    burstLost: burst.filter(isLost).length,
    lost: judged.filter(isLost).length,
    sessions: judged.length,
    most,
    restEntered: rest.filter(({ at }) => at.page_view).length,
    restConverted: rest.filter(({ at }) => at.page_view && at.checkout).length,
  };
}

/** Sessions per value of one filter, that filter itself left out. */
export function optionsOf(
  shop: Shop,
  filters: Filters,
  counting: Counting,
  filter: 'product' | 'country' | 'state' | 'employee',
) {
  const open: Filters = { ...filters, [filter]: { mode: 'only', values: [] } };
  const judged = pickedOf(shop, open, counting);
  const sessions = sessionsOf(shop);
  if (filter === 'product') {
    return shop.products.map(({ product_id, name }) => ({
      value: name,
      sessions: judged.filter(({ session }) =>
        session.events.some((event) => productsOf(shop, event).includes(product_id)),
      ).length,
    }));
  }
  const offered = filter === 'state' ? sessions.filter(({ country }) => matches(country, filters.country)) : sessions;
  return [...new Set(offered.map((session) => session[filter]))].map((value) => ({
    value,
    sessions: judged.filter(
      ({ session }) => session[filter] === value && (filter !== 'state' || matches(session.country, filters.country)),
    ).length,
  }));
}
