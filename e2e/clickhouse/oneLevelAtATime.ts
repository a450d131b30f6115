import type { Shop } from '../../src/testing/shop.ts';

/**
 * A shop in which a product has one level of stock at a time. Of two at once, which a delivery is warned of, each engine takes another
 * for the first.
 */
export function withoutTwoLevelsAtOnce(shop: Shop): Shop {
  const kept: ShopLevel[] = [];
  for (const level of shop.product_inventory_snapshot ?? []) {
    const others = kept.filter(({ product_id }) => product_id === level.product_id);
    if (others.every((other) => isBefore(other, level) || isBefore(level, other))) kept.push(level);
  }
  return { ...shop, product_inventory_snapshot: kept };
}

type ShopLevel = NonNullable<Shop['product_inventory_snapshot']>[number];

function isBefore({ dbt_valid_to: end }: ShopLevel, { dbt_valid_from: start }: ShopLevel): boolean {
  return end !== null && end <= start;
}
