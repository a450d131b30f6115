import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadLabels } from './spreadLabels.ts';

const room = { gap: 16, top: 10, bottom: 200 };

it.each([
  ['leaves labels that are apart alone', [20, 60, 120], [20, 60, 120]],
  ['pushes later ones down', [20, 20, 25], [20, 36, 52]],
  ['pushes up what would leave the room', [195, 198, 200], [168, 184, 200]],
  ['keeps the order of the lines, not of the list', [120, 20, 60], [120, 20, 60]],
  ['keeps ties in their order', [10, 10, 10, 10], [10, 26, 42, 58]],
  ['takes none', [], []],
])('%s', (_, wanted, placed) => expect(spreadLabels(wanted, room)).toEqual(placed));

it('never lets two labels overlap or leave the room', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 10, max: 200, noNaN: true }), { maxLength: 8 }), (wanted) => {
      const placed = [...spreadLabels(wanted, room)].toSorted((a, b) => a - b);
      expect(placed.every((y) => y >= room.top - 1e-9 && y <= room.bottom + 1e-9)).toBe(true);
      expect(placed.slice(1).every((y, index) => y - (placed[index] ?? 0) >= room.gap - 1e-9)).toBe(true);
    }),
  );
});
