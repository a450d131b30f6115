import { createHash } from 'node:crypto';
import type { Row } from './csv.ts';
import { ordersTakenAt, shippedLater, stockTakenAt } from './figures.ts';
import type { Product } from './products.ts';

interface Version<T> {
  readonly value: T;
  readonly from: string;
  readonly to: string | null;
}

/** A dbt snapshot of the products: a version for each change of stock. */
export function inventorySnapshotRows(products: readonly Product[]): Row[] {
  return products.flatMap((product) =>
    versions(product.stock, stockTakenAt).map(({ value, from, to }) => ({
      product_id: product.id,
      name: product.name,
      price: product.price.toFixed(2),
      inventory: value,
      ...dbtColumns(product.id, from, to),
    })),
  );
}

/** A dbt snapshot of the orders: a version for each change of status. */
export function ordersSnapshotRows(orders: readonly Row[]): Row[] {
  return orders.flatMap((order) => {
    const id = String(order['order_id']);
    const change = shippedLater.findIndex((starts) => starts.some((start) => id.startsWith(start)));
    const statuses = ordersTakenAt.map((_, week) =>
      change !== -1 && week > change ? 'shipped' : String(order['status']),
    );
    return versions(statuses, ordersTakenAt).map(({ value, from, to }) => ({
      order_id: id,
      user_id: order['user_id'] ?? null,
      created_at: order['created_at'] ?? null,
      order_total: order['order_total'] ?? null,
      status: value,
      shipping_service: order['shipping_service'] ?? null,
      tracking_id: order['tracking_id'] ?? null,
      estimated_delivery_at: order['estimated_delivery_at'] ?? null,
      delivered_at: order['delivered_at'] ?? null,
      ...dbtColumns(id, from, to),
    }));
  });
}

function versions<T>(values: readonly T[], takenAt: readonly string[]): Version<T>[] {
  const starts = values.flatMap((value, index) => (index === 0 || value !== values[index - 1] ? [index] : []));
  return starts.map((start, version) => ({
    value: values[start] as T,
    from: takenAt[start] as string,
    to: takenAt[starts[version + 1] ?? -1] ?? null,
  }));
}

function dbtColumns(id: string, from: string, to: string | null): Row {
  return {
    dbt_scd_id: createHash('md5').update(`${id}|${from}`).digest('hex'),
    dbt_updated_at: from,
    dbt_valid_from: from,
    dbt_valid_to: to,
  };
}
