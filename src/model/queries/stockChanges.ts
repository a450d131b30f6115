import { sql } from '../../sql/sql.ts';
import type { Choice } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberOrNull, textIn } from '../row.ts';
import { momentOf, stocked } from './stockHeld.ts';
import type { StockSnapshot } from './stockSnapshots.ts';

/** One product at two snapshots. A level is null where the product was not in stock lists then; one of the two is known. */
export interface StockChange {
  readonly product: string;
  readonly from: number | null;
  readonly to: number | null;
  /** `to` less `from`; null where one is not known. */
  readonly change: number | null;
}

/** Every chosen product with a level at one of the two snapshots, changed or not, the largest rise first. */
export function stockChangesQuery(a: StockSnapshot, b: StockSnapshot, products: Choice): Query<StockChange> {
  const levelsAt = (snapshot: StockSnapshot) => sql`(
    select product_id, inventory
    from stock_levels
    where valid_from <= ${momentOf(snapshot)} and (valid_to is null or valid_to > ${momentOf(snapshot)})
  )`;
  return {
    name: 'stock changes',
    sql: sql`
with ${stocked(products)},
  earlier as ${levelsAt(a)},
  later as ${levelsAt(b)}
select
  stocked.product,
  cast(earlier.inventory as bigint) as from_level,
  cast(later.inventory as bigint) as to_level,
  cast(later.inventory - earlier.inventory as bigint) as change
from stocked
left join earlier on earlier.product_id = stocked.product_id
left join later on later.product_id = stocked.product_id
where earlier.inventory is not null or later.inventory is not null
order by change desc nulls last, stocked.product`,
    row: (raw) => ({
      product: textIn(raw, 'product'),
      from: numberOrNull(raw, 'from_level'),
      to: numberOrNull(raw, 'to_level'),
      change: numberOrNull(raw, 'change'),
    }),
  };
}

/** Whether the two snapshots differ for this product. */
export function isChanged({ from, to }: StockChange): boolean {
  return from !== to;
}
