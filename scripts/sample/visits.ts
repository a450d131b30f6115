import type { Basket } from './baskets.ts';
import { deal } from './deal.ts';
import { burstUser, totals } from './figures.ts';
import type { Product } from './products.ts';
import { type Random, seededRandom } from './random.ts';

/** What one session looks at, carts and orders; when and by whom is decided elsewhere. */
export interface Visit {
  readonly day: number;
  readonly basket: Basket | null;
  /** Whether the burst user makes it. */
  readonly isBurst: boolean;
  readonly carted: Set<Product>;
  readonly viewed: Set<Product>;
  readonly cartedAgain: Product[];
  readonly viewedAgain: Product[];
}

const lastDay = 2;
/** Page views by the day their session starts on. The first two days are a choice within what was published. */
const pageViewsOfDay = [7, 704, 1160] as const;
/** How many of them show a product the session had viewed before. */
const repeatsOfDay = [0, 9, 17] as const;
/** Views of products that are not carted: a session that carts nothing has two, so that none is a bounce. */
const viewsOfLooker = 2;
const moreViewsOfLookers = 10;
const moreViewsOfCarters = 70;

/** All sessions: views, carts and orders of each product are exactly the figures'. */
export function browse(products: readonly Product[], baskets: readonly Basket[]): Visit[] {
  const random = seededRandom('visits');
  const buyers = withBurstUser(baskets);
  const carters = lost(totals.sessions.carted - totals.sessions.ordered);
  const lookers = lost(totals.sessions.viewed - totals.sessions.carted);

  dealCarts(products, carters, random);
  const visits = [...buyers, ...carters, ...lookers];
  for (const visit of visits) for (const product of visit.carted) visit.viewed.add(product);
  dealViews(products, { buyers, carters, lookers }, random);
  repeatSome(products, visits, carters, random);
  return visits;
}

function plainVisit(day: number, isBurst: boolean, basket: Basket | null = null): Visit {
  const ordered = basket?.lines.map((line) => line.product) ?? [];
  return { day, basket, isBurst, carted: new Set(ordered), viewed: new Set(), cartedAgain: [], viewedAgain: [] };
}

function lost(count: number): Visit[] {
  return Array.from({ length: count }, () => plainVisit(lastDay, true));
}

function withBurstUser(baskets: readonly Basket[]): Visit[] {
  const eligible = baskets.filter(({ day, shipped }) => day === lastDay && shipped);
  const ofBurstUser = new Set(eligible.slice(0, burstUser.ordered));
  return baskets.map((basket) => plainVisit(basket.day, ofBurstUser.has(basket), basket));
}

function dealCarts(products: readonly Product[], carters: readonly Visit[], random: Random): void {
  const left = products.flatMap((product) => copies(product, product.carted - product.ordered));
  const seats = [...carters, ...some(left.length - carters.length, carters, random)];
  deal(
    random,
    left,
    itself,
    seats.map((seat) => seat.carted),
  );
}

function dealViews(
  products: readonly Product[],
  { buyers, carters, lookers }: Record<'buyers' | 'carters' | 'lookers', readonly Visit[]>,
  random: Random,
): void {
  const left = products.flatMap((product) => copies(product, product.viewed - product.carted));
  const ofLost = [
    ...lookers.flatMap((looker) => copies(looker, viewsOfLooker)),
    ...some(moreViewsOfLookers, lookers, random),
    ...some(moreViewsOfCarters, carters, random),
  ];
  const ofBuyers = pageViewsOfDay.flatMap((pageViews, day) => {
    const known = [...buyers, ...carters].filter((other) => other.day === day).flatMap((other) => [...other.viewed]);
    const unknown = pageViews - (repeatsOfDay[day] ?? 0) - known.length - (day === lastDay ? ofLost.length : 0);
    return some(
      unknown,
      buyers.filter((buyer) => buyer.day === day),
      random,
    );
  });
  deal(
    random,
    left,
    itself,
    [...ofLost, ...ofBuyers].map((seat) => seat.viewed),
  );
}

function repeatSome(
  products: readonly Product[],
  visits: readonly Visit[],
  carters: readonly Visit[],
  random: Random,
): void {
  const again = random.shuffled(products.flatMap((product) => copies(product, product.pageViews - product.viewed)));
  const days = repeatsOfDay.flatMap((count, day) => copies(day, count));
  again.forEach((product, index) => {
    const candidates = visits.filter((other) => other.day === days[index] && other.viewed.has(product));
    random.pick(candidates).viewedAgain.push(product);
  });
  for (const product of products.flatMap((each) => copies(each, each.addToCarts - each.carted))) {
    random.pick(carters.filter((carter) => carter.carted.has(product))).cartedAgain.push(product);
  }
}

function copies<T>(item: T, count: number): T[] {
  return Array.from({ length: count }, () => item);
}

function some<T>(count: number, list: readonly T[], random: Random): T[] {
  return Array.from({ length: count }, () => random.pick(list));
}

function itself<T>(item: T): T {
  return item;
}
