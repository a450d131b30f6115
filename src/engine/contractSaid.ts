import { param, sql, type Sql } from '../sql/sql.ts';
import type { Row } from './engine.ts';

interface Answered {
  readonly query: Sql;
  readonly rows: readonly Row[];
}

/** The statements of the contract in the words of one engine: what is promised is the same, the words for a type or a range are not. */
export interface Said {
  readonly version: { readonly name: string; readonly query: Sql; readonly answer: string };
  readonly plainTypes: Answered;
  readonly nulls: Answered;
  /** Whether a value is NULL, as a boolean. */
  readonly isMissing: (value: Sql) => Sql;
  /** How many characters a text has. */
  readonly codePoints: (text: Sql) => Sql;
  readonly integers: Answered;
  readonly decimals: Answered;
  readonly divisions: Answered;
  readonly times: Answered;
  /** 100 000 rows `i`, `text`. */
  readonly manyRows: Sql;
  /** Values of a column `bad` that no page can show. */
  readonly unshowable: readonly (readonly [what: string, query: Sql])[];
  /** A time as it is, and the function that makes it text. */
  readonly time: { readonly query: Sql; readonly way: string };
  readonly refused: readonly (readonly [what: string, query: Sql])[];
  /** Minutes of work on any machine, in many small pieces. */
  readonly endless: Sql;
}

const most = param(2 ** 53, 'bigint');
const least = param(-(2 ** 53), 'bigint');
const wholes: readonly Row[] = [
  { most: 2 ** 53, least: -(2 ** 53), total: 5050, large: 5_050_000_000, counted: 100_000_000_000 },
];

