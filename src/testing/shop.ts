/** A small shop in the shape of the raw tables, times as `2021-02-09T23:55:08Z`. What a test builds, and what the oracle reads. */
export interface Shop {
  readonly events: readonly ShopEvent[];
  readonly users: readonly { user_id: string; email: string | null; address_id: string | null }[];
  readonly addresses: readonly { address_id: string; state: string | null; country: string | null }[];
  readonly products: readonly { product_id: string; name: string; price: number }[];
  readonly orders: readonly {
    order_id: string;
    user_id: string | null;
    created_at: string;
    promo_id?: string | null;
  }[];
  readonly order_items: readonly { order_id: string; product_id: string; quantity: number }[];
  readonly product_inventory_snapshot?: readonly {
    product_id: string;
    inventory: number;
    dbt_valid_from: string;
    dbt_valid_to: string | null;
  }[];
}

export interface ShopEvent {
  readonly event_id: string;
  readonly session_id: string;
  readonly user_id: string | null;
  readonly event_type: string;
  readonly created_at: string | null;
  readonly product_id: string | null;
  readonly order_id: string | null;
  readonly state?: string | null;
  readonly country?: string | null;
}

/**
 * Four sessions small enough to count by hand: s1 buys a fern and a palm, s2 carts a fern, s3 only looks, s4 checks out without
 * having looked, all on two days either side of midnight.
 */
export const tinyShop: Shop = {
  events: [
    {
      event_id: 'e1',
      session_id: 's1',
      user_id: 'ann',
      event_type: 'page_view',
      created_at: '2021-02-09T23:55:00Z',
      product_id: 'fern',
      order_id: null,
    },
    {
      event_id: 'e2',
      session_id: 's1',
      user_id: 'ann',
      event_type: 'page_view',
      created_at: '2021-02-09T23:56:00Z',
      product_id: 'palm',
      order_id: null,
    },
    {
      event_id: 'e3',
      session_id: 's1',
      user_id: 'ann',
      event_type: 'add_to_cart',
      created_at: '2021-02-09T23:57:00Z',
      product_id: 'fern',
      order_id: null,
    },
    {
      event_id: 'e4',
      session_id: 's1',
      user_id: 'ann',
      event_type: 'add_to_cart',
      created_at: '2021-02-10T00:01:00Z',
      product_id: 'palm',
      order_id: null,
    },
    {
      event_id: 'e5',
      session_id: 's1',
      user_id: 'ann',
      event_type: 'checkout',
      created_at: '2021-02-10T00:02:00Z',
      product_id: null,
      order_id: 'o1',
    },
    {
      event_id: 'e6',
      session_id: 's1',
      user_id: 'ann',
      event_type: 'package_shipped',
      created_at: '2021-02-11T09:00:00Z',
      product_id: null,
      order_id: 'o1',
    },
    {
      event_id: 'e7',
      session_id: 's2',
      user_id: 'bob',
      event_type: 'page_view',
      created_at: '2021-02-10T10:00:00Z',
      product_id: 'fern',
      order_id: null,
    },
    {
      event_id: 'e8',
      session_id: 's2',
      user_id: 'bob',
      event_type: 'add_to_cart',
      created_at: '2021-02-10T10:01:00Z',
      product_id: 'fern',
      order_id: null,
    },
    {
      event_id: 'e9',
      session_id: 's3',
      user_id: 'ann',
      event_type: 'page_view',
      created_at: '2021-02-10T12:00:00Z',
      product_id: 'palm',
      order_id: null,
    },
    {
      event_id: 'e10',
      session_id: 's4',
      user_id: null,
      event_type: 'checkout',
      created_at: '2021-02-10T13:00:00Z',
      product_id: null,
      order_id: 'o2',
    },
  ],
  users: [
    { user_id: 'ann', email: 'ann@greenery.com', address_id: 'a1' },
    { user_id: 'bob', email: 'bob@shop.example', address_id: 'a2' },
  ],
  addresses: [
    { address_id: 'a1', state: 'Georgia', country: 'United States' },
    { address_id: 'a2', state: null, country: 'United States' },
  ],
  products: [
    { product_id: 'fern', name: 'Fern', price: 10 },
    { product_id: 'palm', name: 'Palm, tall', price: 20.5 },
  ],
  orders: [
    { order_id: 'o1', user_id: 'ann', created_at: '2021-02-10T00:02:01Z' },
    { order_id: 'o2', user_id: null, created_at: '2021-02-10T13:00:01Z' },
  ],
  order_items: [
    { order_id: 'o1', product_id: 'fern', quantity: 2 },
    { order_id: 'o1', product_id: 'palm', quantity: 1 },
    { order_id: 'o2', product_id: 'fern', quantity: 3 },
  ],
};
