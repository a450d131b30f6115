import type { Line } from './baskets.ts';
import { promoOrders, shippedLater, statusOrders, totals } from './figures.ts';
import type { Address, People } from './people.ts';
import { type Random, seededRandom } from './random.ts';
import type { Session } from './sessions.ts';
import { day, hour, seconds } from './time.ts';

export type Promo = keyof typeof promoOrders;
export type Status = keyof typeof statusOrders;

/** Discounts in cents; the figures only tell how often each promo was used. */
export const promos: Readonly<Record<Promo, { readonly discount: number; readonly status: 'active' | 'inactive' }>> = {
  'instruction set': { discount: 1_200, status: 'inactive' },
  leverage: { discount: 800, status: 'active' },
  Mandatory: { discount: 1_800, status: 'inactive' },
  Optional: { discount: 1_500, status: 'inactive' },
  'task-force': { discount: 500, status: 'active' },
  Digitized: { discount: 1_000, status: 'inactive' },
};

export interface Shipment {
  readonly trackingId: string;
  readonly service: string;
  readonly at: number;
  readonly estimatedDeliveryAt: number | null;
  readonly deliveredAt: number | null;
}

export interface Order {
  readonly id: string;
  readonly session: Session;
  readonly address: Address;
  readonly promo: Promo | null;
  readonly createdAt: number;
  readonly status: Status;
  /** Null while the order is being prepared. */
  readonly shipment: Shipment | null;
  readonly lines: readonly Line[];
  /** Cents. */
  readonly cost: number;
  readonly shippingCost: number;
  readonly total: number;
}

/** Seen often first. */
const services = ['ups', 'ups', 'ups', 'ups', 'ups', 'fedex', 'fedex', 'fedex', 'usps', 'usps', 'dhl'];
const cheapestShipping = 100;
const dearestShipping = 999;
/** Orders sent as a present rather than home. */
const gifts = 60;
/** Nothing leaves the warehouse in this hour (UTC), so that it has no other sessions than those that start in it. */
const warehouseBreak = 14;

/** One order for each session with a checkout: promos, statuses, the sum of totals and the last event are exactly the figures'. */
export function placeOrders(sessions: readonly Session[], people: People): Order[] {
  const random = seededRandom('orders');
  const buying = sessions.filter((session) => session.visit.basket !== null);
  const ids = idsOf(buying, random);
  const addresses = addressesOf(buying, people, random);
  const promoOf = promosOf(buying, random);
  const shippingCosts = shippingCostsOf(buying, promoOf, random);
  const stillUnderWay = new Set(random.shuffled(buying.filter(isShipped)).slice(0, statusOrders.shipped));

  return buying.map((session, index) => {
    const checkoutAt = session.steps.at(-1)?.at ?? 0;
    const createdAt = checkoutAt + random.between(1, 3);
    const promo = promoOf.get(session) ?? null;
    const status: Status = !isShipped(session) ? 'preparing' : stillUnderWay.has(session) ? 'shipped' : 'delivered';
    const cost = costOf(session);
    const shippingCost = shippingCosts[index] as number;
    return {
      id: ids.get(session) as string,
      session,
      address: addresses.get(session) as Address,
      promo,
      createdAt,
      status,
      shipment: status === 'preparing' ? null : ship(checkoutAt, createdAt, status, random),
      lines: linesOf(session),
      cost,
      shippingCost,
      total: cost + shippingCost - discountOf(promo),
    };
  });
}

function ship(checkoutAt: number, createdAt: number, status: Status, random: Random): Shipment {
  return {
    trackingId: random.uuid(),
    service: random.pick(services),
    at: checkoutAt === seconds(totals.lastBrowsingEvent) ? seconds(totals.lastEvent) : shippedAt(createdAt, random),
    estimatedDeliveryAt: random.below(16) === 0 ? null : createdAt + random.between(1, 5) * day,
    deliveredAt: status === 'delivered' ? createdAt + random.between(1, 7) * day : null,
  };
}

function shippedAt(createdAt: number, random: Random): number {
  const times = [2, 3, 4, 5, 6, 7, 8, 9].map((delay) => createdAt + delay * hour);
  return random.pick(times.filter((time) => Math.floor((time % day) / hour) !== warehouseBreak));
}

function idsOf(buying: readonly Session[], random: Random): Map<Session, string> {
  const printed = shippedLater.flat();
  const waiting = buying.filter((session) => !isShipped(session));
  return new Map(
    [...waiting, ...buying.filter(isShipped)].map((session, index) => [session, random.uuid(printed[index] ?? '')]),
  );
}

/** The first order of each user goes home, so that every state of a customer is shipped to; every gift address is used. */
function addressesOf(buying: readonly Session[], people: People, random: Random): Map<Session, Address> {
  const addresses = new Map(buying.map((session) => [session, session.user.home]));
  const later = buying.filter((session, index) => buying.findIndex(({ user }) => user === session.user) < index);
  random
    .shuffled(later)
    .slice(0, gifts)
    .forEach((session, index) =>
      addresses.set(session, people.giftAddresses[index % people.giftAddresses.length] as Address),
    );
  return addresses;
}

function promosOf(buying: readonly Session[], random: Random): Map<Session, Promo> {
  const used = (Object.keys(promoOrders) as Promo[]).flatMap((promo) =>
    Array.from({ length: promoOrders[promo] }, () => promo),
  );
  const dearest = Math.max(...used.map(discountOf));
  const eligible = random.shuffled(buying.filter((session) => costOf(session) > 2 * dearest));
  return new Map(used.map((promo, index) => [eligible[index] as Session, promo]));
}

/** Drawn, then moved by single cents until the totals add up. */
function shippingCostsOf(buying: readonly Session[], promoOf: ReadonlyMap<Session, Promo>, random: Random): number[] {
  const goods = sum(buying.map(costOf));
  const discounts = sum(buying.map((session) => discountOf(promoOf.get(session) ?? null)));
  const wanted = Math.round(totals.orderTotal * 100) - goods + discounts;
  const costs = buying.map(() => random.between(cheapestShipping, dearestShipping));
  for (let short = wanted - sum(costs); short !== 0;) {
    const order = random.below(costs.length);
    const changed = (costs[order] ?? 0) + Math.sign(short);
    if (changed < cheapestShipping || changed > dearestShipping) continue;
    costs[order] = changed;
    short -= Math.sign(short);
  }
  return costs;
}

function isShipped(session: Session): boolean {
  return session.visit.basket?.shipped === true;
}

function linesOf(session: Session): readonly Line[] {
  return session.visit.basket?.lines ?? [];
}

function costOf(session: Session): number {
  return sum(linesOf(session).map(({ product, quantity }) => product.cents * quantity));
}

function discountOf(promo: Promo | null): number {
  return promo === null ? 0 : promos[promo].discount;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
