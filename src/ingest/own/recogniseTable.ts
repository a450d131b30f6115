import { type Column, rawTables, type RawTable } from '../../model/tables.ts';
import { columnsFor } from './knownColumns.ts';
import type { FileLook } from './plan.ts';

/** A table that a file may be, with the columns it has of it. */
export interface Likeness {
  readonly table: RawTable;
  readonly columns: Readonly<Record<string, string>>;
}

type Has = (...columns: readonly string[]) => boolean;

/** What a file must have, and must not, to be a table; tables that are told by less come later. */
const marks: readonly { readonly table: RawTable; readonly isIt: (has: Has, look: Likely) => boolean }[] = [
  {
    table: 'product_inventory_snapshot',
    isIt: (has) => has('product_id', 'inventory', 'dbt_valid_from') && !has('order_id'),
  },
  { table: 'orders_snapshot', isIt: (has) => has('order_id', 'status', 'dbt_valid_from') },
  {
    table: 'events',
    isIt: (has) => has('event_type', 'created_at') && (has('session_id') || has('user_id') || has('event_id')),
  },
  { table: 'order_items', isIt: (has, { is }) => has('order_id', 'product_id', 'quantity') && !is('events') },
  {
    table: 'inventory_levels',
    isIt: (has, { is, repeats }) =>
      has('product_id', 'date', 'inventory') && !is('order_items') && !is('events') && (!is('products') || repeats),
  },
  {
    table: 'orders',
    isIt: (has, { is }) => isOrder(has) && !is('order_items') && !is('events') && !is('orders_snapshot'),
  },
  { table: 'promos', isIt: (has, { is }) => has('promo_id') && (has('discount') || has('status')) && !is('orders') },
  {
    table: 'users',
    isIt: (has, { is }) =>
      has('user_id') &&
      ['email', 'first_name', 'last_name', 'phone_number', 'address_id'].some((column) => has(column)) &&
      !is('orders') &&
      !is('events'),
  },
  {
    table: 'addresses',
    isIt: (has, { is }) =>
      has('address_id') &&
      ['state', 'country', 'zipcode'].some((column) => has(column)) &&
      !is('users') &&
      !is('orders'),
  },
  {
    table: 'products',
    isIt: (has, { is, repeats }) =>
      has('product_id', 'name') &&
      (has('price') || has('inventory') || !has('order_id')) &&
      !is('order_items') &&
      !is('events') &&
      !(is('inventory_levels') && repeats) &&
      !is('product_inventory_snapshot'),
  },
];

/** What else is known while marks are compared. */
interface Likely {
  /** The file has the marks of that table, its exclusions aside. */
  readonly is: (table: RawTable) => boolean;
  /** Its products stand there more than once. */
  readonly repeats: boolean;
}

function isOrder(has: Has): boolean {
  return (
    has('order_id') && ['created_at', 'order_total', 'status', 'user_id', 'delivered_at'].some((column) => has(column))
  );
}

/** Columns without which the table is not even thought of. */
const least: Readonly<Record<RawTable, readonly string[]>> = {
  events: ['event_type', 'created_at'],
  users: ['user_id', 'email'],
  addresses: ['address_id', 'country'],
  products: ['product_id', 'name', 'price'],
  orders: ['order_id', 'created_at'],
  order_items: ['order_id', 'product_id', 'quantity'],
  promos: ['promo_id', 'discount'],
  product_inventory_snapshot: ['product_id', 'inventory', 'dbt_valid_from'],
  inventory_levels: ['product_id', 'date', 'inventory'],
  orders_snapshot: ['order_id', 'status', 'dbt_valid_from'],
};

const fileNames: Readonly<Record<RawTable, RegExp>> = {
  events: /event|log|click|track|activity/,
  users: /user|customer|visitor|client/,
  addresses: /address/,
  products: /product|item|article|catalog|sku/,
  orders: /order|sale|purchase/,
  order_items: /order.?(item|line|detail|position)|basket/,
  promos: /promo|coupon|voucher|discount/,
  product_inventory_snapshot: /snapshot|inventory|stock/,
  inventory_levels: /inventory|stock|level/,
  orders_snapshot: /order.*snapshot/,
};

/**
 * The table that a file is by its columns, and null where nothing tells. Names of the contract come first; the file's own name
 * only decides between tables that fit as well.
 */
export function recogniseTable(look: Pick<FileLook, 'path' | 'columns' | 'rows'>): Likeness | null {
  const spelled = look.columns.map(({ name }) => name);
  const exact = exactTable(look.path, spelled);
  if (exact !== null) return exact;
  const likely: Likely = {
    is: (table) => least[table].every((column) => columnsFor(table, spelled)[column] !== undefined),
    repeats: productsRepeat(look),
  };
  const fits = marks.flatMap(({ table, isIt }): Likeness[] => {
    const columns = columnsFor(table, spelled);
    const has: Has = (...wanted) => wanted.every((column) => columns[column] !== undefined);
    return isIt(has, likely) ? [{ table, columns }] : [];
  });
  return best(look.path, fits) ?? almostEvents(spelled);
}

/** The table whose required columns all stand there by their own names, where they are more than a key. */
function exactTable(path: string, spelled: readonly string[]): Likeness | null {
  const names = new Set(spelled.map((name) => name.trim().toLowerCase()));
  const fits = (Object.keys(rawTables) as RawTable[]).flatMap((table): Likeness[] => {
    const contract: Readonly<Record<string, Column>> = rawTables[table].columns;
    const required = Object.keys(contract).filter((column) => contract[column]?.required === true);
    const there = Object.keys(contract).filter((column) => names.has(column));
    const foreign = [...names].filter((name) => contract[name] === undefined).length;
    const isExact = required.every((column) => names.has(column)) && there.length > 1 && foreign === 0;
    return isExact ? [{ table, columns: columnsFor(table, spelled) }] : [];
  });
  return best(path, fits);
}

/** The one with most columns, of equals the one its file is named after. */
function best(path: string, fits: readonly Likeness[]): Likeness | null {
  const name = (path.split('/').at(-1) ?? path).toLowerCase();
  const score = ({ table, columns }: Likeness) =>
    Object.keys(columns).length + (fileNames[table].test(name) ? 0.5 : 0) + (name.startsWith(`${table}.`) ? 0.25 : 0);
  return fits.toSorted((a, b) => score(b) - score(a))[0] ?? null;
}

/** A log that lacks one thing is still a log: what it lacks is asked for. */
function almostEvents(spelled: readonly string[]): Likeness | null {
  const columns = columnsFor('events', spelled);
  const told = ['session_id', 'created_at', 'event_type'].filter((column) => columns[column] !== undefined);
  const isKeyed = columns['session_id'] !== undefined || columns['user_id'] !== undefined;
  return told.length >= 2 || (columns['event_type'] !== undefined && isKeyed) ? { table: 'events', columns } : null;
}

function productsRepeat({ columns, rows }: Pick<FileLook, 'columns' | 'rows'>): boolean {
  const spelled = columns.map(({ name }) => name);
  const product = columnsFor('inventory_levels', spelled)['product_id'];
  const at = spelled.findIndex((name) => name === product);
  const values = rows.flatMap((row) => row[at] ?? []);
  return new Set(values).size < values.length;
}
