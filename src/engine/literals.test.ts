import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { param, sql } from '../sql/sql.ts';
import { type NodeEngine, openNodeEngine } from './node.ts';
import { inline } from '../sql/render.ts';

let engine: NodeEngine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

it('writes every kind of value as a literal', () => {
  const query = sql`select ${param("it's", 'varchar')}, ${param(7, 'integer')}, ${param(true, 'boolean')}, ${param(null, 'date')}`;
  expect(inline(query)).toBe(
    "select cast('it''s' as varchar), cast(7 as integer), cast(true as boolean), cast(null as date)",
  );
});

it('leaves a statement without values as it is', () => {
  expect(inline(sql`select 1`)).toBe('select 1');
});

it('gives any finite number back bit for bit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true }), async (number) => {
      const [row] = await engine.run(sql`select ${param(number, 'double')} as number`);
      expect(row?.['number']).toBe(number || 0);
    }),
  );
});

it('gives any text but NUL back unchanged, and no text ends its literal', async () => {
  const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));
  await fc.assert(
    fc.asyncProperty(text, text, async (first, second) => {
      const rows = await engine.run(
        sql`select ${param(first, 'varchar')} as first, ${param(second, 'varchar')} as second`,
      );
      expect(rows).toEqual([{ first, second }]);
    }),
  );
});
