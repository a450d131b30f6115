import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1, utf16 } from '../testing/pollutions.ts';
import { guessEncoding, guessEncodingOf, utf8Text } from './encoding.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const lines = 'id;Größe\n1;groß\n2;klein\n';

describe('an encoding is told', () => {
  it.each([
    ['ASCII', utf8('id;size\n1;2\n'), 'utf-8', false],
    ['UTF-8', utf8(lines), 'utf-8', false],
    ['UTF-8 with its mark', utf8(`\ufeff${lines}`), 'utf-8', false],
    ['UTF-8 with one broken byte', Uint8Array.of(...utf8(lines), 0xff, 10), 'utf-8', false],
    ['UTF-8 cut within a letter', utf8('id;ß').subarray(0, -1), 'utf-8', false],
    ['UTF-16 LE with its mark', utf16(`\ufeff${lines}`, true), 'utf-16le', false],
    ['UTF-16 BE with its mark', utf16(`\ufeff${lines}`, false), 'utf-16be', false],
    ['UTF-16 LE', utf16(lines, true), 'utf-16le', true],
    ['UTF-16 BE', utf16(lines, false), 'utf-16be', true],
    ['Latin-1', latin1(lines), 'windows-1252', true],
    ['a NUL among ASCII', utf8('id;size\n1;\0\n'), 'utf-8', false],
  ])('%s', async (_, bytes, encoding, isDoubted) => {
    const guess = guessEncoding(bytes);
    expect(guess.encoding).toBe(encoding);
    expect(guess.doubt !== null).toBe(isDoubted);
    expect(await guessEncodingOf(bytes)).toEqual(guess);
  });
});

it('any text is the same in UTF-8, however it came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
      const read = async (bytes: Uint8Array, encoding: Parameters<typeof utf8Text>[1]) => {
        const { bytes: converted, faults, hasReplaced } = await utf8Text(bytes, encoding);
        expect({ faults, hasReplaced }).toEqual({
          faults: null,
          hasReplaced: text.includes('\ufffd') && encoding !== 'utf-8',
        });
        return new TextDecoder().decode(converted);
      };
      expect(await read(utf8(text), 'utf-8')).toBe(text.replace(/^\ufeff/, ''));
      expect(await read(utf16(`\ufeff${text}`, true), 'utf-16le')).toBe(text.replace(/^\ufeff/, ''));
      expect(await read(utf16(`\ufeff${text}`, false), 'utf-16be')).toBe(text.replace(/^\ufeff/, ''));
    }),
    { numRuns: 60 },
  );
});

it('Windows-1252 has letters that Latin-1 has not', async () => {
  const { bytes } = await utf8Text(Uint8Array.of(0x80, 0x20, 0x84, 0xe4, 0x93), 'windows-1252');
  expect(new TextDecoder().decode(bytes)).toBe('€ „ä“');
});

it('bytes are UTF-8 exactly where the platform’s own reader takes them', async () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const some = fc.oneof(
    fc.constantFrom(0x41, 0xc3, 0xa4, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x80, 0xed, 0xa0, 0xe0, 0xf4, 0x90),
    fc.nat(255),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(some, { maxLength: 12 }), async (numbers) => {
      const bytes = Uint8Array.from(numbers);
      let isText = true;
      try {
        strict.decode(bytes);
      } catch {
        isText = false;
      }
      expect((await utf8Text(bytes, 'utf-8')).faults === null).toBe(isText);
    }),
    { numRuns: 2000 },
  );
});

it('says where the broken bytes are', async () => {
  expect((await utf8Text(Uint8Array.of(65, 0xff, 65, 0xc3, 65, 65), 'utf-8')).faults).toEqual({ from: 1, to: 4 });
  expect((await utf8Text(Uint8Array.of(65, 0xe2, 0x82), 'utf-8')).faults).toEqual({ from: 1, to: 3 });
});

it('says that half a pair of UTF-16 has become another character', async () => {
  const { hasReplaced } = await utf8Text(utf16('a\ud83c,b', true), 'utf-16le');
  expect(hasReplaced).toBe(true);
});
