import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { words } from './words.ts';

describe('the words of the dashboard', () => {
  it('stand in the README as they stand on screen', () => {
    const table = Object.values(words).map(({ label, means }) => `| ${label} | ${means} |`);
    const rows = readFileSync('README.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| (?!Word |---)/.test(line))
      .map((line) => line.replaceAll(/ +\|/g, ' |'));
    expect(rows).toEqual(table);
  });

  it('are one sentence or two, and no two mean the same', () => {
    const all = Object.values(words);
    for (const { means } of all) expect(means).toMatch(/^[A-Z1].*\.$/);
    expect(new Set(all.map(({ means }) => means)).size).toBe(all.length);
  });
});