export const saidToDuckdb: Said = {
  version: { name: 'DuckDB 1.4.3', query: sql`select version() as version`, answer: 'v1.4.3' },
  plainTypes: {
    query: sql`
          select
            'a' as text, true as yes, 1::tinyint as tiny, 2::smallint as small, 3::integer as int, 4::bigint as big,
            5::utinyint as utiny, 6::usmallint as usmall, 7::uinteger as uint, 8::ubigint as ubig, 9::hugeint as huge,
            0.5::float as single, 0.25::double as real, 12.34::decimal(10, 2) as price,
            '00000000-0000-4000-8000-000000000001'::uuid as id`,
    rows: [
      {
        text: 'a',
        yes: true,
        tiny: 1,
        small: 2,
        int: 3,
        big: 4,
        utiny: 5,
        usmall: 6,
        uint: 7,
        ubig: 8,
        huge: 9,
        single: 0.5,
        real: 0.25,
        price: 12.34,
        id: '00000000-0000-4000-8000-000000000001',
      },
    ],
  },
  nulls: {
    query: sql`
          select
            null as nothing, null::varchar as text, null::boolean as yes, null::integer as int, null::bigint as big,
            null::hugeint as huge, null::double as real, null::decimal(10, 2) as price, null::uuid as id`,
    rows: [
      { nothing: null, text: null, yes: null, int: null, big: null, huge: null, real: null, price: null, id: null },
    ],
  },
  isMissing: (value) => sql`${value} is null`,
  codePoints: (text) => sql`length(${text})`,
  integers: {
    query: sql`
          select
            ${most} as most, ${least} as least,
            sum(i::integer) as total, sum(i::bigint * 1000000) as large, count(*) * 1000000000 as counted
          from range(1, 101) as t(i)`,
    rows: wholes,
  },
  decimals: {
    query: sql`
          select
            0.1 + 0.2 as sum, -1.5 as negative, 1.10::decimal(38, 2) as wide, 12345678901234.56::decimal(38, 2) as long,
            sum(i * 0.01) as total
          from range(1, 101) as t(i)`,
    rows: [{ sum: 0.3, negative: -1.5, wide: 1.1, long: 12345678901234.56, total: 50.5 }],
  },
  divisions: {
    query: sql`
          select
            ${param(7, 'integer')} / ${param(2, 'integer')} as ratio, ${param(7, 'integer')} // ${param(2, 'integer')} as whole,
            ${param(2.5, 'integer')} as rounded, ${param(7, 'integer')} - ${param(-2, 'integer')} as difference`,
    rows: [{ ratio: 3.5, whole: 3, rounded: 2, difference: 9 }],
  },
  times: {
    query: sql`
          select
            ${param('2021-02-10', 'date')}::varchar as day,
            strftime(${param('2021-02-10 23:59:59.5', 'timestamp')}, '%Y-%m-%dT%H:%M:%S') as at,
            date_trunc('week', ${param('2021-02-10 12:00:00', 'timestamp')})::date::varchar as monday`,
    rows: [{ day: '2021-02-10', at: '2021-02-10T23:59:59', monday: '2021-02-08' }],
  },
  manyRows: sql`select i, i::varchar as text from range(100000) as t(i) order by i`,
  unshowable: [
    ['an integer beyond 2^53', sql`select 9007199254740993::bigint as bad`],
    ['a sum beyond 2^53', sql`select sum(9007199254740991::bigint) as bad from range(3)`],
    ['a wide decimal beyond 2^53', sql`select 123456789012345678901234567890::decimal(38, 0) as bad`],
    ['a division by zero', sql`select 1 / 0 as bad`],
    ['a ratio of nothing', sql`select 0 / 0 as bad`],
    ['a date', sql`select date '2021-02-10' as bad`],
    ['a timestamp', sql`select timestamp '2021-02-10 10:00:00' as bad`],
    ['a timestamp of whole seconds', sql`select '2021-02-10 10:00:00'::timestamp_s as bad`],
    ['a timestamp with a time zone', sql`select timestamptz '2021-02-10 10:00:00+00' as bad`],
    ['an infinite timestamp', sql`select timestamp 'infinity' as bad`],
    ['a time', sql`select time '10:00:00' as bad`],
    ['an interval', sql`select interval 1 day as bad`],
    ['a list', sql`select [1, 2] as bad`],
    ['a struct', sql`select {'a': 1} as bad`],
    ['a map', sql`select map {'a': 1} as bad`],
    ['a blob', sql`select 'a'::blob as bad`],
    ['an enum', sql`select 'a'::enum('a', 'b') as bad`],
  ],
  time: { query: sql`select timestamp '2021-02-10 10:00:00' as started_at`, way: 'strftime' },
  refused: [
    ['a statement that does not parse', sql`selec 1`],
    ['an unknown table', sql`select * from no_such_table`],
    ['an unknown column', sql`select no_such_column from range(1)`],
    ['a value of the wrong type', sql`select 'x'::integer as number`],
    ['a function of an extension, without asking the network', sql`select st_point(1, 2) as point`],
    ['a file nobody registered', sql`select * from read_csv('no-such-file.csv')`],
  ],
  endless: sql`select count(*) as n from range(100000000000) as t(i) where i % 7 = 3`,
};

