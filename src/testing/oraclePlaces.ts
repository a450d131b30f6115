import { anyValue, type Counting, type Filters } from '../model/filters.ts';
import { byPlaceOf } from './oracle.ts';
import type { Shop } from './shop.ts';

/** Per country, the filters of places left out. A user whose sessions tell several countries counts in each of them. */
export function byCountryOf(shop: Shop, filters: Filters, counting: Counting) {
  const open = { ...filters, country: anyValue, state: anyValue };
  return byPlaceOf(shop, open, counting, ({ country }) => country).map(({ place, ...numbers }) => ({
    country: place,
    ...numbers,
  }));
}
