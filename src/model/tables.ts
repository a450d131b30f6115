/** What a column holds. `text` is never empty: an empty cell is NULL. Times are UTC. */
export type ColumnType = 'text' | 'integer' | 'number' | 'timestamp' | 'boolean' | 'date';

export interface Column {
  readonly type: ColumnType;
  /** Without this column in the file the table cannot be used. */
  readonly required?: true;
  /** Where it is required: many of its cells are empty all the same. */
  readonly oftenEmpty?: true;
  /** No number needs it: it is not loaded. */
  readonly unused?: true;
  /** Where the file lacks it, records are numbered: it only tells rows apart. */
  readonly rowNumber?: true;
  /** A published dataset leaves this column out: it tells who a person is. */
  readonly personal?: true;
  /** What it means, for `docs/data.md` and the schema on screen. */
  readonly means: string;
}

export interface Table {
  readonly means: string;
  /** Columns that together are unique; none where rows may repeat. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
}

/** The tables a shop delivers. Only `events` is needed; what is missing switches off what needs it. */
export const rawTables = {
  events: {
    means: 'One row for each thing a visitor did.',
    key: ['event_id'],
    columns: {
      event_id: { type: 'text', rowNumber: true, means: 'The event; where it is missing, the number of its record.' },
      session_id: { type: 'text', required: true, means: 'The session it belongs to.' },
      user_id: { type: 'text', means: 'Who did it; a row of users.' },
      event_type: {
        type: 'text',
        required: true,
        means:
          'page_view, add_to_cart, checkout or package_shipped are steps; any other word counts towards the session only.',
      },
      created_at: { type: 'timestamp', required: true, means: 'When, UTC.' },
      product_id: { type: 'text', means: 'The product viewed or carted; a row of products.' },
      order_id: { type: 'text', means: 'The order checked out or shipped; a row of orders.' },
      state: {
        type: 'text',
        means: 'State or region, told by the event itself; used where the user’s home address is unknown.',
      },
      country: {
        type: 'text',
        means: 'Country, told by the event itself; used where the user’s home address is unknown.',
      },
      page_url: { type: 'text', means: 'The page it happened on. Not used.', unused: true },
    },
  },
  users: {
    means: 'One row for each customer.',
    key: ['user_id'],
    columns: {
      user_id: { type: 'text', required: true, means: 'The customer.' },
      first_name: { type: 'text', personal: true, unused: true, means: 'Not used.' },
      last_name: { type: 'text', personal: true, unused: true, means: 'Not used.' },
      email: { type: 'text', personal: true, means: 'Its domain tells employees of the shop.' },
      phone_number: { type: 'text', personal: true, unused: true, means: 'Not used.' },
      created_at: { type: 'timestamp', means: 'When the account was made. Not used.', unused: true },
      updated_at: { type: 'timestamp', unused: true, means: 'Not used.' },
      address_id: { type: 'text', means: 'The home address; a row of addresses.' },
    },
  },
  addresses: {
    means: 'One row for each address.',
    key: ['address_id'],
    columns: {
      address_id: { type: 'text', required: true, means: 'The address.' },
      address: { type: 'text', personal: true, means: 'Street and number. Not used.', unused: true },
      zipcode: { type: 'text', personal: true, unused: true, means: 'Not used.' },
      state: { type: 'text', means: 'State or region.' },
      country: { type: 'text', means: 'Country.' },
    },
  },
  products: {
    means: 'One row for each product.',
    key: ['product_id'],
    columns: {
      product_id: { type: 'text', required: true, means: 'The product.' },
      name: { type: 'text', required: true, means: 'Its name on screen and in links.' },
      price: { type: 'number', means: 'Price of one unit, shop currency.' },
      inventory: { type: 'integer', means: 'Units on hand when the file was written.' },
    },
  },
  orders: {
    means: 'One row for each order.',
    key: ['order_id'],
    columns: {
      order_id: { type: 'text', required: true, means: 'The order.' },
      user_id: { type: 'text', means: 'Who ordered; a row of users.' },
      promo_id: { type: 'text', means: 'The promo used, if any; a row of promos.' },
      address_id: { type: 'text', means: 'Where it ships to; a row of addresses.' },
      created_at: { type: 'timestamp', means: 'When it was placed, UTC.' },
      order_cost: { type: 'number', means: 'Goods, shop currency.' },
      shipping_cost: { type: 'number', means: 'Shipping, shop currency.' },
      order_total: { type: 'number', means: 'Goods and shipping less discount, shop currency.' },
      tracking_id: { type: 'text', unused: true, means: 'Not used.' },
      shipping_service: { type: 'text', means: 'Who ships it.' },
      estimated_delivery_at: { type: 'timestamp', means: 'Promised delivery, UTC.' },
      delivered_at: { type: 'timestamp', means: 'Delivery, UTC; empty while it is under way.' },
      status: { type: 'text', means: 'preparing, shipped or delivered.' },
    },
  },
  order_items: {
    means: 'One row for each product in an order.',
    key: ['order_id', 'product_id'],
    columns: {
      order_id: { type: 'text', required: true, means: 'The order; a row of orders.' },
      product_id: { type: 'text', required: true, means: 'The product; a row of products.' },
      quantity: { type: 'integer', required: true, means: 'Units ordered.' },
    },
  },
  promos: {
    means: 'One row for each promo.',
    key: ['promo_id'],
    columns: {
      promo_id: { type: 'text', required: true, means: 'The promo.' },
      discount: { type: 'number', means: 'Shop currency.' },
      status: { type: 'text', means: 'active or inactive.' },
    },
  },
  product_inventory_snapshot: {
    means: 'A dbt snapshot of products (SCD type 2): one row for each version of a product’s stock.',
    key: ['product_id', 'dbt_valid_from'],
    columns: {
      product_id: { type: 'text', required: true, means: 'The product; a row of products.' },
      name: { type: 'text', means: 'Its name at the time.' },
      price: { type: 'number', means: 'Its price at the time, shop currency.' },
      inventory: { type: 'integer', required: true, means: 'Units on hand.' },
      dbt_scd_id: { type: 'text', unused: true, means: 'Not used.' },
      dbt_updated_at: { type: 'timestamp', unused: true, means: 'Not used.' },
      dbt_valid_from: { type: 'timestamp', required: true, means: 'From when this level was seen, UTC.' },
      dbt_valid_to: { type: 'timestamp', means: 'Until when; empty for the current version.' },
    },
  },
  inventory_levels: {
    means:
      'Plain levels of stock, as weekly files hold them: one row for each product and day. Instead of the dbt snapshot.',
    key: ['product_id', 'date'],
    columns: {
      product_id: { type: 'text', required: true, means: 'The product; a row of products.' },
      date: { type: 'timestamp', required: true, means: 'When it was counted, UTC.' },
      inventory: { type: 'integer', required: true, means: 'Units on hand.' },
    },
  },
  orders_snapshot: {
    means: 'A dbt snapshot of orders (SCD type 2): one row for each version of an order.',
    key: ['order_id', 'dbt_valid_from'],
    columns: {
      order_id: { type: 'text', required: true, means: 'The order; a row of orders.' },
      user_id: { type: 'text', unused: true, means: 'Not used.' },
      created_at: { type: 'timestamp', unused: true, means: 'Not used.' },
      order_total: { type: 'number', unused: true, means: 'Not used.' },
      status: { type: 'text', required: true, means: 'preparing, shipped or delivered.' },
      shipping_service: { type: 'text', unused: true, means: 'Not used.' },
      tracking_id: { type: 'text', unused: true, means: 'Not used.' },
      estimated_delivery_at: { type: 'timestamp', unused: true, means: 'Not used.' },
      delivered_at: { type: 'timestamp', unused: true, means: 'Not used.' },
      dbt_scd_id: { type: 'text', unused: true, means: 'Not used.' },
      dbt_updated_at: { type: 'timestamp', unused: true, means: 'Not used.' },
      dbt_valid_from: { type: 'timestamp', required: true, means: 'From when this status was seen, UTC.' },
      dbt_valid_to: { type: 'timestamp', means: 'Until when; empty for the current version.' },
    },
  },
} as const satisfies Record<string, Table>;

/** The tables every view reads. Made from the raw tables by `marts.ts`, in the browser or ahead of time. */
export const martTables = {
  sessions: {
    means: 'One row for each session.',
    key: ['session_id'],
    columns: {
      session_id: { type: 'text', required: true, means: 'The session.' },
      session: {
        type: 'integer',
        required: true,
        means: 'Its number in the order of time, from 1: what other tables name it by.',
      },
      user_id: { type: 'text', means: 'Its user; the smallest id where a file gives it several, which is warned of.' },
      started_at: { type: 'timestamp', means: 'First event other than package_shipped, UTC.' },
      ended_at: { type: 'timestamp', means: 'Last event other than package_shipped, UTC.' },
      furthest_step: { type: 'integer', required: true, means: '0 to 4: the last step it has an event of.' },
      ordered_step: { type: 'integer', required: true, means: '0 to 4: how many steps happened in their order.' },
      has_page_view: { type: 'integer', required: true, means: '1 when it has a page view.' },
      has_add_to_cart: { type: 'integer', required: true, means: '1 when it has an add to cart.' },
      has_checkout: { type: 'integer', required: true, means: '1 when it has a checkout.' },
      has_package_shipped: { type: 'integer', required: true, means: '1 when it has a shipped package.' },
      events: { type: 'integer', required: true, means: 'All its events.' },
      page_views: { type: 'integer', required: true, means: 'Its page views.' },
      add_to_carts: { type: 'integer', required: true, means: 'Its adds to cart.' },
      checkouts: { type: 'integer', required: true, means: 'Its checkouts.' },
      orders: { type: 'integer', required: true, means: 'Orders it checked out.' },
      order_lines: { type: 'integer', required: true, means: 'Lines of those orders.' },
      units: { type: 'integer', required: true, means: 'Units in those orders.' },
      revenue: { type: 'number', required: true, means: 'Units × product price, shop currency.' },
      viewed_at: { type: 'timestamp', means: 'Its first page view, UTC.' },
      carted_at: { type: 'timestamp', means: 'Its first add to cart at or after that, UTC.' },
      checked_out_at: { type: 'timestamp', means: 'Its first checkout at or after that, UTC.' },
      shipped_at: { type: 'timestamp', means: 'Its first shipped package at or after that, UTC.' },
      first_viewed: { type: 'text', required: true, means: 'Name of the product it viewed first, or (not set).' },
      products_viewed: { type: 'integer', required: true, means: 'How many products it viewed.' },
      promo: {
        type: 'text',
        required: true,
        means: 'Promo of its order, (no promo) for an order without one, (not set) without an order.',
      },
      customer: {
        type: 'text',
        required: true,
        means: 'repeat when an earlier session of its user checked out, else new; (not set) without a user or a time.',
      },
      stock: {
        type: 'text',
        required: true,
        means: 'out of stock when a product it viewed had none left as it started, else in stock; or (not set).',
      },
      state: {
        type: 'text',
        required: true,
        means: 'State of the user’s home address; where that is unknown, the first its events tell; or (not set).',
      },
      country: {
        type: 'text',
        required: true,
        means: 'Country of the user’s home address; where that is unknown, the first its events tell; or (not set).',
      },
      employee: {
        type: 'text',
        required: true,
        means: 'yes, no or (not set): whether the e-mail domain is the shop’s.',
      },
      burst: {
        type: 'integer',
        required: true,
        means: '1 when its user started 10 or more sessions within 10 minutes.',
      },
    },
  },
  session_days: {
    means:
      'One row for all sessions that are alike: of one day, one place, one kind of user and the same steps, with their number and their sums. Questions that add up are answered from it.',
    key: [
      'day',
      'state',
      'country',
      'employee',
      'burst',
      'furthest_step',
      'ordered_step',
      'has_page_view',
      'has_add_to_cart',
      'has_checkout',
      'has_package_shipped',
    ],
    columns: {
      day: { type: 'timestamp', means: 'Midnight before they started, UTC; empty where no time is known.' },
      state: { type: 'text', required: true, means: 'As in sessions.' },
      country: { type: 'text', required: true, means: 'As in sessions.' },
      employee: { type: 'text', required: true, means: 'As in sessions.' },
      burst: { type: 'integer', required: true, means: 'As in sessions.' },
      furthest_step: { type: 'integer', required: true, means: 'As in sessions.' },
      ordered_step: { type: 'integer', required: true, means: 'As in sessions.' },
      has_page_view: { type: 'integer', required: true, means: 'As in sessions.' },
      has_add_to_cart: { type: 'integer', required: true, means: 'As in sessions.' },
      has_checkout: { type: 'integer', required: true, means: 'As in sessions.' },
      has_package_shipped: { type: 'integer', required: true, means: 'As in sessions.' },
      sessions: { type: 'integer', required: true, means: 'How many they are.' },
      bounced: { type: 'integer', required: true, means: 'Those of them whose only event is one page view.' },
      page_views: { type: 'integer', required: true, means: 'Their page views.' },
      add_to_carts: { type: 'integer', required: true, means: 'Their adds to cart.' },
      orders: { type: 'integer', required: true, means: 'Orders they checked out.' },
      order_lines: { type: 'integer', required: true, means: 'Lines of those orders.' },
      units: { type: 'integer', required: true, means: 'Units in those orders.' },
      revenue: { type: 'number', required: true, means: 'Units × product price, shop currency.' },
    },
  },
  session_products: {
    means: 'One row for each session and product it concerns.',
    key: ['session', 'product_id'],
    columns: {
      session: { type: 'integer', required: true, means: 'The number of the session.' },
      product_id: { type: 'text', required: true, means: 'The product.' },
      furthest_step: { type: 'integer', required: true, means: '1 to 4: the last step that concerns the product.' },
      has_page_view: { type: 'integer', required: true, means: '1 when the product was viewed.' },
      has_add_to_cart: { type: 'integer', required: true, means: '1 when it was carted.' },
      has_checkout: { type: 'integer', required: true, means: '1 when it is in an order that was checked out.' },
      has_package_shipped: { type: 'integer', required: true, means: '1 when it is in an order that was shipped.' },
      page_views: { type: 'integer', required: true, means: 'Page views of the product.' },
      add_to_carts: { type: 'integer', required: true, means: 'Adds to cart of the product.' },
      orders: { type: 'integer', required: true, means: 'Checked-out orders with the product.' },
      order_lines: { type: 'integer', required: true, means: 'Order lines of the product.' },
      units: { type: 'integer', required: true, means: 'Units ordered.' },
      revenue: { type: 'number', required: true, means: 'Units × product price, shop currency.' },
      out_of_order: {
        type: 'integer',
        required: true,
        means: '1 when a step with the product came before the one it follows, or without it.',
      },
    },
  },
  steps_out_of_order: {
    means:
      'One row for each time a session did a step with a product, of sessions that did one out of order. In all others, the steps that happened in their order are those that happened.',
    key: [],
    columns: {
      session: { type: 'integer', required: true, means: 'The number of the session.' },
      product_id: { type: 'text', required: true, means: 'The product.' },
      step: { type: 'integer', required: true, means: '1 to 4.' },
      happened_at: { type: 'timestamp', means: 'When, UTC.' },
    },
  },
  session_events: {
    means: 'One row for each event of a session, as it was delivered.',
    key: [],
    columns: {
      event_id: { type: 'text', means: 'The event.' },
      session: { type: 'integer', required: true, means: 'The number of the session.' },
      event_type: { type: 'text', means: 'What happened.' },
      happened_at: { type: 'timestamp', means: 'When, UTC.' },
      product_id: { type: 'text', means: 'The product it is about, if any.' },
      order_id: { type: 'text', means: 'The order it is about, if any.' },
    },
  },
  products: {
    means: 'One row for each product.',
    key: ['product_id'],
    columns: {
      product_id: { type: 'text', required: true, means: 'The product.' },
      name: { type: 'text', required: true, means: 'Its name; made unique with part of the id where two share one.' },
      price: { type: 'number', means: 'Price of one unit, shop currency.' },
      inventory: { type: 'integer', means: 'Units on hand in the products file.' },
    },
  },
  orders: {
    means: 'One row for each order.',
    key: ['order_id'],
    columns: {
      order_id: { type: 'text', required: true, means: 'The order.' },
      user_id: { type: 'text', means: 'Who ordered.' },
      session: {
        type: 'integer',
        means:
          'The number of the session that checked it out; of several the one with the smallest id, which is warned of.',
      },
      promo_id: { type: 'text', means: 'The promo used, if any.' },
      created_at: { type: 'timestamp', means: 'When it was placed, UTC.' },
      order_total: { type: 'number', means: 'As the shop charged it, shop currency.' },
      shipping_cost: { type: 'number', means: 'Shop currency.' },
      shipping_service: { type: 'text', means: 'Who ships it.' },
      estimated_delivery_at: { type: 'timestamp', means: 'Promised delivery, UTC.' },
      delivered_at: { type: 'timestamp', means: 'Delivery, UTC.' },
      status: { type: 'text', means: 'Its status in the orders file.' },
      shipping_state: { type: 'text', required: true, means: 'State it ships to, or (not set).' },
      shipping_country: { type: 'text', required: true, means: 'Country it ships to, or (not set).' },
      order_lines: { type: 'integer', required: true, means: 'Its lines.' },
      units: { type: 'integer', required: true, means: 'Its units.' },
      revenue: { type: 'number', required: true, means: 'Units × product price, shop currency.' },
    },
  },
  order_lines: {
    means: 'One row for each order and product.',
    key: ['order_id', 'product_id'],
    columns: {
      order_id: { type: 'text', required: true, means: 'The order.' },
      product_id: { type: 'text', required: true, means: 'The product.' },
      session: { type: 'integer', means: 'The number of the session that checked the order out.' },
      order_lines: { type: 'integer', required: true, means: 'Lines of the order with the product.' },
      units: { type: 'integer', required: true, means: 'Units ordered.' },
      revenue: { type: 'number', required: true, means: 'Units × product price, shop currency.' },
    },
  },
  stock_levels: {
    means: 'One row for each stretch of time in which a product’s stock had one level.',
    key: ['product_id', 'valid_from'],
    columns: {
      product_id: { type: 'text', required: true, means: 'The product.' },
      inventory: { type: 'integer', required: true, means: 'Units on hand.' },
      valid_from: { type: 'timestamp', required: true, means: 'From when this level was seen, UTC.' },
      valid_to: {
        type: 'timestamp',
        means: 'The snapshot that saw another level, or the product gone; empty for the current level.',
      },
    },
  },
  stock_snapshots: {
    means: 'One row for each time at which stock was counted. A dbt snapshot in which nothing changed leaves no trace.',
    key: ['taken_at'],
    columns: {
      taken_at: { type: 'timestamp', required: true, means: 'When, UTC.' },
    },
  },
  order_status: {
    means: 'One row for each version of an order’s status.',
    key: ['order_id', 'valid_from'],
    columns: {
      order_id: { type: 'text', required: true, means: 'The order.' },
      status: { type: 'text', required: true, means: 'Its status.' },
      valid_from: { type: 'timestamp', required: true, means: 'From when this status was seen, UTC.' },
      valid_to: { type: 'timestamp', means: 'Until when; empty for the current version.' },
    },
  },
  facts: {
    means: 'One row about the whole dataset.',
    key: [],
    columns: {
      has_users: { type: 'integer', required: true, means: '1 when sessions know their user.' },
      has_places: { type: 'integer', required: true, means: '1 when home addresses or events tell places.' },
      has_employees: { type: 'integer', required: true, means: '1 when users have an e-mail address.' },
      has_products: { type: 'integer', required: true, means: '1 when events and orders name products.' },
      has_orders: { type: 'integer', required: true, means: '1 when there are orders.' },
      has_promos: { type: 'integer', required: true, means: '1 when some order used a promo.' },
      has_revenue: { type: 'integer', required: true, means: '1 when order lines and product prices are known.' },
      has_stock: { type: 'integer', required: true, means: '1 when there is a stock snapshot.' },
      has_viewed_stock: {
        type: 'integer',
        required: true,
        means: '1 when stock was counted while sessions viewed its products.',
      },
      has_order_status: { type: 'integer', required: true, means: '1 when there is an orders snapshot.' },
      sessions: { type: 'integer', required: true, means: 'How many sessions there are.' },
      users: { type: 'integer', required: true, means: 'How many users they have.' },
      first_start_at: { type: 'timestamp', means: 'Start of the first session, UTC.' },
      last_start_at: { type: 'timestamp', means: 'Start of the last session, UTC.' },
      first_event_at: { type: 'timestamp', means: 'Time of the first event, UTC.' },
      last_event_at: { type: 'timestamp', means: 'Time of the last event, UTC.' },
    },
  },
} as const satisfies Record<string, Table>;

export type RawTable = keyof typeof rawTables;
export type MartTable = keyof typeof martTables;

/** What stands where a session’s state, country or employee flag is unknown. */
export const notSet = '(not set)';

/** What stands for the promo of a session whose order used none. */
export const noPromo = '(no promo)';
