import { tableFromIPC, tableToIPC } from 'apache-arrow';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { arrowTable } from './arrowTable.ts';
import type { Cell } from './table.ts';

afterEach(() => vi.unstubAllGlobals());

const kinds: fc.Arbitrary<Cell>[] = [
  fc.string({ unit: 'grapheme' }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
];

/** Rows of up to 40 values, so that the bits of the nulls fill more than one byte. */
const columns = fc.integer({ min: 0, max: 40 }).chain((length) => {
  const column = fc
    .constantFrom(...kinds)
    .chain((value) => fc.array(fc.option(value), { minLength: length, maxLength: length }));
  return fc.array(column, { minLength: 1, maxLength: 4 });
});

it('has every value in its place, and makes no code out of text', () => {
  fc.assert(
    fc.property(columns, (values) => {
      const rows = Array.from({ length: values[0]?.length ?? 0 }, (_, row) => values.map((each) => each[row] ?? null));
      const names = values.map((_, index) => ({ name: String(values.length - index) }));
      vi.stubGlobal('Function', () => {
        throw new EvalError('The page forbids code made of text.');
      });
      const bytes = tableToIPC(arrowTable({ columns: names, rows }), 'stream');
      vi.unstubAllGlobals();
      const read = tableFromIPC(bytes);
      expect(read.schema.fields.map(({ name }) => name)).toEqual(names.map(({ name }) => name));
      const cells = values.map((_, index) =>
        Array.from(read.getChildAt(index) ?? [], (value: unknown) =>
          typeof value === 'bigint' ? Number(value) : value,
        ),
      );
      expect(cells).toEqual(values);
    }),
  );
});
