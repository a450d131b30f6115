import { stepIds } from '../model/steps.ts';
import type { Subject } from '../model/subjects.ts';
import { rawTables, type RawTable, type Table } from '../model/tables.ts';
import { ident, join, param, sql, type Sql } from '../sql/sql.ts';
import type { Grade } from './issue.ts';
import { touched } from './touches.ts';
import { counted } from './wording.ts';

/** One thing that should hold in the raw tables, as a query for the rows where it does not. */
export interface Rule {
  readonly id: string;
  readonly grade: Grade;
  readonly table: RawTable;
  readonly column: string | null;
  /** Tables, or columns as `table.column`, that must have been delivered for the rule to mean anything. */
  readonly needs: readonly string[];
  /** What `docs/data.md` says it looks for. */
  readonly looksFor: string;
  readonly violations: Sql;
  /**
   * True where it surely holds, told at the cost of one look at the table: an aggregate of all its rows, or a query of its own, which
   * may read `sessionsOfEvents` as well. Where it is not true, only `violations` can say. Left out where nothing tells sooner than those.
   */
  readonly surely?: Sql;
  /** What was found, as it is said beside a number it bends; the file's name is put before it where all is told. */
  readonly found: (count: number) => string;
  /** What it does to the numbers. */
  readonly effect: string;
  /** Numbers on screen about these are not what they seem. Empty: it bends none. */
  readonly touches: readonly Subject[];
}

const isStep = sql`event_type in (${join(
  stepIds.map((step) => param(step, 'varchar')),
  ', ',
)})`;

/** Told by the sessions that are made of the events, which are far fewer. */
const oneUserEach = sql`not exists (select 1 from raw.session_starts where has_several_users)`;

/** So is this: how many of the events in sessions are steps; NULL without sessions. */
const stepsInSessions = sql`(select sum(page_views + add_to_carts + checkouts + shipped) from raw.session_starts)`;

/** The users of all events are those of the sessions then. */
const usersOfSessionsKnown = sql`${oneUserEach}
  and ${none(sql`session_id is null and user_id is not null`)}
  and not exists (${missing('session_starts', 'user_id', 'users')})`;

