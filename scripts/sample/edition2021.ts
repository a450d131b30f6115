import type { Row } from './csv.ts';
import { lateEdition } from './figures.ts';
import { type Random, seededRandom } from './random.ts';
import { day, hour, isoTime, seconds } from './time.ts';

interface Plan {
  readonly views: boolean;
  readonly carts: boolean;
  readonly checksOut: boolean;
  readonly ships: boolean;
}

const users = 230;
const firstDay = '2021-11-01T00:00:00Z';
const days = 44;
const shippedSessions = 368;
const pages: Readonly<Record<string, string>> = {
  login: '/login',
  account_created: '/account/new',
  page_view: '/plants',
  add_to_cart: '/cart',
  delete_from_cart: '/cart',
  checkout: '/checkout',
  package_shipped: '/orders',
};

/** Events of the 1108-session edition, which names neither products nor orders: many sessions skip steps or do none. */
export function edition2021Events(): Row[] {
  const random = seededRandom('greenery-2021');
  const userIds = Array.from({ length: users }, () => random.uuid());
  return plans(random)
    .flatMap((plan) => {
      const session = { session_id: random.uuid(), user_id: random.pick(userIds) };
      return eventsOf(plan, random).map(({ type, at }) => ({
        event_id: random.uuid(),
        ...session,
        event_type: type,
        page_url: `https://greenery.com${pages[type] ?? '/'}`,
        created_at: isoTime(at),
      }));
    })
    .toSorted((a, b) => a.created_at.localeCompare(b.created_at, 'en'));
}

/** Which steps each session has: the figures leave open only which sessions with a later step viewed a page. */
function plans(random: Random): Plan[] {
  const { sessions, viewed, carted, ordered, anyStep, cartOrOrder } = lateEdition;
  const both = carted + ordered - cartOrOrder;
  const onlyView = anyStep - cartOrOrder;
  const later = random.shuffled([
    ...repeat(both, { carts: true, checksOut: true }),
    ...repeat(carted - both, { carts: true, checksOut: false }),
    ...repeat(ordered - both, { carts: false, checksOut: true }),
  ]);
  let shipping = shippedSessions;
  return random.shuffled([
    ...later.map((plan, index) => ({
      ...plan,
      views: index < viewed - onlyView,
      ships: plan.checksOut && shipping-- > 0,
    })),
    ...repeat(onlyView, { views: true, carts: false, checksOut: false, ships: false }),
    ...repeat(sessions - anyStep, { views: false, carts: false, checksOut: false, ships: false }),
  ]);
}

function eventsOf({ views, carts, checksOut, ships }: Plan, random: Random): { type: string; at: number }[] {
  const isIdle = !views && !carts && !checksOut;
  const types = [
    ...(isIdle ? [random.pick(['login', 'login', 'account_created', 'delete_from_cart'])] : []),
    ...repeat(isIdle ? 0 : random.below(2), 'login'),
    ...repeat(views ? random.between(1, 4) : 0, 'page_view'),
    ...repeat(carts ? random.between(1, 2) : 0, 'add_to_cart'),
    ...repeat(carts && !checksOut && random.below(3) === 0 ? 1 : 0, 'delete_from_cart'),
    ...repeat(checksOut ? 1 : 0, 'checkout'),
  ];
  let at = seconds(firstDay) + random.below(days) * day + random.between(6, 22) * hour + random.below(hour);
  const events = types.map((type) => ({ type, at: (at += random.between(8, 90)) }));
  return ships ? [...events, { type: 'package_shipped', at: at + random.between(2, 30) * hour }] : events;
}

function repeat<T>(count: number, item: T): T[] {
  return Array.from({ length: count }, () => item);
}
