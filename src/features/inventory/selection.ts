import { anyValue, type Filters } from '../../model/filters.ts';

/** Only this product; selecting it again takes it out of the products selected. */
export function toggleProduct(filters: Filters, product: string): Filters {
  if (!isProductSelected(filters, product)) return { ...filters, product: { mode: 'only', values: [product] } };
  const values = filters.product.values.filter((value) => value !== product);
  return { ...filters, product: values.length === 0 ? anyValue : { mode: 'only', values } };
}

export function isProductSelected({ product }: Pick<Filters, 'product'>, name: string): boolean {
  return product.mode === 'only' && product.values.includes(name);
}
