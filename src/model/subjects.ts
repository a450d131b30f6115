import type { ConditionKey, Conditions } from './condition.ts';
import type { Counting, Filters } from './filters.ts';

/**
 * What a number can be about: the few words by which a finding in the data and a number on screen find each other. A check says
 * which of them its finding bends, a panel which of them it shows.
 */
export const subjects = [
  'sessions',
  'steps',
  // Page views and carts, counted one by one.
  'events',
  // When something happened, and how long it took.
  'times',
  'users',
  'places',
  'employees',
  'products',
  'orders',
  // When orders were placed, as orders.csv tells it.
  'order dates',
  'revenue',
  'units',
  'promos',
  'delivery',
  'stock',
  'status',
] as const;
export type Subject = (typeof subjects)[number];

/** The words themselves: lets the compiler check what a panel says of itself. */
export function shows(...shown: readonly Subject[]): readonly Subject[] {
  return shown;
}

const asked: Readonly<Record<ConditionKey, readonly Subject[]>> = {
  user: ['users'],
  traffic: ['users', 'times'],
  country: ['places'],
  state: ['places'],
  employee: ['employees'],
  customer: ['users', 'times'],
  first_viewed: ['products', 'times'],
  viewed: ['products'],
  product: ['products'],
  products_viewed: ['products'],
  stock: ['stock', 'products', 'times'],
  promo: ['promos'],
  weekday: ['times'],
  hour: ['times'],
  bucket: ['times'],
  reached: ['steps'],
  missed: ['steps'],
  view_to_cart: ['times'],
  cart_to_checkout: ['times'],
  view_to_checkout: ['times'],
  checkout_to_shipped: ['times'],
};

/** What it takes to know whether a session is of this kind; what the parts of a dimension are about, beside sessions. */
export function subjectsOf(key: ConditionKey): readonly Subject[] {
  return asked[key];
}

/**
 * What a selection of sessions, and the way they are counted, go by. A number of such a selection is bent by findings about it
 * too: of all sessions those without a time are a part, of those of some days they are not.
 */
export function selectedBy(
  filters: Filters,
  { reading, unit }: Pick<Counting, 'reading' | 'unit'>,
): readonly Subject[] {
  const { from, to, product, country, state, employee, traffic, step, only, without } = filters;
  const ofConditions = (conditions: Conditions) => conditions.flatMap(({ key }) => subjectsOf(key));
  return [
    ...new Set<Subject>([
      ...(from === null && to === null ? [] : asked.bucket),
      ...(product.values.length === 0 ? [] : asked.product),
      ...(country.values.length === 0 ? [] : asked.country),
      ...(state.values.length === 0 ? [] : asked.state),
      ...(employee.values.length === 0 ? [] : asked.employee),
      ...(traffic === 'all' ? [] : asked.traffic),
      ...(step.reached === null && step.missed === null ? [] : asked.reached),
      ...ofConditions(only),
      ...without.flatMap(ofConditions),
      ...(reading === 'ordered' ? asked.bucket : []),
      ...(unit === 'users' ? asked.user : []),
    ]),
  ];
}
