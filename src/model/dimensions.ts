import { param, sql, type Sql } from '../sql/sql.ts';
import { hourText, weekdayName } from './dialect.ts';
import { fingerprint } from './fingerprint.ts';
import type { Facts } from './queries/facts.ts';
import { notSet } from './tables.ts';

/**
 * What sessions are told apart by. Every session has exactly one value of each, `(not set)` where it is unknown, so that the
 * parts add up to the whole; only `viewed` differs: a session has as many of it as it viewed products.
 */
export const dimensions = {
  user: { label: 'User', many: 'users' },
  traffic: { label: 'Traffic', many: 'kinds of traffic' },
  country: { label: 'Country', many: 'countries' },
  state: { label: 'State', many: 'states' },
  employee: { label: 'Employees', many: 'kinds of users' },
  customer: { label: 'Customer', many: 'kinds of customers' },
  first_viewed: { label: 'First product viewed', many: 'products' },
  viewed: { label: 'Product viewed', many: 'products' },
  products_viewed: { label: 'Products viewed', many: 'numbers of products' },
  stock: { label: 'Stock when viewed', many: 'states of stock' },
  promo: { label: 'Promo', many: 'promos' },
  weekday: { label: 'Weekday, UTC', many: 'weekdays' },
  hour: { label: 'Hour, UTC', many: 'hours' },
} as const;

export type DimensionId = keyof typeof dimensions;
/** A dimension of which every session has one value. */
export type PartitionId = Exclude<DimensionId, 'viewed'>;
export const dimensionIds = Object.keys(dimensions) as readonly DimensionId[];
export const partitionIds = dimensionIds.filter((id): id is PartitionId => id !== 'viewed');

/** Whether `text` names a dimension. */
export function isDimensionId(text: string): text is DimensionId {
  return Object.hasOwn(dimensions, text);
}

const unknown = param(notSet, 'varchar');

/** The value of a dimension as text, of a row of `source` that has the columns of `sessions`. */
export function valueOf(dimension: PartitionId, source: Sql): Sql {
  switch (dimension) {
    case 'user':
      return sql`coalesce(${source}.user_id, ${unknown})`;
    case 'traffic':
      return sql`case when ${source}.burst = 1 then 'burst' else 'other' end`;
    case 'hour':
      return sql`coalesce(${hourText(sql`${source}.started_at`)}, ${unknown})`;
    case 'weekday':
      return sql`coalesce(${weekdayName(sql`${source}.started_at`)}, ${unknown})`;
    case 'products_viewed':
      return sql`case when ${source}.products_viewed >= 5 then '5+' else cast(${source}.products_viewed as varchar) end`;
    case 'country':
      return sql`${source}.country`;
    case 'state':
      return sql`${source}.state`;
    case 'employee':
      return sql`${source}.employee`;
    case 'customer':
      return sql`${source}.customer`;
    case 'first_viewed':
      return sql`${source}.first_viewed`;
    case 'stock':
      return sql`${source}.stock`;
    case 'promo':
      return sql`${source}.promo`;
  }
}

/** Whether a dataset knows a dimension at all: otherwise every session is `(not set)`, or the same. */
export function isKnown(dimension: DimensionId, facts: Facts): boolean {
  switch (dimension) {
    case 'user':
    case 'traffic':
    case 'customer':
      return facts.hasUsers;
    case 'country':
    case 'state':
      return facts.hasPlaces;
    case 'employee':
      return facts.hasEmployees;
    case 'first_viewed':
    case 'viewed':
    case 'products_viewed':
      return facts.hasProducts;
    case 'stock':
      return facts.hasViewedStock;
    case 'promo':
      return facts.hasPromos;
    case 'weekday':
    case 'hour':
      return facts.firstDay !== null;
  }
}

const texts: Readonly<Partial<Record<DimensionId, Readonly<Record<string, string>>>>> = {
  traffic: { burst: 'burst users', other: 'everybody else' },
  employee: { yes: 'employees', no: 'not employees' },
  customer: { new: 'no order before', repeat: 'ordered before' },
  promo: { '(no promo)': 'no promo' },
};

/** A value of a dimension as people say it: users by a pseudonym, hours as `14:00`. */
export function valueText(dimension: DimensionId, value: string): string {
  if (value === notSet) return 'not set';
  if (dimension === 'user') return pseudonym(value);
  if (dimension === 'hour') return `${value}:00`;
  if (dimension === 'products_viewed') return value === '1' ? '1 product' : `${value} products`;
  return texts[dimension]?.[value] ?? value;
}

/** What a user is called on screen: the first eight characters of an id that says nothing else, a number made of any other. */
export function pseudonym(user: string): string {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(user)) return user.slice(0, 8);
  return fingerprint(user);
}