/** All rules, in the order they are told. */
export const rules: readonly Rule[] = [
  {
    id: 'events_present',
    grade: 'fatal',
    table: 'events',
    column: null,
    needs: [],
    looksFor: 'there is at least one event',
    touches: ['sessions'],
    violations: sql`select 'no rows' as events where not exists (select 1 from raw.events)`,
    surely: sql`count(*) > 0`,
    found: () => 'a header and no rows',
    effect: 'Without events there is nothing to show.',
  },
  {
    id: 'steps_present',
    grade: 'fatal',
    table: 'events',
    column: 'event_type',
    needs: [],
    looksFor: 'at least one event is a step',
    touches: ['sessions', 'steps'],
    violations: sql`
      select event_type, count(*) as events
      from raw.events
      where not exists (select 1 from raw.events where ${isStep})
      group by event_type
      order by events desc, event_type`,
    surely: sql`count(*) = 0 or ${stepsInSessions} > 0`,
    found: () => 'no event_type that is a step of the funnel',
    effect: `The steps are ${stepIds.join(', ')}.`,
  },
  {
    id: 'other_event_types',
    grade: 'note',
    table: 'events',
    column: 'event_type',
    needs: [],
    looksFor: 'every event type is a step',
    touches: [],
    violations: sql`
      select event_type, count(*) as events
      from raw.events
      where event_type is not null and not ${isStep} and exists (select 1 from raw.events where ${isStep})
      group by event_type
      order by events desc, event_type`,
    surely: sql`count(*) = ${stepsInSessions}`,
    found: (count) => `${counted(count, 'event type')} outside the funnel`,
    effect: 'Such events count towards the session only.',
  },
  {
    id: 'events_repeated',
    grade: 'warning',
    table: 'events',
    column: 'event_id',
    needs: [],
    looksFor: 'no event_id stands in the file twice',
    touches: ['events'],
    violations: repeated('events', ['event_id']),
    surely: rising('events', ['event_id']),
    found: (count) => counted(count, 'repeated event_id'),
    effect: 'Sessions count once, such events each time they stand in the file.',
  },
  {
    id: 'events_without_session',
    grade: 'warning',
    table: 'events',
    column: 'session_id',
    needs: [],
    looksFor: 'every event has a session',
    touches: touched('events', 'session_id'),
    violations: sql`select event_id, event_type from raw.events where session_id is null`,
    surely: full('session_id'),
    found: (count) => `${counted(count, 'event')} without a session`,
    effect: 'Such events count nowhere.',
  },
  {
    id: 'events_without_time',
    grade: 'warning',
    table: 'events',
    column: 'created_at',
    needs: [],
    looksFor: 'every event has a time',
    touches: touched('events', 'created_at'),
    violations: sql`select event_id, session_id, event_type from raw.events where created_at is null`,
    surely: full('created_at'),
    found: (count) => `${counted(count, 'event')} without a time`,
    effect: 'A session is dated by its other events; a session without any time is in no day.',
  },
  {
    id: 'events_without_type',
    grade: 'warning',
    table: 'events',
    column: 'event_type',
    needs: [],
    looksFor: 'every event has a type',
    touches: touched('events', 'event_type'),
    violations: sql`select event_id, session_id from raw.events where event_type is null`,
    surely: full('event_type'),
    found: (count) => `${counted(count, 'event')} without a type`,
    effect: 'Such events count towards no step.',
  },
  {
    id: 'sessions_of_several_users',
    grade: 'warning',
    table: 'events',
    column: 'user_id',
    needs: ['events.user_id'],
    looksFor: 'a session has one user',
    touches: touched('events', 'user_id'),
    violations: sql`
      select session_id, min(user_id) as first_user, max(user_id) as last_user
      from raw.events
      where session_id is not null
      group by session_id
      having min(user_id) <> max(user_id)
      order by session_id`,
    surely: oneUserEach,
    found: (count) => `${counted(count, 'session')} with events of several users`,
    effect: 'Such a session counts for the user with the smallest id.',
  },
  {
    id: 'checkouts_without_order',
    grade: 'warning',
    table: 'events',
    column: 'order_id',
    needs: ['events.order_id', 'orders'],
    looksFor: 'every checkout names its order',
    touches: touched('events', 'order_id'),
    violations: sql`select event_id, session_id from raw.events where event_type = 'checkout' and order_id is null`,
    surely: none(sql`event_type = 'checkout' and order_id is null`),
    found: (count) => `${counted(count, 'checkout')} without an order`,
    effect: 'Such a checkout concerns no product and brings no revenue.',
  },
  ...(['users', 'addresses', 'products', 'orders', 'promos'] as const).map(uniqueKey),
  emptyCell('users', 'user_id', 'Such users have no sessions.'),
  emptyCell('addresses', 'address_id', 'Nobody lives at such an address.'),
  emptyCell('products', 'product_id', 'Such products are not shown.'),
  emptyCell('products', 'name', 'Such products are shown by their id.'),
  emptyCell('products', 'price', 'Such products bring no revenue.'),
  emptyCell('orders', 'order_id', 'Such orders have no items and no session.'),
  emptyCell('orders', 'created_at', 'Such orders are in no day.'),
  emptyCell('order_items', 'order_id', 'Such items count nowhere.'),
  emptyCell('order_items', 'product_id', 'Such items count for the order and for no product.', ['products', 'revenue']),
  emptyCell('order_items', 'quantity', 'Such items bring no units and no revenue.'),
  emptyCell('promos', 'promo_id', 'Such promos are used by no order.'),
  emptyCell('product_inventory_snapshot', 'product_id', 'Such versions are of no product.'),
  emptyCell('product_inventory_snapshot', 'inventory', 'The level is unknown while such a version holds.'),
  emptyCell('product_inventory_snapshot', 'dbt_valid_from', 'Such versions hold at no time.'),
  emptyCell('inventory_levels', 'product_id', 'Such levels are of no product.'),
  emptyCell('inventory_levels', 'date', 'Such levels hold at no time.'),
  emptyCell('inventory_levels', 'inventory', 'The level before is taken to hold on.'),
  emptyCell('orders_snapshot', 'order_id', 'Such versions are of no order.'),
  emptyCell('orders_snapshot', 'status', 'The status is unknown while such a version holds.'),
  emptyCell('orders_snapshot', 'dbt_valid_from', 'Such versions hold at no time.'),
  {
    ...reference('events', 'user_id', 'users', 'Sessions of such users have no state, country or employee flag.', [
      'places',
      'employees',
    ]),
    surely: usersOfSessionsKnown,
  },
  reference('events', 'product_id', 'products', 'Such products are shown by their id and have no price.', [
    'products',
    'revenue',
  ]),
  reference('events', 'order_id', 'orders', 'Such orders are missing wherever orders are counted by day.', [
    'orders',
    'order dates',
  ]),
  {
    id: 'addresses_lived_at',
    grade: 'note',
    table: 'addresses',
    column: 'address_id',
    needs: ['users.address_id', 'addresses'],
    looksFor: 'every address is the home of a user',
    touches: ['places'],
    violations: sql`
      select address_id
      from raw.addresses
      where address_id in (${missing('addresses', 'address_id', 'users')})
      order by address_id`,
    found: (count) => `${counted(count, 'address', 'addresses')} without a user`,
    effect:
      'Sessions are placed by where their user lives, so such an address is in no count of sessions; orders shipped to it are in those by shipping state.',
  },
  reference('users', 'address_id', 'addresses', 'Sessions of users with such an address have no state or country.'),
  reference('orders', 'user_id', 'users', 'Such users are counted, and nothing else is known of them.'),
  reference('orders', 'address_id', 'addresses', 'Orders to such an address have no shipping state.'),
  reference('orders', 'promo_id', 'promos', 'The discount of such promos is unknown.'),
  reference(
    'order_items',
    'order_id',
    'orders',
    'Such orders count for sessions, and not where orders are counted by day.',
    ['orders', 'order dates'],
  ),
  reference('order_items', 'product_id', 'products', 'Such products bring no revenue.', ['revenue']),
  reference('product_inventory_snapshot', 'product_id', 'products', 'The stock of such products is not shown.'),
  reference('inventory_levels', 'product_id', 'products', 'The stock of such products is not shown.'),
  reference('orders_snapshot', 'order_id', 'orders', 'Only the status of such orders is known.'),
  {
    id: 'order_lines_repeated',
    grade: 'warning',
    table: 'order_items',
    column: null,
    needs: ['order_items'],
    looksFor: 'an order names a product once',
    touches: ['units', 'revenue'],
    violations: repeated('order_items', ['order_id', 'product_id']),
    surely: rising('order_items', ['order_id', 'product_id']),
    found: (count) => `${counted(count, 'product')} more than once in the same order`,
    effect: 'The units of all lines count.',
  },
  {
    id: 'orders_without_items',
    grade: 'warning',
    table: 'orders',
    column: null,
    needs: ['orders', 'order_items'],
    looksFor: 'every order has items',
    touches: ['orders', 'revenue', 'units'],
    violations: sql`
      select order_id
      from raw.orders
      where order_id in (${missing('orders', 'order_id', 'order_items')})
      order by order_id`,
    found: (count) => `${counted(count, 'order')} without items`,
    effect: 'Such orders have no units and no revenue.',
  },
  outOfRange('order_items', 'order_id', 'quantity', sql`quantity <= 0`, 'is above zero', 'of zero or less'),
  outOfRange('products', 'product_id', 'price', sql`price <= 0`, 'is above zero', 'of zero or less'),
  outOfRange('products', 'product_id', 'inventory', sql`inventory < 0`, 'is not negative', 'below zero'),
  outOfRange('orders', 'order_id', 'order_total', sql`order_total < 0`, 'is not negative', 'below zero'),
  outOfRange(
    'product_inventory_snapshot',
    'product_id',
    'inventory',
    sql`inventory < 0`,
    'is not negative',
    'below zero',
  ),
  outOfRange('inventory_levels', 'product_id', 'inventory', sql`inventory < 0`, 'is not negative', 'below zero'),
  ...snapshotRules('product_inventory_snapshot', 'product_id'),
  {
    id: 'inventory_levels_repeated',
    grade: 'fatal',
    table: 'inventory_levels',
    column: null,
    needs: ['inventory_levels'],
    looksFor: 'a product has one level at a time',
    touches: ['stock'],
    violations: sql`
      select product_id, cast(date as varchar) as date, count(*) as times
      from raw.inventory_levels
      where product_id is not null and date is not null
      group by product_id, raw.inventory_levels.date
      having count(*) > 1
      order by product_id, date`,
    found: (count) => `${counted(count, 'product')} with several levels on one date`,
    effect: 'Leave one row of each.',
  },
  {
    id: 'inventory_levels_alone',
    grade: 'fatal',
    table: 'inventory_levels',
    column: null,
    needs: ['inventory_levels', 'product_inventory_snapshot'],
    looksFor: 'stock is told by one file: levels or a dbt snapshot',
    touches: ['stock'],
    violations: sql`
      select 'product_inventory_snapshot' as beside
      where exists (select 1 from raw.inventory_levels) and exists (select 1 from raw.product_inventory_snapshot)`,
    found: () => 'levels of stock, which product_inventory_snapshot tells as well',
    effect: 'Deliver one of the two, so that every level is told once.',
  },
  ...snapshotRules('orders_snapshot', 'order_id'),
];

