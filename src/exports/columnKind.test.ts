import { expect, it } from 'vitest';
import { columnKind } from './columnKind.ts';

it.each([
  [undefined, [1, null, 2 ** 53 - 1], 'integer'],
  [undefined, [1, 2 ** 53], 'double'],
  [undefined, [1, 0.5], 'double'],
  [undefined, [true, null], 'boolean'],
  [undefined, ['a', null], 'text'],
  [undefined, ['a', 1, true], 'text'],
  [undefined, [null], 'text'],
  ['DOUBLE', [1, 2], 'double'],
  ['DECIMAL(10,2)', [1, 2], 'double'],
  ['BIGINT', [1, 0.5], 'double'],
  ['UTINYINT', [], 'integer'],
  ['INTERVAL', [], 'text'],
  ['BOOLEAN', [null], 'boolean'],
  ['VARCHAR', [1], 'integer'],
  ['INTEGER', ['1'], 'text'],
] as const)('%s with %j is %s', (type, values, kind) => {
  expect(columnKind(type, values)).toBe(kind);
});
