import type { Column } from '../../src/model/tables.ts';
import { sql, type Sql } from '../../src/sql/sql.ts';

/** Ids of which most rows have another: a dictionary of them is larger than they are. */
const mostlyDifferent: ReadonlySet<string> = new Set(['event_id', 'session_id', 'user_id', 'order_id']);

/** What a shop has few of, however many sessions it has. */
const fewValues: ReadonlySet<string> = new Set([
  'event_type',
  'promo',
  'promo_id',
  'customer',
  'stock',
  'state',
  'country',
  'employee',
  'shipping_service',
  'shipping_state',
  'shipping_country',
  'status',
]);

/** What tells a product. */
const ofProducts: ReadonlySet<string> = new Set(['product_id', 'first_viewed']);

/** Up to so many products a dictionary of them took no more room than what DuckDB chose; of 30 000 it took 1.4 times as much. */
const mostProducts = 3000;

/**
 * How a column of a database file is written, to stand behind its type; empty where DuckDB chooses. Its choice would mostly be the
 * same (times that are seldom there it writes as runs), but it tries every way there is before, which takes a sixth of the time that a table is
 * written in.
 */
export function compressionOf(name: string, { type }: Pick<Column, 'type'>, products: number): Sql {
  if (type === 'integer' || type === 'timestamp') return sql` using compression bitpacking`;
  if (type !== 'text') return sql``;
  if (mostlyDifferent.has(name)) return sql` using compression fsst`;
  const isFew = fewValues.has(name) || (ofProducts.has(name) && products > 0 && products <= mostProducts);
  return isFew ? sql` using compression dictionary` : sql``;
}
