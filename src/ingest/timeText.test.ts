import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { param, sql } from '../sql/sql.ts';
import { timeByPatterns, timeFromText } from './timeText.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

/** Texts that are not the same time by both ways, and how many are a time at all. */
async function compared(texts: readonly string[], zone: string) {
  const times = { order: 'iso', zone } as const;
  const given = sql`unnest(string_split(${param(texts.join('\u0001'), 'varchar')}, chr(1)))`;
  await engine.exec(sql`create or replace table texts as select ${given} as written`);
  const differences = await engine.run(sql`
    select *
    from (
      select
        written,
        cast(${timeFromText(sql`written`, times)} as varchar) as told,
        cast(${timeByPatterns(sql`trim(written)`, times)} as varchar) as by_patterns
      from texts
    ) as answers
    where told is distinct from by_patterns`);
  const [counted] = await engine.run(sql`
    select count(*) as texts, count(${timeFromText(sql`written`, times)}) as times from texts`);
  expect(counted?.['texts']).toBe(texts.length);
  return { differences, read: Number(counted?.['times']) };
}

const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
const year = fc.oneof(
  fc.integer({ min: 1900, max: 2100 }).map(String),
  fc.constantFrom('0000', '0001', '9999', '2000', '2023', '2024'),
);
const day = fc.oneof(
  fc.tuple(two(13), two(32)).map((parts) => parts.join('-')),
  fc.constantFrom('02-28', '02-29', '02-30', '12-31', '04-31', '01-01'),
);
const clock = fc.oneof(
  fc.tuple(two(24), two(60), two(60)).map((parts) => parts.join(':')),
  fc.constantFrom('24:00:00', '24:00:01', '23:59:60', '00:00:00', '23:59:59'),
);
const end = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Z', '') },
  fc.constantFrom(' ', ' Z', 'z', ' UTC', '+02:00', '-0530', '+02', '.5', '.123456Z', '.Z', ' (BC)', '\n'),
);
const time = fc
  .tuple(year, day, fc.constantFrom('T', ' ', 'T', ' ', 't', '  '), clock, end)
  .map(([years, days, between, clocks, ends]) => `${years}-${days}${between}${clocks}${ends}`);

const character = fc.constantFrom(...Array.from('0123456789+- :.TZ,/\\tz\t\n\u00a0\u00e4\u0663\u{1f33f}%_[]*?()BCeE'));
/** Some characters of it are others, are gone, or stand there twice. */
const mutated = fc
  .tuple(
    time,
    fc.array(fc.tuple(fc.nat(24), character, fc.constantFrom('replace', 'replace', 'replace', 'insert', 'remove')), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, changes]) => {
    const characters = Array.from(text);
    for (const [place, other, change] of changes) {
      const at = place % (characters.length + 1);
      if (change === 'replace' && at < characters.length) characters[at] = other;
      else if (change === 'insert') characters.splice(at, 0, other);
      else characters.splice(at, 1);
    }
    return characters.join('');
  });

it.each(['UTC', 'Europe/Berlin'])('a time of %s is the same, read at once or by its patterns', async (zone) => {
  const count = zone === 'UTC' ? 60_000 : 5000;
  const texts = [
    ...fc.sample(time, { numRuns: count / 5, seed: 1 }),
    ...fc.sample(mutated, { numRuns: count, seed: 2 }),
    '',
    'infinity',
    'epoch',
  ];
  const { differences, read } = await compared(texts, zone);
  expect(differences).toEqual([]);
  // Enough of them are times, and enough are none.
  expect(read).toBeGreaterThan(texts.length / 20);
  expect(read).toBeLessThan(texts.length / 2);
});

it('changes one character of a time at every place to every other', async () => {
  const characters = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).slice(2);
  const texts = ['2021-02-11T23:30:33Z', '2021-02-11 03:00:05'].flatMap((text) =>
    Array.from(text, (_, place) =>
      characters.map((other) => `${text.slice(0, place)}${other}${text.slice(place + 1)}`),
    ).flat(),
  );
  expect((await compared(texts, 'UTC')).differences).toEqual([]);
});
