import { deal } from './deal.ts';
import { dayFigures, statusOrders } from './figures.ts';
import type { Product } from './products.ts';
import { type Random, seededRandom } from './random.ts';

export interface Line {
  readonly product: Product;
  readonly quantity: number;
}

/** What one session orders. */
export interface Basket {
  /** Index into `dayFigures`: the day its session starts on. */
  readonly day: number;
  readonly shipped: boolean;
  readonly lines: readonly Line[];
}

interface LooseLine extends Line {
  readonly shipped: boolean;
}

const mostUnits = 4;
/** Its cart comes after midnight in one of the two sessions of the first evening. */
export const midnightProduct = 'Ficus';

const [evening, firstDay, lastDay] = dayFigures;

/** All orders: lines and units of each product, and orders, lines, units and revenue of each day, are exactly the figures'. */
export function fillBaskets(products: readonly Product[]): Basket[] {
  const random = seededRandom('baskets');
  const lines = random.shuffled(products.flatMap((product) => productLines(product, random)));
  return splitByDay(lines, random).flatMap((ofDay, day) => {
    const { ordered, shipped } = dayFigures[day] as (typeof dayFigures)[number];
    const pack = (isShipped: boolean, orders: number) =>
      packOrders(
        ofDay.filter((line) => line.shipped === isShipped),
        orders,
        random,
      ).map((packed) => ({
        day,
        shipped: isShipped,
        lines: packed,
      }));
    return [...pack(true, shipped), ...pack(false, ordered - shipped)];
  });
}

function productLines(product: Product, random: Random): LooseLine[] {
  const quantities = Array.from({ length: product.ordered }, () => random.between(1, mostUnits));
  for (let short = product.units - sum(quantities); short !== 0; short = product.units - sum(quantities)) {
    const line = random.below(quantities.length);
    const changed = (quantities[line] ?? 0) + Math.sign(short);
    if (changed >= 1 && changed <= mostUnits) quantities[line] = changed;
  }
  return quantities.map((quantity, line) => ({ product, quantity, shipped: line < product.shipped }));
}

function splitByDay(lines: readonly LooseLine[], random: Random): LooseLine[][] {
  const ofEvening = pickEvening(lines, random);
  const rest = lines.filter((line) => !ofEvening.includes(line));
  const waiting = rest.filter((line) => !line.shipped);
  const gone = rest.filter((line) => line.shipped);
  const waitingOnFirstDay = Math.round(
    (waiting.length * (firstDay.ordered - firstDay.shipped)) / statusOrders.preparing,
  );
  const goneOnFirstDay = firstDay.lines - waitingOnFirstDay;
  const ofFirstDay = [...waiting.slice(0, waitingOnFirstDay), ...gone.slice(0, goneOnFirstDay)];
  const ofLastDay = [...waiting.slice(waitingOnFirstDay), ...gone.slice(goneOnFirstDay)];
  tradeUntilExact(ofFirstDay, ofLastDay, random);
  return [ofEvening, ofFirstDay, ofLastDay];
}

/** A handful of lines is found by drawing until it fits: some ten thousand draws. */
function pickEvening(lines: readonly LooseLine[], random: Random): LooseLine[] {
  const shipped = lines.filter((line) => line.shipped);
  const midnight = shipped.filter((line) => line.product.name === midnightProduct);
  for (;;) {
    const others = Array.from({ length: evening.lines - 1 }, () => random.pick(shipped));
    const drawn = [random.pick(midnight), ...others];
    const isDistinct = new Set(drawn.map((line) => line.product)).size === drawn.length;
    if (isDistinct && units(drawn) === evening.units && cents(drawn) === toCents(evening.revenue)) return drawn;
  }
}

/**
 * Hundreds of lines are split by trading pairs between the two days. A trade is kept while the totals are near or come
 * nearer, so the split wanders around them until it meets both: a few thousand trades.
 */
function tradeUntilExact(first: LooseLine[], second: LooseLine[], random: Random): void {
  const near = 5_000;
  const weightOfUnit = 1_000;
  let unitsOver = units(first) - firstDay.units;
  let centsOver = cents(first) - toCents(firstDay.revenue);
  const distance = (someUnits: number, someCents: number) => Math.abs(someUnits) * weightOfUnit + Math.abs(someCents);

  while (unitsOver !== 0 || centsOver !== 0) {
    const [a, b] = [random.below(first.length), random.below(second.length)];
    const [given, taken] = [first[a] as LooseLine, second[b] as LooseLine];
    if (given.shipped !== taken.shipped) continue;
    const newUnits = unitsOver + taken.quantity - given.quantity;
    const newCents = centsOver + cents([taken]) - cents([given]);
    if (distance(newUnits, newCents) > Math.max(near, distance(unitsOver, centsOver))) continue;
    [first[a], second[b]] = [taken, given];
    [unitsOver, centsOver] = [newUnits, newCents];
  }
  if (units(second) !== lastDay.units || cents(second) !== toCents(lastDay.revenue)) {
    throw new Error('The figures of the three days do not add up to those of the products.');
  }
}

function packOrders(lines: readonly Line[], orders: number, random: Random): Line[][] {
  const contents = Array.from({ length: orders }, () => new Set<Product>());
  const extra = lines.slice(orders).map(() => random.pick(contents));
  const seats = [...contents, ...extra];
  const dealt = deal(random, lines, (line) => line.product, seats);
  return contents.map((content) => dealt.filter((_, seat) => seats[seat] === content));
}

function units(lines: readonly Line[]): number {
  return sum(lines.map((line) => line.quantity));
}

function cents(lines: readonly Line[]): number {
  return sum(lines.map((line) => line.quantity * line.product.cents));
}

function toCents(dollars: number): number {
  return Math.round(dollars * 100);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
