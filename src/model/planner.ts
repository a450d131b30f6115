import { bucketIn, type Condition } from './condition.ts';
import type { Counting, FilterName, Filters } from './filters.ts';

/**
 * What a question needs of the rows it reads: each `session` by itself, or no more than `session_days` holds, which is the `day` of
 * its start, its place, its kind of user, its steps and sums that add up. Hours, users, products and times are not among that.
 */
export type Needs = 'session' | 'day';

/** The mart that a selection of sessions is read from. */
export type Source = 'sessions' | 'session_days';

/**
 * The smallest mart that answers exactly. `session_days` has a row for all sessions that are alike, so it does wherever nothing
 * that is asked, counted or filtered tells those apart; users are in many of its rows, and products in none.
 */
export function sourceOf(
  { product, only, without }: Filters,
  { unit }: Pick<Counting, 'unit'>,
  { ignore, needs }: { readonly ignore: FilterName | null; readonly needs: Needs },
): Source {
  const conditions = [...(ignore === 'only' ? [] : only), ...(ignore === 'without' ? [] : without.flat())];
  const isAlike =
    needs === 'day' &&
    unit === 'sessions' &&
    (ignore === 'product' || product.values.length === 0) &&
    conditions.every(isOfDays);
  return isAlike ? 'session_days' : 'sessions';
}

/** Whether a condition holds for all sessions of a row of `session_days`, or for none of them. */
function isOfDays({ key, value }: Condition): boolean {
  switch (key) {
    case 'traffic':
    case 'country':
    case 'state':
    case 'employee':
    case 'weekday':
    case 'reached':
    case 'missed':
      return true;
    case 'bucket':
      return bucketIn(value)?.grain !== 'hour';
    case 'product':
    case 'user':
    case 'customer':
    case 'first_viewed':
    case 'viewed':
    case 'products_viewed':
    case 'stock':
    case 'promo':
    case 'hour':
    case 'view_to_cart':
    case 'cart_to_checkout':
    case 'view_to_checkout':
    case 'checkout_to_shipped':
      return false;
  }
}
