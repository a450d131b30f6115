import { midnightProduct } from './baskets.ts';
import { burstUser, dayFigures, totals } from './figures.ts';
import type { Product } from './products.ts';
import { type Random, seededRandom } from './random.ts';
import { day, hour, minute, seconds } from './time.ts';
import type { Visit } from './visits.ts';

export interface Step {
  readonly type: 'page_view' | 'add_to_cart' | 'checkout';
  /** Null for a checkout. */
  readonly product: Product | null;
  readonly at: number;
}

type Action = Omit<Step, 'at'>;

const burstHour = 14;
/** Sessions of other users in the hour of the burst, by day: together with the burst they make the figure. */
const othersInBurstHour = [0, 18, 19] as const;
/** No session but the last one ends so shortly before midnight. */
const keptForLastEvent = 5 * minute;
const midnights = dayFigures.map((figures) => seconds(`${figures.day}T00:00:00Z`));

/**
 * When each session does what. Views come before carts of the same product, the checkout comes last. First and last event,
 * the burst, the sessions over midnight and the sessions of its busiest hour are the figures'.
 */
export function timetable(visits: readonly Visit[]): Map<Visit, Step[]> {
  const random = seededRandom('timetable');
  const actions = new Map(visits.map((visit) => [visit, actionsOf(visit, random)]));
  const gaps = (visit: Visit) => gapsOf(visit, actions.get(visit)?.length ?? 0, random);
  const plan = new Map<Visit, number[]>();

  eveningTimes(
    visits.filter((visit) => visit.day === 0),
    actions,
    random,
  ).forEach((times, visit) => plan.set(visit, times));
  burstStarts(
    visits.filter((visit) => visit.isBurst),
    random,
  ).forEach((start, visit) => plan.set(visit, timesFrom(start, gaps(visit))));
  for (const date of [1, 2]) {
    const others = random.shuffled(visits.filter((visit) => visit.day === date && !visit.isBurst));
    const hours = hoursOf(others.length, othersInBurstHour[date] ?? 0, random);
    others.forEach((visit, index) => {
      plan.set(visit, timesInHour((midnights[date] ?? 0) + (hours[index] ?? 0) * hour, gaps(visit), random));
    });
  }
  endWithLastBrowsingEvent(plan);

  return new Map(
    [...actions].map(([visit, each]) => {
      const times = plan.get(visit) ?? [];
      return [visit, each.map((action, index) => ({ ...action, at: times[index] as number }))];
    }),
  );
}

function actionsOf(visit: Visit, random: Random): Action[] {
  const actions: Action[] = random
    .shuffled([...visit.viewed, ...visit.viewedAgain])
    .map((product) => ({ type: 'page_view', product }));
  for (const product of [...visit.carted, ...visit.cartedAgain]) {
    const seen = actions.findIndex((action) => action.product === product);
    const isLate = visit.day === 0 && product.name === midnightProduct;
    const place = isLate ? actions.length : random.between(seen + 1, actions.length);
    actions.splice(place, 0, { type: 'add_to_cart', product });
  }
  if (visit.basket !== null) actions.push({ type: 'checkout', product: null });
  return actions;
}

function gapsOf(visit: Visit, count: number, random: Random): number[] {
  const longest = visit.isBurst ? 75 : 80;
  return Array.from({ length: count - 1 }, () => random.between(8, longest));
}

function timesFrom(start: number, gaps: readonly number[]): number[] {
  const times = [start];
  for (const gap of gaps) times.push((times.at(-1) as number) + gap);
  return times;
}

/** The two sessions of the first evening: everything but the late cart and the checkout happens before midnight. */
function eveningTimes(
  visits: readonly Visit[],
  actions: ReadonlyMap<Visit, readonly Action[]>,
  random: Random,
): Map<Visit, number[]> {
  const midnight = midnights[1] as number;
  const first = seconds(totals.firstEvent);
  return new Map(
    visits.map((visit, index) => {
      const start = index === 0 ? first : first + 90 + random.below(60);
      const isLate = ({ type, product }: Action) =>
        type === 'checkout' || (type === 'add_to_cart' && product?.name === midnightProduct);
      const early = (actions.get(visit) ?? []).filter((action) => !isLate(action)).length;
      const late = (actions.get(visit) ?? []).length - early;
      const step = Math.floor((midnight - 5 - start) / early);
      return [
        visit,
        [
          ...Array.from({ length: early }, (_, each) => start + each * step),
          ...Array.from({ length: late }, (_, each) => midnight + 7 + each * 24 + random.below(15)),
        ],
      ];
    }),
  );
}

/** All sessions of the burst user start in the burst but one, that buys something in the evening. */
function burstStarts(visits: readonly Visit[], random: Random): Map<Visit, number> {
  const [first, last] = [seconds(burstUser.burst.firstStart), seconds(burstUser.burst.lastStart)];
  const [inBurst, inEvening, ...rest] = visits.filter((visit) => visit.basket !== null);
  if (inBurst === undefined || inEvening === undefined || rest.length > 0) {
    throw new Error('The burst user orders twice: once in the burst, once later.');
  }
  const sessions = random.shuffled(visits.filter((visit) => visit !== inEvening));
  const starts = [first, last, ...sessions.slice(2).map(() => random.between(first, last))];
  const evening = (midnights[2] as number) + 17 * hour + random.below(hour);
  return new Map([...sessions.map((visit, index) => [visit, starts[index] as number] as const), [inEvening, evening]]);
}

/** An hour of the day for each session: each hour has one, the burst's has as many as it needs. */
function hoursOf(count: number, inBurstHour: number, random: Random): number[] {
  const others = Array.from({ length: 24 }, (_, each) => each).filter((each) => each !== burstHour);
  const hours = [...others, ...Array.from({ length: inBurstHour }, () => burstHour)];
  while (hours.length < count) hours.push(random.pick(others));
  return hours;
}

/** A session ends in the hour it starts in, so that each hour has the same sessions by start and by event. */
function timesInHour(start: number, gaps: readonly number[], random: Random): number[] {
  const lasts = timesFrom(0, gaps).at(-1) as number;
  const isLastHour = (start % day) / hour === 23;
  const kept = isLastHour ? keptForLastEvent : 0;
  return timesFrom(start + random.below(hour - kept - lasts), gaps);
}

/** The session that ends last is moved to end at the last browsing event. */
function endWithLastBrowsingEvent(plan: Map<Visit, number[]>): void {
  const ends = [...plan].filter(([visit]) => visit.basket?.shipped === true);
  const [visit, times] = ends.reduce((a, b) => ((b[1].at(-1) ?? 0) > (a[1].at(-1) ?? 0) ? b : a));
  const late = seconds(totals.lastBrowsingEvent) - (times.at(-1) ?? 0);
  plan.set(
    visit,
    times.map((time) => time + late),
  );
}
