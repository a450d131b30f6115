import type { RawTable } from '../../model/tables.ts';
import { isUsed } from './loadPlanned.ts';
import type { FilePlan } from './plan.ts';

interface Part {
  readonly table: RawTable;
  /** Null: the whole table. */
  readonly column: string | null;
  readonly sentence: string;
}

/** What is lost without a table or a column, what is lost most first. */
const parts: readonly Part[] = [
  {
    table: 'events',
    column: 'user_id',
    sentence: 'No users in the events: only sessions are counted; states, employees and burst users are off.',
  },
  {
    table: 'events',
    column: 'product_id',
    sentence: 'No products in the events: page views and adds to cart concern no product.',
  },
  {
    table: 'events',
    column: 'order_id',
    sentence: 'No orders in the events: checkouts concern no product and bring no revenue.',
  },
  { table: 'orders', column: null, sentence: 'No orders: revenue by day, promos and the Orders view are off.' },
  { table: 'orders', column: 'created_at', sentence: 'No times of orders: orders are in no day.' },
  { table: 'orders', column: 'promo_id', sentence: 'No promos in the orders: discounts are off.' },
  { table: 'orders', column: 'delivered_at', sentence: 'No delivery times: how long deliveries take is off.' },
  { table: 'order_items', column: null, sentence: 'No order items: units, revenue and products of orders are off.' },
  { table: 'products', column: null, sentence: 'No products: they are shown by their id; prices and revenue are off.' },
  { table: 'products', column: 'price', sentence: 'No prices: revenue is off.' },
  { table: 'users', column: null, sentence: 'No users: employees are off.' },
  { table: 'users', column: 'email', sentence: 'No e-mail addresses: employees are off.' },
  { table: 'promos', column: null, sentence: 'No promos: how large discounts are is off.' },
  { table: 'orders_snapshot', column: null, sentence: 'No orders snapshot: order status over time is off.' },
];

/** For each table or column that the plans lack, a sentence that says what it switches off; none for what they have. */
export function absentParts(plans: readonly FilePlan[]): readonly string[] {
  const used = plans.filter(isUsed);
  const hasTable = (table: RawTable) => used.some((plan) => plan.table === table);
  const has = (table: RawTable, column: string) =>
    used.some((plan) => plan.table === table && plan.columns[column] !== undefined);
  const sentences = parts
    .filter(({ table, column }) => (column === null ? !hasTable(table) : hasTable(table) && !has(table, column)))
    .map(({ sentence }) => sentence);
  const homes = has('events', 'user_id') && has('users', 'address_id') && hasTable('addresses');
  const knows = (place: 'state' | 'country') => has('events', place) || (homes && has('addresses', place));
  if (!knows('state') && !knows('country')) sentences.push('No addresses: states and countries are off.');
  else if (!knows('state')) sentences.push('No states: only countries are known.');
  else if (!knows('country')) sentences.push('No countries: only states are known.');
  if (!hasTable('product_inventory_snapshot') && !hasTable('inventory_levels')) {
    sentences.push('No stock over time: the Inventory view is off.');
  }
  return sentences;
}
