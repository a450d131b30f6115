import { describe, expect, it } from 'vitest';
import { sameChoice, settled, type ValueChoice } from './valueChoice.ts';

const only = (...values: string[]): ValueChoice => ({ mode: 'only', values });
const except = (...values: string[]): ValueChoice => ({ mode: 'except', values });

describe('sameChoice', () => {
  it.each([
    [only('a', 'b'), only('b', 'a'), true],
    [only(), except(), true],
    [only('a'), except('a'), false],
    [only('a'), only('a', 'b'), false],
    [only('a', 'b'), only('a', 'c'), false],
    [except('a'), except(), false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameChoice(a, b)).toBe(same);
    expect(sameChoice(b, a)).toBe(same);
  });
});

describe('settled', () => {
  it.each([
    ['everything chosen is no choice', only('b', 'a'), only()],
    ['some are some', only('a'), only('a')],
    ['everything excluded stays', except('a', 'b'), except('a', 'b')],
    ['nothing excluded is no choice', except(), only()],
    ['a value no longer offered beside the others', only('a', 'b', 'gone'), only()],
  ])('%s', (_, choice, expected) => {
    expect(settled(choice, ['a', 'b'])).toEqual(expected);
  });
});
