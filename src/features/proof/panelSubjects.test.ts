import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { subjects } from '../../model/subjects.ts';

const features = fileURLToPath(new URL('..', import.meta.url));
/** Each `<ChartFrame …>` as text; such a tag ends with a line of its own. That it has `subjects`, the compiler checks. */
const frames = readdirSync(features, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.tsx') && !path.includes('.test.'))
  .flatMap((path) => {
    const [, ...tags] = readFileSync(features + path, 'utf8').split(/<ChartFrame\b/);
    return tags.map((rest) => ({ path, tag: rest.slice(0, /^\s*>$/m.exec(rest)?.index ?? rest.indexOf('>')) }));
  });

it('a panel that shows numbers of the dataset says what they are about', () => {
  expect(frames.length).toBeGreaterThan(15);
  // What asks nothing has no error, and no numbers a finding could bend.
  const silent = frames.filter(({ tag }) => /subjects=\{\[\]\}/.test(tag) && !/\berror=\{null\}/.test(tag));
  expect(silent.map(({ path }) => path)).toEqual([]);
});

it('every subject of a finding is shown by some panel, tile or headline', () => {
  const shown = readdirSync(features, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx') && !path.includes('.test.'))
    .flatMap((path) =>
      Array.from(
        readFileSync(features + path, 'utf8').matchAll(
          /\b(?:shows\(|about: \[|'session start': \[|'order date': \[)([^)\]]*)/g,
        ),
        ([, words]) => words ?? '',
      ),
    )
    .join(' ');
  expect(subjects.filter((subject) => !shown.includes(`'${subject}'`))).toEqual([]);
});
