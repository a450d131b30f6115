import { type StepId, stepIds } from '../../model/steps.ts';
import { plainName } from './knownColumns.ts';

/** Words that logs have for the steps. */
const stepWords: Readonly<Record<StepId, readonly string[]>> = {
  page_view: ['view', 'page_view', 'product_view', 'pageview', 'visit', 'view_item', 'product_viewed', 'viewed'],
  add_to_cart: ['cart', 'add_to_cart', 'basket', 'addtocart', 'add_to_basket', 'added_to_cart', 'product_added'],
  checkout: [
    'checkout',
    'buy',
    'purchase',
    'order',
    'payment',
    'transaction',
    'purchased',
    'ordered',
    'order_completed',
    'order_placed',
  ],
  package_shipped: ['package_shipped', 'ship', 'shipped', 'delivered', 'order_shipped', 'shipment'],
};

/** The step that a word stands for; null for a word of another thing. */
export function stepOf(word: string): StepId | null {
  const plain = plainName(word);
  return stepIds.find((step) => stepWords[step].includes(plain)) ?? null;
}

/**
 * Event type as it is written → step, for those not written as the step is. In a file with such words a step that no sample
 * stands for may come later, as shipping does: its usual words are named too.
 */
export function stepsOf(samples: readonly string[]): Readonly<Record<string, string>> {
  const stands: Record<string, string> = {};
  const seen = new Set<StepId>();
  let isForeign = false;
  for (const sample of samples) {
    const step = stepOf(sample);
    if (step === null) continue;
    seen.add(step);
    if (sample === step) continue;
    stands[sample] = step;
    isForeign = true;
  }
  for (const step of stepIds) {
    if (!isForeign || seen.has(step)) continue;
    for (const word of stepWords[step]) if (word !== step) stands[word] = step;
  }
  return stands;
}
