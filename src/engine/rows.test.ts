import { describe, expect, it } from 'vitest';
import { decimalNumber, plainRows, plainValue } from './rows.ts';

describe('plainValue', () => {
  it('refuses what is neither text, number, boolean nor null', () => {
    for (const value of [undefined, new Date(0), [1], { a: 1 }, new Uint8Array(1), Symbol('a')]) {
      expect(() => plainValue(value, 'odd')).toThrow('Column "odd"');
    }
  });

  it('takes integers up to 2^53 and refuses the next', () => {
    expect(plainValue(2n ** 53n, 'n')).toBe(2 ** 53);
    expect(plainValue(-(2n ** 53n), 'n')).toBe(-(2 ** 53));
    expect(() => plainValue(2n ** 53n + 1n, 'n')).toThrow('9007199254740993');
    expect(() => plainValue(-(2n ** 53n) - 1n, 'n')).toThrow('-9007199254740993');
  });
});

describe('decimalNumber', () => {
  it('is the number one would write', () => {
    expect(decimalNumber(1234n, 2, 'n')).toBe(12.34);
    expect(decimalNumber(-5n, 1, 'n')).toBe(-0.5);
    expect(decimalNumber(3n, 20, 'n')).toBe(3e-20);
  });

  it('must be exact when it has no decimal places', () => {
    expect(() => decimalNumber(2n ** 60n, 0, 'n')).toThrow('Column "n"');
  });
});

describe('plainRows', () => {
  it('keeps rows that have no columns of their own apart from missing ones', () => {
    expect(plainRows([{ name: 'a', values: [1, null] }], 2)).toEqual([{ a: 1 }, { a: null }]);
  });

  it('keeps a column called __proto__ a column', () => {
    const [row] = plainRows([{ name: '__proto__', values: ['x'] }], 1);
    expect(Object.entries(row ?? {})).toEqual([['__proto__', 'x']]);
  });
});
