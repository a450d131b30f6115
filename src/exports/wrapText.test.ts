import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapText } from './wrapText.ts';

const length = (text: string) => text.length;

it('breaks between words, and inside one only where it is too long', () => {
  expect(wrapText('all but Georgia', 8, length)).toEqual(['all but', 'Georgia']);
  expect(wrapText('see https://a.example/?x=1', 10, length)).toEqual(['see', 'https://a.', 'example/?x', '=1']);
  expect(wrapText('', 10, length)).toEqual([]);
});

it('keeps every character but spaces, in lines that fit', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '·') }),
      fc.integer({ min: 1, max: 12 }),
      (text, width) => {
        const lines = wrapText(text, width, length);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(lines.filter((line) => line === '' || line.length > width)).toEqual([]);
      },
    ),
  );
});
