import { expect, it } from 'vitest';
import type { Condition } from './condition.ts';
import { conditionsText, conditionText } from './conditionText.ts';

it.each<[Condition, string]>([
  [{ key: 'user', value: 'd1f08820-32e6-4a31-abba-5aa533bc15a9' }, 'User: d1f08820'],
  [{ key: 'state', value: '(not set)' }, 'State: not set'],
  [{ key: 'hour', value: '14' }, 'Hour, UTC: 14:00'],
  [{ key: 'customer', value: 'new' }, 'Customer: no order before'],
  [{ key: 'reached', value: 'add_to_cart' }, 'reached add to cart'],
  [{ key: 'missed', value: 'checkout' }, 'did not reach checkout'],
  [{ key: 'view_to_checkout', value: '60-120' }, 'First view to checkout: 1 min to 2 min'],
  [{ key: 'view_to_checkout', value: '0-10' }, 'First view to checkout: under 10 s'],
  [{ key: 'checkout_to_shipped', value: '172800-' }, 'Checkout to shipped: 2 days or more'],
  [{ key: 'bucket', value: 'hour 2021-02-11T14:00' }, 'hour from 2021-02-11 14:00'],
  [{ key: 'product', value: 'Pothos' }, 'Product: Pothos'],
])('%j is “%s”', (condition, text) => {
  expect(conditionText(condition, 'reached')).toBe(text);
});

it('never shows an id that could be a name', () => {
  const text = conditionText({ key: 'user', value: 'ann@mail.example' }, 'reached');
  expect(text).toMatch(/^User: [0-9a-f]{8}$/);
});

it('words steps by the reading and puts conditions beside each other', () => {
  const conditions: Condition[] = [
    { key: 'reached', value: 'page_view' },
    { key: 'missed', value: 'checkout' },
  ];
  expect(conditionsText(conditions, 'has')).toBe('has page view · has no checkout');
});
