import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { arbitraryFilters, arbitraryShop } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { chosenProducts } from '../../testing/oracle.ts';
import { parseDay } from '../filters.ts';
import { stockOutsDuringQuery } from './stockOutsDuring.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine({ threads: 1 });
});
afterAll(() => engine.close());

const days = ['2021-02-07', '2021-02-08', '2021-02-09', '2021-02-10', '2021-02-11'].flatMap(
  (text) => parseDay(text) ?? [],
);
const dayMs = 86_400_000;

it('are the products some snapshot saw without stock in those days', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryShop,
      arbitraryFilters,
      fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)),
      async (shop, { product }, [a, b]) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const starts = Date.parse(from);
        const ends = Date.parse(to) + dayMs;
        const chosen = chosenProducts(shop, product);
        const out = (shop.product_inventory_snapshot ?? []).filter(
          ({ inventory, product_id, dbt_valid_from, dbt_valid_to }) =>
            inventory <= 0 &&
            (chosen === null || chosen.has(product_id)) &&
            Date.parse(dbt_valid_from) < ends &&
            (dbt_valid_to === null || Date.parse(dbt_valid_to) > starts),
        );
        await loadShop(engine, shop);
        const [row] = await ask(engine, stockOutsDuringQuery(from, to, product));
        expect(row?.products).toBe(new Set(out.map(({ product_id }) => product_id)).size);
        expect(row?.first === null).toBe(out.length === 0);
        const counted = (shop.product_inventory_snapshot ?? []).some(
          ({ dbt_valid_from }) => Date.parse(dbt_valid_from) < ends,
        );
        expect(row?.known).toBe(counted);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