function repeated(table: RawTable, key: readonly string[]): Sql {
  const columns = join(key.map(ident), ', ');
  const present = join(
    key.map((column) => sql`${ident(column)} is not null`),
    ' and ',
  );
  return sql`
    select ${columns}, count(*) as times
    from raw.${ident(table)}
    where ${present}
    group by ${columns}
    having count(*) > 1
    order by ${columns}`;
}

/**
 * Whether the keys rise from row to row, as those do that are given out one after the other: no key can be there twice then. The
 * shorter text comes first, so that 9 is before 10. Rows without a whole key do not count. It needs no memory, and ends at the
 * first key that does not rise.
 */
function rising(table: RawTable, key: readonly string[]): Sql {
  const columns = key.map((name) => ({ here: ident(name), before: ident(`${name} before`) }));
  const rises = columns.reduceRight<Sql>(
    (rest, { here, before }) => sql`(
      strlen(${here}) > strlen(${before})
      or strlen(${here}) = strlen(${before}) and (${here} > ${before} or ${here} = ${before} and ${rest})
    )`,
    sql`false`,
  );
  const pairs = columns.map(({ here, before }) => sql`${here}, lag(${here}) over () as ${before}`);
  const present = columns.map(({ here }) => sql`${here} is not null`);
  // Of the first row nobody knows whether it rises, which is not that it does not.
  return sql`not exists (
    select 1
    from (select ${join(pairs, ', ')} from raw.${ident(table)} where ${join(present, ' and ')}) as neighbours
    where not ${rises}
  )`;
}

