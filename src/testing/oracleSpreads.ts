import type { Counting, Filters } from '../model/filters.ts';
import { chosenProducts, ordersOf, pickedOf } from './oracle.ts';
import type { Shop } from './shop.ts';

/** How sessions and users vary, once more by loops over raw rows: every value is listed before anything is added up. */

function totalOf(values: readonly number[]) {
  return { sum: values.reduce((a, b) => a + b, 0), squares: values.reduce((a, b) => a + b * b, 0) };
}

/** Sums and sums of squares of the selection. */
export function spreadsOf(shop: Shop, filters: Filters, counting: Counting) {
  const judged = pickedOf(shop, filters, counting);
  const products = chosenProducts(shop, filters.product);
  const concerned = judged.filter((one) => one.concerned).map((one) => one.session);
  const isWanted = (id: string | null) => products === null || (id !== null && products.has(id));
  const users = [...new Set(concerned.flatMap(({ user }) => user ?? []))];
  const eventsOf = (type: string) =>
    concerned.map(
      ({ events }) => events.filter((event) => event.event_type === type && isWanted(event.product_id)).length,
    );
  const bought = concerned.map((session) => {
    const orders = ordersOf(shop, session);
    const lines = shop.order_items.filter((item) => orders.includes(item.order_id) && isWanted(item.product_id));
    const priceOf = (id: string) => shop.products.find(({ product_id }) => product_id === id)?.price ?? 0;
    return {
      orders: orders.filter((order) => products === null || lines.some((line) => line.order_id === order)).length,
      units: lines.reduce((sum, line) => sum + line.quantity, 0),
      revenue: lines.reduce((sum, line) => sum + line.quantity * priceOf(line.product_id), 0),
    };
  });
  return {
    sessionsPerUser: {
      n: users.length,
      ...totalOf(users.map((user) => concerned.filter((session) => session.user === user).length)),
    },
    pageViews: { n: concerned.length, ...totalOf(eventsOf('page_view')) },
    addToCarts: { n: concerned.length, ...totalOf(eventsOf('add_to_cart')) },
    orders: totalOf(bought.map(({ orders }) => orders)),
    units: totalOf(bought.map(({ units }) => units)),
    revenue: totalOf(bought.map(({ revenue }) => revenue)),
  };
}
