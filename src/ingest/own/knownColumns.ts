import { type Column, rawTables, type RawTable } from '../../model/tables.ts';

const times = ['created_at', 'event_time', 'event_timestamp', 'timestamp', 'ts', 'time', 'datetime', 'date_time'];
const users = ['user_id', 'uid', 'user', 'customer_id', 'customer', 'visitor_id', 'visitor', 'client_id'];
const products = ['product_id', 'sku', 'product', 'item_id', 'item', 'article_id', 'article', 'variant_id', 'pid'];
const orders = [
  'order_id',
  'order',
  'order_number',
  'order_no',
  'transaction_id',
  'transaction',
  'purchase_id',
  'invoice_id',
];
const addresses = ['address_id', 'addressid', 'home_address_id', 'address_key'];
const states = ['state', 'region', 'province', 'state_name', 'bundesland', 'geo_region', 'subdivision'];
const countries = ['country', 'country_name', 'country_code', 'geo_country', 'nation', 'land'];
const stock = ['inventory', 'stock', 'on_hand', 'qty_on_hand', 'quantity_on_hand', 'stock_level', 'level', 'in_stock'];
const promos = ['promo_id', 'promo', 'promo_code', 'coupon', 'coupon_code', 'voucher', 'discount_code'];
const prices = ['price', 'unit_price', 'list_price', 'retail_price', 'sale_price'];
const names = ['name', 'product_name', 'product_title', 'title', 'item_name', 'article_name'];

/**
 * Other names that columns of the contract go by elsewhere, the likelier first, as `plainName` writes them. Every column goes by
 * its own name as well.
 */
const synonyms: Readonly<Record<RawTable, Readonly<Record<string, readonly string[]>>>> = {
  events: {
    event_id: ['event_uuid', 'eid', 'message_id', 'event_key', 'uuid', 'id'],
    session_id: ['sid', 'session', 'visit_id', 'visit', 'ga_session_id', 'session_key', 'session_uuid'],
    user_id: [...users, 'user_pseudo_id', 'anonymous_id', 'account_id', 'member_id', 'shopper_id', 'person_id'],
    event_type: ['event_name', 'event', 'action', 'event_action', 'activity', 'type'],
    created_at: [...times, 'occurred_at', 'happened_at', 'event_at', 'logged_at', 'event_date', 'server_time', 'date'],
    product_id: products,
    order_id: orders,
    state: states,
    country: countries,
    page_url: ['url', 'page', 'page_location'],
  },
  users: {
    user_id: [...users, 'id'],
    email: ['e_mail', 'mail', 'email_address'],
    address_id: addresses,
    first_name: ['firstname', 'given_name'],
    last_name: ['lastname', 'surname', 'family_name'],
    phone_number: ['phone', 'telephone'],
  },
  addresses: {
    address_id: [...addresses, 'id'],
    address: ['street', 'street_address'],
    zipcode: ['zip', 'zip_code', 'postal_code', 'postcode', 'plz'],
    state: states,
    country: countries,
  },
  products: {
    product_id: [...products, 'id'],
    name: [...names, 'label', 'description'],
    price: prices,
    inventory: stock,
  },
  orders: {
    order_id: [...orders, 'id'],
    user_id: users,
    promo_id: promos,
    address_id: [...addresses, 'shipping_address_id', 'delivery_address_id'],
    created_at: [...times, 'ordered_at', 'order_date', 'placed_at', 'order_time', 'purchased_at', 'date'],
    order_cost: ['subtotal', 'goods_total', 'items_total'],
    shipping_cost: ['shipping', 'freight', 'delivery_cost'],
    order_total: ['total', 'grand_total', 'total_price', 'order_amount', 'amount', 'revenue', 'order_value'],
    shipping_service: ['carrier', 'shipper', 'shipping_method'],
    estimated_delivery_at: ['estimated_delivery', 'eta', 'promised_at', 'expected_delivery'],
    delivered_at: ['delivered', 'delivery_date', 'delivered_on', 'delivery_time'],
    status: ['order_status'],
  },
  order_items: {
    order_id: orders,
    product_id: products,
    quantity: ['qty', 'units', 'count', 'amount', 'pieces'],
  },
  promos: { promo_id: [...promos, 'id'], discount: ['discount_amount', 'amount', 'value'], status: ['promo_status'] },
  product_inventory_snapshot: {
    product_id: products,
    name: names,
    price: prices,
    inventory: [...stock, 'quantity', 'qty'],
    dbt_valid_from: ['valid_from'],
    dbt_valid_to: ['valid_to'],
  },
  inventory_levels: {
    product_id: products,
    date: ['day', 'week', 'counted_at', 'counted_on', 'snapshot_date', 'stock_date', 'as_of', ...times],
    inventory: [...stock, 'quantity', 'qty', 'units', 'count'],
  },
  orders_snapshot: {
    order_id: orders,
    status: ['order_status'],
    dbt_valid_from: ['valid_from'],
    dbt_valid_to: ['valid_to'],
  },
};

/** A column's name as it is compared: `EventType`, `event type` and `EVENT-TYPE` are `event_type`. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
}

/** Every name of a contract column, its own first; `userid` for `user_id` too. */
function namesOf(table: RawTable, column: string): readonly string[] {
  const all = [column, ...(synonyms[table][column] ?? [])];
  return [...all, ...all.map((name) => name.replaceAll('_', ''))];
}

/** A contract column → the file's column, as it spells it, that has the likeliest of its names; each of the file's once. */
export function columnsFor(table: RawTable, spelled: readonly string[]): Readonly<Record<string, string>> {
  const contract: Readonly<Record<string, Column>> = rawTables[table].columns;
  const plain = spelled.map((name) => ({ name, plain: plainName(name) }));
  const found: Record<string, string> = {};
  const taken = new Set<string>();
  const take = (column: string, wanted: readonly string[]) => {
    for (const name of wanted) {
      const match = plain.find((one) => one.plain === name && !taken.has(one.name));
      if (match === undefined || found[column] !== undefined) continue;
      found[column] = match.name;
      taken.add(match.name);
    }
  };
  // A column's own name is never taken for another's synonym.
  for (const column of Object.keys(contract)) take(column, [column]);
  for (const column of Object.keys(contract)) take(column, namesOf(table, column));
  return Object.fromEntries(
    Object.keys(contract).flatMap((column) => (found[column] === undefined ? [] : [[column, found[column]]])),
  );
}

/** Names that tell a header: all that the contract's columns go by, as files may spell them. */
export const knownNames: readonly string[] = [
  ...new Set(
    (Object.keys(rawTables) as RawTable[]).flatMap((table) =>
      Object.keys(rawTables[table].columns).flatMap((column) =>
        namesOf(table, column).flatMap((name) => [name, name.replaceAll('_', ' '), name.replaceAll('_', '-')]),
      ),
    ),
  ),
];
