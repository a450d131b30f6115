import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ident, isSql, join, param, sql, type Sql } from './sql.ts';

describe('sql', () => {
  it('keeps text and values apart', () => {
    const query = sql`select * from ${ident('events')} where session_id = ${param("x' or 1=1 --", 'varchar')} limit ${param(3, 'integer')}`;
    expect(query.chunks).toEqual([
      'select * from "events" where session_id = cast(',
      ' as varchar) limit cast(',
      ' as integer)',
    ]);
    expect(query.values).toEqual(["x' or 1=1 --", 3]);
  });

  it('has one chunk more than values, however it is put together', () => {
    const part = fc.oneof(
      fc
        .oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null))
        .filter((value) => typeof value !== 'string' || !value.includes('\0'))
        .map((value) => param(value, 'varchar')),
      fc.constant(sql`x`),
      fc.constant(ident('a"b')),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const query = sql`select ${join(parts, ', ')} from t`;
        expect(query.chunks.length).toBe(query.values.length + 1);
        const text = query.chunks.join('');
        expect(
          query.values.filter((value) => typeof value === 'string' && value.length > 8 && text.includes(value)),
        ).toEqual([]);
      }),
    );
  });

  it('refuses a bare text and look-alikes', () => {
    const forged = { chunks: ['drop table events'], values: [] } as unknown as Sql;
    expect(() => sql`select ${'x' as unknown as Sql}`).toThrow('Only Sql may be spliced');
    expect(() => sql`select ${forged}`).toThrow('Only Sql may be spliced');
    expect(isSql(JSON.parse(JSON.stringify(sql`select 1`)))).toBe(false);
  });

  it('refuses values that SQL has no word for', () => {
    for (const value of [NaN, Infinity, -Infinity, 'a\0b']) expect(() => param(value, 'varchar')).toThrow(RangeError);
    expect(() => ident('')).toThrow(RangeError);
  });

  it('quotes identifiers', () => {
    expect(ident('a"b').chunks).toEqual(['"a""b"']);
  });

  it('joins nothing to nothing', () => {
    expect(join([], ', ')).toEqual(sql``);
  });
});
