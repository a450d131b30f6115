import type { ProductRow } from '../model/queries/products.ts';

/** A product as the query answers it, from counts alone: viewed, carted, checked out, shipped. */
export function productRow(
  name: string,
  [viewed, carted, checkedOut, shipped]: readonly [number, number, number, number],
  more: Partial<ProductRow> = {},
): ProductRow {
  const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const loss = (part: number, whole: number) => (whole === 0 ? null : 1 - part / whole);
  return {
    name,
    counts: { page_view: viewed, add_to_cart: carted, checkout: checkedOut, package_shipped: shipped },
    cartDropOffRate: loss(carted, viewed),
    checkoutDropOffRate: loss(checkedOut, carted),
    conversionRate: rate(checkedOut, viewed),
    conversionLow: rate(checkedOut, viewed),
    conversionHigh: rate(checkedOut, viewed),
    orders: checkedOut,
    units: checkedOut * 2,
    revenue: checkedOut * 10.5,
    stock: null,
    stockChange: null,
    ...more,
  };
}