/** As `saidToDuckdb`; it has no rounding of values, so that `divisions` asks for none. */
export const saidToClickhouse = (version: string): Said => ({
  version: { name: `ClickHouse ${version}`, query: sql`select version() as version`, answer: version },
  plainTypes: {
    query: sql`
      select
        'a' as text, true as yes, toInt8(1) as tiny, toInt16(2) as small, toInt32(3) as int, toInt64(4) as big,
        toUInt8(5) as utiny, toUInt16(6) as usmall, toUInt32(7) as uint, toUInt64(8) as ubig, toInt128(9) as huge,
        toFloat32(0.5) as single, toFloat64(0.25) as real, toDecimal64('12.34', 2) as price,
        toLowCardinality('b') as word, toUUID('00000000-0000-4000-8000-000000000001') as id`,
    rows: [
      {
        text: 'a',
        yes: true,
        tiny: 1,
        small: 2,
        int: 3,
        big: 4,
        utiny: 5,
        usmall: 6,
        uint: 7,
        ubig: 8,
        huge: 9,
        single: 0.5,
        real: 0.25,
        price: 12.34,
        word: 'b',
        id: '00000000-0000-4000-8000-000000000001',
      },
    ],
  },
  nulls: {
    query: sql`
      select
        null as nothing, cast(null as varchar) as text, cast(null as boolean) as yes, cast(null as integer) as int,
        cast(null as bigint) as big, cast(null as double) as real, cast(null as Nullable(Decimal(10, 2))) as price,
        cast(null as Nullable(UUID)) as id`,
    rows: [{ nothing: null, text: null, yes: null, int: null, big: null, real: null, price: null, id: null }],
  },
  // A comparison is a number there: 0 or 1.
  isMissing: (value) => sql`cast(${value} is null as boolean)`,
  codePoints: (text) => sql`lengthUTF8(${text})`,
  integers: {
    query: sql`
      select
        ${most} as most, ${least} as least,
        sum(toInt32(number)) as total, sum(toInt64(number) * 1000000) as large, count(*) * 1000000000 as counted
      from numbers(1, 100)`,
    rows: wholes,
  },
  decimals: {
    query: sql`
      select
        toDecimal32('0.1', 1) + toDecimal32('0.2', 1) as sum, toDecimal32('-1.5', 1) as negative,
        toDecimal128('1.10', 2) as wide, toDecimal128('12345678901234.56', 2) as long,
        sum(number * toDecimal64('0.01', 2)) as total
      from numbers(1, 100)`,
    rows: [{ sum: 0.3, negative: -1.5, wide: 1.1, long: 12345678901234.56, total: 50.5 }],
  },
  divisions: {
    query: sql`
      select
        ${param(7, 'integer')} / ${param(2, 'integer')} as ratio, intDiv(${param(7, 'integer')}, ${param(2, 'integer')}) as whole,
        ${param(7, 'integer')} - ${param(-2, 'integer')} as difference`,
    rows: [{ ratio: 3.5, whole: 3, difference: 9 }],
  },
  times: {
    query: sql`
      select
        toString(${param('2021-02-10', 'date')}) as day,
        formatDateTime(${param('2021-02-10 23:59:59.5', 'timestamp')}, '%Y-%m-%dT%H:%i:%S') as at,
        toString(${param('9999-12-31', 'timestamp')}) as never,
        toString(${param('1815-12-10T01:02', 'timestamp')}) as long_ago`,
    rows: [
      {
        day: '2021-02-10',
        at: '2021-02-10T23:59:59',
        never: '9999-12-31 00:00:00.000000',
        long_ago: '1815-12-10 01:02:00.000000',
      },
    ],
  },
  manyRows: sql`select number as i, toString(number) as text from numbers(100000) order by i`,
  unshowable: [
    ['an integer beyond 2^53', sql`select toInt64(9007199254740993) as bad`],
    ['a sum beyond 2^53', sql`select sum(toInt64(9007199254740991)) as bad from numbers(3)`],
    ['a wide decimal beyond 2^53', sql`select toDecimal128('123456789012345678901234567890', 0) as bad`],
    ['a division by zero', sql`select 1 / 0 as bad`],
    ['a ratio of nothing', sql`select 0 / 0 as bad`],
    ['a date', sql`select toDate('2021-02-10') as bad`],
    ['a timestamp', sql`select ${param('2021-02-10', 'timestamp')} as bad`],
    ['a timestamp of whole seconds', sql`select toDateTime('2021-02-10 10:00:00') as bad`],
    ['a timestamp with a time zone', sql`select toDateTime64('2021-02-10 10:00:00', 3, 'Asia/Kolkata') as bad`],
    ['an interval', sql`select toIntervalDay(1) as bad`],
    ['a list', sql`select [1, 2] as bad`],
    ['a struct', sql`select tuple(1, 'a') as bad`],
    ['a map', sql`select map('a', 1) as bad`],
    ['an enum', sql`select cast('a' as Enum8('a' = 1, 'b' = 2)) as bad`],
  ],
  time: { query: sql`select ${param('2021-02-10', 'timestamp')} as started_at`, way: 'formatDateTime' },
  refused: [
    ['a statement that does not parse', sql`selec 1`],
    ['an unknown table', sql`select * from no_such_table`],
    ['an unknown column', sql`select no_such_column from numbers(1)`],
    ['a value of the wrong type', sql`select cast('x' as integer) as number`],
    ['an unknown function', sql`select st_point(1, 2) as point`],
    ['a statement that changes something', sql`create table contract_made (n Int64) engine = Memory`],
    ['a setting', sql`set join_use_nulls = 0`],
  ],
  endless: sql`select count(*) as n from numbers(100000000000) where number % 7 = 3`,
});