/** No row of the table is such a one. */
function none(condition: Sql): Sql {
  return sql`count(*) filter (where ${condition}) = 0`;
}

/** Every row of the table has a value there. */
function full(column: string): Sql {
  return sql`count(${ident(column)}) = count(*)`;
}

/** Tables that others are joined to: a row more would count everything that points to it twice. */
function uniqueKey(table: 'users' | 'addresses' | 'products' | 'orders' | 'promos'): Rule {
  const contract: Table = rawTables[table];
  const column = contract.key[0] ?? '';
  return {
    id: `${table}_unique`,
    grade: 'fatal',
    table,
    column,
    needs: [table],
    looksFor: `no ${column} stands in the file twice`,
    touches: touched(table, column),
    violations: repeated(table, contract.key),
    surely: rising(table, contract.key),
    found: (count) => counted(count, `repeated ${column}`),
    effect: 'Everything that belongs to it would count more than once: leave one row of each.',
  };
}

/**
 * The values of a column that a table of the same column does not have, each once. They are made distinct before they are looked up:
 * there are few products and users beside the rows that name them.
 */
function missing(table: RawTable | 'session_starts', column: string, from: RawTable): Sql {
  const value = ident(column);
  return sql`
    select ${value} from raw.${ident(table)} where ${value} is not null
    except
    select ${value} from raw.${ident(from)}`;
}

