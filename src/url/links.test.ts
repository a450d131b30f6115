import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decode, encode } from './codec.ts';
import { longestStatement, parameterNames } from './parameters.ts';
import { longestQuery } from './rawQuery.ts';
import { longestName, mostListItems } from './valueCodecs.ts';

const page = readFileSync(new URL('../../docs/links.md', import.meta.url), 'utf8');
const cells = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
const rows = cells.flatMap(([, name, , , example]) => {
  const code = /^`(\w+)`$/.exec(name ?? '')?.[1];
  return code === undefined ? [] : [{ name: code, example: (example ?? '').replaceAll('`', '') }];
});

it('documents every parameter of the link, in the order of the link, and no other', () => {
  expect(rows.map(({ name }) => name)).toEqual(parameterNames);
});

it.each(rows)('shows an example of $name that means what it says', ({ example }) => {
  const { state, issues } = decode(`?${example}`);
  expect(issues).toEqual([]);
  expect(encode(state)).toBe(`?${example}`);
});

it('names what is too much', () => {
  for (const limit of [
    `${longestStatement} characters`,
    `${mostListItems} names`,
    `${longestName} characters`,
    `${longestQuery} characters`,
  ]) {
    expect(page).toContain(limit);
  }
});
