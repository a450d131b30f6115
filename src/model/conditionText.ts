import { bucketIn, type Condition, type Conditions, isSpanId, secondsIn, type SpanId } from './condition.ts';
import { dimensions, valueText } from './dimensions.ts';
import type { Reading } from './filters.ts';
import { isStepId, stepOf } from './steps.ts';

/** What a span is called. */
export const spanLabels: Readonly<Record<SpanId, string>> = {
  view_to_cart: 'Page view to add to cart',
  cart_to_checkout: 'Add to cart to checkout',
  view_to_checkout: 'First view to checkout',
  checkout_to_shipped: 'Checkout to shipped',
};

const bucketNouns = { hour: 'hour', day: 'day', week: 'week', month: 'month' } as const;

/** A condition in words: `State: Georgia`, `reached checkout`, `First view to checkout: 1 min to 2 min`. */
export function conditionText({ key, value }: Condition, reading: Reading): string {
  if (key === 'reached' || key === 'missed') {
    const step = isStepId(value) ? stepOf(value).label.toLowerCase() : value;
    if (reading === 'has') return `${key === 'reached' ? 'has' : 'has no'} ${step}`;
    return `${key === 'reached' ? 'reached' : 'did not reach'} ${step}`;
  }
  if (key === 'product') return `Product: ${value}`;
  if (key === 'bucket') {
    const bucket = bucketIn(value);
    return bucket === null ? value : `${bucketNouns[bucket.grain]} from ${bucket.start.replace('T', ' ')}`;
  }
  if (isSpanId(key)) {
    const seconds = secondsIn(value);
    return `${spanLabels[key]}: ${seconds === null ? value : secondsText(seconds)}`;
  }
  return `${dimensions[key].label}: ${valueText(key, value)}`;
}

/** Conditions in words, ` · ` between them. */
export function conditionsText(conditions: Conditions, reading: Reading): string {
  return conditions.map((condition) => conditionText(condition, reading)).join(' · ');
}

/** A range of seconds in words: `under 10 s`, `1 min to 2 min`, `2 days or more`. */
export function secondsText({ from, to }: { from: number; to: number | null }): string {
  if (to === null) return `${durationText(from)} or more`;
  return from === 0 ? `under ${durationText(to)}` : `${durationText(from)} to ${durationText(to)}`;
}

const units = [
  { seconds: 86_400, one: 'day', many: 'days' },
  { seconds: 3600, one: 'h', many: 'h' },
  { seconds: 60, one: 'min', many: 'min' },
] as const;

/** Seconds in the largest unit that tells them whole: `90 s`, `2 min`, `36 h`, `1 day`. */
function durationText(seconds: number): string {
  const unit = units.find((one) => seconds >= one.seconds && seconds % one.seconds === 0);
  if (unit === undefined) return `${seconds} s`;
  const count = seconds / unit.seconds;
  return `${count} ${count === 1 ? unit.one : unit.many}`;
}
