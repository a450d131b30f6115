import { productFigures, type ProductFigures } from './figures.ts';
import { seededRandom } from './random.ts';

export interface Product extends ProductFigures {
  readonly id: string;
  /** Price in cents, so that sums are exact. */
  readonly cents: number;
}

/** The shop's plants, with ids of our own. */
export function sampleProducts(): Product[] {
  const random = seededRandom('products');
  return productFigures.map((figures) => ({
    ...figures,
    id: random.uuid(),
    cents: Math.round(figures.price * 100),
  }));
}
