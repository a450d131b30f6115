import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && line.includes('`'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, fault = '', sentence = '', , test = '', status = '']) => ({ fault, sentence, test, status }));

/** All code of the page as one text, with strings joined that are written in pieces. */
const source = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n')
  .replaceAll(/['`]\s*\+\s*['`]/g, '')
  .replaceAll(/\s+/g, ' ');

it('every fault has a status', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter(({ status }) => status !== 'held')).toEqual([]);
});

it.each(rows)('$fault: its test exists', ({ test }) => {
  const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(test) ?? [];
  expect(title).not.toBe('');
  expect(readFileSync(join(root, file), 'utf8')).toContain(title);
});

it.each(rows.filter(({ sentence }) => sentence.startsWith('“')))('$fault: the page says so', ({ sentence }) => {
  const parts = sentence
    .slice(1, -1)
    .split('…')
    .map((part) => part.trim())
    .filter((part) => part.length > 3);
  expect(parts).not.toEqual([]);
  for (const part of parts) expect(source.includes(part), part).toBe(true);
});
