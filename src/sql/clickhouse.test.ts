import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clickhouseStatement } from './clickhouse.ts';
import { withPlainNames } from './plainNames.ts';
import { inline } from './render.ts';
import { constant, dialectal, ident, join, param, sql } from './sql.ts';

describe('a statement for ClickHouse', () => {
  it('has typed holes, and what stands in them beside it; equal values share one', () => {
    const query = sql`select * from ${ident('events')} where id = ${param("x' or 1=1 --", 'varchar')} and n < ${param(3, 'integer')} or id = ${param("x' or 1=1 --", 'varchar')}`;
    expect(clickhouseStatement(query)).toEqual({
      text: 'select * from "events" where id = {v1:String} and n < {v2:Int32} or id = {v1:String}',
      values: { v1: "x' or 1=1 --", v2: '3' },
    });
  });

  it('escapes what the server reads escaped, and tells NULL from its sign', () => {
    const values = [
      param('a\tb\n\\N', 'varchar'),
      param(null, 'varchar'),
      param('\\N', 'varchar'),
      param(-0, 'double'),
    ];
    expect(clickhouseStatement(join(values, ', '))).toEqual({
      text: '{v1:String}, {v2:Nullable(String)}, {v3:String}, {v4:Float64}',
      values: { v1: 'a\\tb\\n\\\\N', v2: '\\N', v3: '\\\\N', v4: '0' },
    });
  });

  it.each([
    ['2021-02-09', '2021-02-09 00:00:00'],
    ['2021-02-09T23:55', '2021-02-09 23:55:00'],
    ['2021-02-09T23:55:08Z', '2021-02-09 23:55:08'],
    ['2021-02-09 23:55:08.000001', '2021-02-09 23:55:08.000001'],
  ])('takes the moment %s', (given, written) => {
    expect(clickhouseStatement(param(given, 'timestamp'))).toEqual({
      text: "{v1:DateTime64(6, 'UTC')}",
      values: { v1: written },
    });
  });

  it('refuses what is no moment', () => {
    expect(() => clickhouseStatement(param('yesterday', 'timestamp'))).toThrow('“yesterday” is no moment.');
  });

  it('holds no value as text, however it is put together', () => {
    const text = fc.string({ minLength: 9, unit: 'binary' }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (texts) => {
        const list = join(
          texts.map((value) => param(value, 'varchar')),
          ', ',
        );
        const part = texts[0] ?? '';
        const found = dialectal('holdsText', [sql`name`, part], sql`contains(name, ${param(part, 'varchar')})`);
        const { text: statement, values } = clickhouseStatement(sql`select 1 where name in (${list}) or ${found}`);
        expect(texts.filter((value) => statement.includes(value))).toEqual([]);
        expect(Object.keys(values).length).toBe(new Set(texts).size);
      }),
    );
  });

  it('says a call in its own words, and DuckDB’s text stays what it is', () => {
    const at = sql`sessions.started_at`;
    const call = dialectal('dayText', [at], sql`strftime(${at}, '%Y-%m-%d')`);
    expect(clickhouseStatement(sql`select ${call}`).text).toBe(
      "select formatDateTime(sessions.started_at, '%Y-%m-%d')",
    );
    expect(inline(sql`select ${call}`)).toBe("select strftime(sessions.started_at, '%Y-%m-%d')");
  });

  it('quotes names so that none ends early', () => {
    expect(clickhouseStatement(ident('a"b\\c')).text).toBe('"a\\"b\\\\c"');
  });

  it('takes finite numbers of the program as text', () => {
    expect(clickhouseStatement(constant(0.9)).text).toBe('0.9');
    expect(() => constant(Number.NaN)).toThrow(RangeError);
  });
});

describe('columns are called as elsewhere', () => {
  it.each([
    ['select a.id, b."two words" from a', 'select a.id as id, b."two words" as "two words" from a'],
    ['select a.id as key, f(a.id, b.id), a.* from a', 'select a.id as key, f(a.id, b.id), a.* from a'],
    ["select distinct a.id, 'x, b.y from' from a", "select distinct a.id as id, 'x, b.y from' from a"],
    [
      'with x as (select a.id from a) select x.id from x',
      'with x as (select a.id as id from a) select x.id as id from x',
    ],
    ['select a.id from a union all select b.name from b', 'select a.id as id from a union all select b.name from b'],
    ['select\n  -- of, from\n  a.id\nfrom a', 'select\n  -- of, from\n  a.id as id\nfrom a'],
    ["select a.at < {v1:DateTime64(6, 'UTC')}, a.id", "select a.at < {v1:DateTime64(6, 'UTC')}, a.id as id"],
    ['select count(*) over (partition by a.id, a.at) from a', 'select count(*) over (partition by a.id, a.at) from a'],
  ])('%s', (given, written) => {
    expect(withPlainNames(given)).toBe(written);
  });
});