function reference(
  table: RawTable,
  column: string,
  to: RawTable,
  effect: string,
  touches: readonly Subject[] = touched(table, column),
): Rule {
  const target = ident(column);
  return {
    id: `${table}_${column}_known`,
    grade: 'warning',
    table,
    column,
    needs: [`${table}.${column}`, to],
    looksFor: `every ${column} is in ${to}`,
    touches,
    violations: sql`
      select ${target}, count(*) as row_count
      from raw.${ident(table)}
      where ${target} in (${missing(table, column, to)})
      group by ${target}
      order by ${target}`,
    found: (count) => `${counted(count, column)} missing in ${to}`,
    effect,
  };
}

function emptyCell(
  table: RawTable,
  column: string,
  effect: string,
  touches: readonly Subject[] = touched(table, column),
): Rule {
  const contract: Table = rawTables[table];
  return {
    id: `${table}_without_${column}`,
    grade: 'warning',
    table,
    column,
    needs: [`${table}.${column}`],
    looksFor: `every row has ${an(column)}`,
    touches,
    violations: sql`
      select ${join(
        contract.key.map((key) => sql`cast(${ident(key)} as varchar) as ${ident(key)}`),
        ', ',
      )}
      from raw.${ident(table)}
      where ${ident(column)} is null`,
    surely: full(column),
    found: (count) => `${counted(count, 'row')} without ${column}`,
    effect,
  };
}

function outOfRange(table: RawTable, key: string, column: string, condition: Sql, holds: string, found: string): Rule {
  return {
    id: `${table}_${column}_range`,
    grade: 'warning',
    table,
    column,
    needs: [`${table}.${column}`],
    looksFor: `${column} ${holds}`,
    touches: touched(table, column),
    violations: sql`
      select ${ident(key)}, ${ident(column)}
      from raw.${ident(table)}
      where ${condition}
      order by ${ident(key)}`,
    surely: none(condition),
    found: (count) => `${counted(count, 'row')} with ${an(column)} ${found}`,
    effect: 'Such a value counts as it is.',
  };
}

function an(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** What makes "the version at a time" ambiguous is fatal: every level after it would be a guess. */
function snapshotRules(
  table: 'product_inventory_snapshot' | 'orders_snapshot',
  key: 'product_id' | 'order_id',
): Rule[] {
  const id = ident(key);
  const times = sql`cast(dbt_valid_from as varchar) as valid_from, cast(dbt_valid_to as varchar) as valid_to`;
  const versions = sql`
    select
      ${id}, dbt_valid_from, dbt_valid_to,
      lead(dbt_valid_from) over (partition by ${id} order by dbt_valid_from, dbt_valid_to nulls last) as next_from
    from raw.${ident(table)}
    where ${id} is not null and dbt_valid_from is not null`;
  const common = { grade: 'fatal', table, needs: [table], touches: touched(table, key) } as const;
  return [
    {
      ...common,
      id: `${table}_backwards`,
      column: 'dbt_valid_to',
      looksFor: 'no version ends before it starts',
      violations: sql`select ${id}, ${times} from raw.${ident(table)} where dbt_valid_to < dbt_valid_from order by ${id}`,
      surely: none(sql`dbt_valid_to < dbt_valid_from`),
      found: (count) => `${counted(count, 'version')} with dbt_valid_to before dbt_valid_from`,
      effect: 'Run the snapshot again.',
    },
    {
      ...common,
      id: `${table}_overlap`,
      column: 'dbt_valid_from',
      looksFor: 'versions of one key do not overlap',
      violations: sql`
        select ${id}, ${times}, cast(next_from as varchar) as next_from
        from (${versions}) as versions
        where dbt_valid_to > next_from
        order by ${id}, dbt_valid_from`,
      found: (count) => `${counted(count, 'version')} that the next of the same ${key} overlaps`,
      effect: 'Run the snapshot again.',
    },
    {
      ...common,
      id: `${table}_open`,
      column: 'dbt_valid_to',
      looksFor: 'only the last version of a key has no end',
      violations: sql`
        select ${id}, ${times}, cast(next_from as varchar) as next_from
        from (${versions}) as versions
        where dbt_valid_to is null and next_from is not null
        order by ${id}, dbt_valid_from`,
      found: (count) => `${counted(count, 'version')} without dbt_valid_to though the same ${key} has a later one`,
      effect: 'Run the snapshot again.',
    },
  ];
}
