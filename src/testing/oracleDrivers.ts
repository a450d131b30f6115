import * as fc from 'fast-check';
import { type DimensionId, dimensionIds, isKnown } from '../model/dimensions.ts';
import type { Counting, Filters } from '../model/filters.ts';
import type { Loss } from '../model/queries/driversPopulation.ts';
import type { Facts } from '../model/queries/facts.ts';
import type { Condition, Conditions } from '../model/condition.ts';
import { type Judged, pickedOf, sessionsOf } from './oracle.ts';
import { holdsFor, valuesIn } from './oracleDimensions.ts';
import type { Shop, ShopEvent } from './shop.ts';

/** The groups that drivers are chosen from, once more by loops over sessions. */

const before = {
  all: 'page_view',
  add_to_cart: 'page_view',
  checkout: 'add_to_cart',
  package_shipped: 'checkout',
} as const;
const after = {
  all: 'checkout',
  add_to_cart: 'add_to_cart',
  checkout: 'checkout',
  package_shipped: 'package_shipped',
} as const;

export interface Counted {
  readonly sessions: number;
  readonly lost: number;
}

/** The sessions a loss is counted in; those of which all of one of `aside` hold are left out. */
export function enteredOf(
  shop: Shop,
  filters: Filters,
  counting: Counting,
  loss: Loss,
  aside: readonly Conditions[],
): readonly Judged[] {
  const sessions = sessionsOf(shop);
  return pickedOf(shop, filters, counting)
    .filter(({ at }) => at[before[loss]])
    .filter((one) => !aside.some((conditions) => holdsFor(shop, sessions, one, conditions)));
}

/** How many there are, and how many of them are lost. */
export function countedOf(judged: readonly Judged[], loss: Loss): Counted {
  return { sessions: judged.length, lost: judged.filter(({ at }) => !at[after[loss]]).length };
}

/** Every value, and every two values of two dimensions, that some session has, with the sessions of each. */
export function groupsOf(
  shop: Shop,
  facts: Facts,
  loss: Loss,
  judged: readonly Judged[],
): readonly { readonly conditions: Conditions; readonly members: readonly Judged[] }[] {
  const sessions = sessionsOf(shop);
  const known = dimensionIds.filter((id) => isKnown(id, facts) && (id !== 'promo' || loss === 'package_shipped'));
  const all = new Map<string, { conditions: Conditions; members: Judged[] }>();
  const add = (conditions: Conditions, one: Judged) => {
    const key = JSON.stringify(conditions);
    const group = all.get(key) ?? { conditions, members: [] };
    group.members.push(one);
    all.set(key, group);
  };
  const nested = (a: DimensionId, b: DimensionId) =>
    (a === 'country' && b === 'state') || (a === 'first_viewed' && b === 'viewed');
  for (const one of judged) {
    const told: Condition[] = known.flatMap((key) =>
      valuesIn(shop, sessions, one.session, key)
        .filter((value) => value !== '(not set)' || (key !== 'promo' && key !== 'user'))
        .map((value) => ({ key, value })),
    );
    told.forEach((first, index) => {
      add([first], one);
      for (const second of told.slice(index + 1)) {
        if (first.key === second.key || first.key === 'user' || second.key === 'user') continue;
        if (!nested(first.key as DimensionId, second.key as DimensionId)) add([first, second], one);
      }
    });
  }
  return [...all.values()];
}

const start = Date.parse('2021-02-08T22:00:00Z');
const iso = (moment: number) => new Date(moment).toISOString().replace('.000', '');
const products = ['p0', 'p1', 'p2'];
const types = ['page_view', 'add_to_cart', 'checkout', 'package_shipped'];

/** Shops of some dozens of sessions that differ in few things, so that there are groups of ten and more. */
export const arbitraryCrowd: fc.Arbitrary<Shop> = fc
  .array(
    fc.record({
      user: fc.option(fc.constantFrom('u0', 'u1', 'u2'), { freq: 6 }),
      hour: fc.constantFrom(0, 1, 2, 26),
      viewed: fc.subarray(products),
      depth: fc.constantFrom(1, 1, 2, 3, 4),
      promo: fc.option(fc.constantFrom('half', 'welcome')),
    }),
    { minLength: 25, maxLength: 60 },
  )
  .map((visits) => ({
    events: visits.flatMap(({ user, hour, viewed, depth }, index) => {
      // One user goes on far less often than the others.
      const end = user === 'u1' && index % 4 > 0 ? 1 : depth;
      const event = (event_type: string, product_id: string | null, minute: number): ShopEvent => ({
        event_id: `e${index} ${event_type} ${product_id ?? ''}`,
        session_id: `s${index}`,
        user_id: user,
        event_type,
        created_at: iso(start + hour * 3_600_000 + (index * 20 + minute) * 1000),
        product_id,
        order_id: event_type === 'checkout' || event_type === 'package_shipped' ? `o${index}` : null,
      });
      return [
        event('page_view', null, 0),
        ...viewed.map((product) => event('page_view', product, 1)),
        ...types.slice(1, end).map((type, step) => event(type, type === 'add_to_cart' ? 'p0' : null, 2 + step)),
      ];
    }),
    users: ['u0', 'u1', 'u2'].map((user_id, index) => ({
      user_id,
      email: index === 0 ? 'x@greenery.com' : `${user_id}@mail.example`,
      address_id: index === 2 ? null : `a${index}`,
    })),
    addresses: [
      { address_id: 'a0', state: 'Ohio', country: 'United States' },
      { address_id: 'a1', state: "l'état", country: 'France' },
    ],
    products: products.map((product_id, index) => ({ product_id, name: `Plant ${index}`, price: 1 })),
    orders: visits.map(({ user, promo }, index) => ({
      order_id: `o${index}`,
      user_id: user,
      created_at: iso(start),
      promo_id: promo,
    })),
    order_items: visits.map((_, index) => ({ order_id: `o${index}`, product_id: 'p0', quantity: 1 })),
    product_inventory_snapshot: [
      { product_id: 'p1', inventory: 0, dbt_valid_from: iso(start), dbt_valid_to: iso(start + 2 * 3_600_000) },
    ],
  }));
