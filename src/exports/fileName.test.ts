import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileName } from './fileName.ts';

it('joins what the parts say', () => {
  expect(fileName(['funnel', '2021-02-09', '2021-02-11'], 'csv')).toBe('greenery-funnel-2021-02-09-2021-02-11.csv');
  expect(fileName(['Où? Ça va… “Müller/Söhne”', '', '—'], 'png')).toBe('greenery-ou-ca-va-muller-sohne.png');
  expect(fileName([], 'md')).toBe('greenery.md');
});

it('is short and safe whatever the parts say', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 120 }), { maxLength: 4 }), (parts) => {
      const name = fileName(parts, 'parquet');
      expect(name).toMatch(/^greenery(?:-[a-z0-9]+)*\.parquet$/);
      expect(name.length).toBeLessThanOrEqual(88);
    }),
  );
});
