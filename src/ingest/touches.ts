import type { Subject } from '../model/subjects.ts';
import type { RawTable } from '../model/tables.ts';

const session = ['sessions', 'steps', 'events'] as const;
const sold = ['products', 'orders', 'revenue', 'units'] as const;

/** What a value that is missing or wrong bends, for every column of the raw tables that a number needs; none for harmless ones. */
export const columnTouches: Readonly<Record<RawTable, Readonly<Record<string, readonly Subject[]>>>> = {
  events: {
    // It only tells rows apart.
    event_id: [],
    session_id: session,
    user_id: ['users', 'places', 'employees'],
    event_type: ['steps', 'events'],
    created_at: ['times'],
    product_id: ['products'],
    order_id: sold,
    state: ['places'],
    country: ['places'],
  },
  users: {
    user_id: ['users', 'places', 'employees'],
    email: ['employees'],
    address_id: ['places'],
  },
  addresses: {
    address_id: ['places'],
    state: ['places'],
    country: ['places'],
  },
  products: {
    product_id: ['products'],
    name: ['products'],
    price: ['revenue'],
    inventory: ['stock'],
  },
  orders: {
    order_id: ['orders', 'revenue', 'units'],
    user_id: ['users'],
    promo_id: ['promos'],
    address_id: ['places'],
    created_at: ['order dates'],
    order_cost: ['revenue'],
    shipping_cost: ['revenue'],
    order_total: ['revenue'],
    shipping_service: ['delivery'],
    estimated_delivery_at: ['delivery'],
    delivered_at: ['delivery'],
    status: ['status'],
  },
  order_items: {
    order_id: sold,
    product_id: sold,
    quantity: ['units', 'revenue'],
  },
  promos: {
    promo_id: ['promos'],
    discount: ['promos'],
    status: ['promos'],
  },
  product_inventory_snapshot: {
    product_id: ['stock'],
    name: ['stock'],
    price: ['stock'],
    inventory: ['stock'],
    dbt_valid_from: ['stock'],
    dbt_valid_to: ['stock'],
  },
  inventory_levels: {
    product_id: ['stock'],
    date: ['stock'],
    inventory: ['stock'],
  },
  orders_snapshot: {
    order_id: ['status'],
    status: ['status'],
    dbt_valid_from: ['status'],
    dbt_valid_to: ['status'],
  },
};

/** What a value of this column bends; without a column, what a whole row does. Nothing where neither is known. */
export function touched(table: string | null, column: string | null): readonly Subject[] {
  const tables: Readonly<Record<string, Readonly<Record<string, readonly Subject[]>>>> = columnTouches;
  const columns = table === null ? undefined : tables[table];
  if (columns === undefined) return [];
  return column === null ? [...new Set(Object.values(columns).flat())] : (columns[column] ?? []);
}
