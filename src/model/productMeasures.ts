/** What products can be sorted and ranked by; the names stand in links. */
export const productMeasures = [
  'name',
  'page_view',
  'add_to_cart',
  'checkout',
  'package_shipped',
  'cart_drop_off',
  'checkout_drop_off',
  'conversion',
  'orders',
  'units',
  'revenue',
  'stock',
] as const;

export type ProductMeasure = (typeof productMeasures)[number];

/** What the table of products can be sorted by: a measure, or while two sides are compared the `change` of conversion. */
export const productSorts = [...productMeasures, 'change'] as const;
export type ProductSort = (typeof productSorts)[number];
