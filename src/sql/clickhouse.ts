import type { Dialect } from './dialect.ts';
import { withPlainNames } from './plainNames.ts';
import { constant, ident, join, madeOf, param, type Scalar, type ScalarType, sql, type Sql } from './sql.ts';

const microseconds = (at: Sql) => sql`toUnixTimestamp64Micro(${at})`;
const hourOfMicroseconds = sql`3600000000`;

/** The first moment of a bucket. Its own functions for this give types of time that begin in 1970 and go round without a word. */
const starts: Readonly<Record<'hour' | 'day' | 'week' | 'month', (at: Sql) => Sql>> = {
  hour: (at) =>
    sql`fromUnixTimestamp64Micro(${microseconds(at)} - positiveModulo(${microseconds(at)}, ${hourOfMicroseconds}), 'UTC')`,
  day: (at) => sql`toDateTime64(toDate32(${at}), 6, 'UTC')`,
  week: (at) => sql`toDateTime64(toDate32(${at}) - toIntervalDay(toDayOfWeek(${at}) - 1), 6, 'UTC')`,
  month: (at) => sql`toDateTime64(toDate32(${at}) - toIntervalDay(toDayOfMonth(${at}) - 1), 6, 'UTC')`,
};

const units = { hour: sql`hour`, day: sql`day`, week: sql`week`, month: sql`month` } as const;
const intervals = {
  hour: sql`toIntervalHour`,
  day: sql`toIntervalDay`,
  week: sql`toIntervalWeek`,
  month: sql`toIntervalMonth`,
} as const;

/** How ClickHouse writes what `model/dialect.ts` names. A time is a DateTime64(6, 'UTC') throughout, as in the marts. */
const clickhouse: Dialect = {
  dayText: (at) => sql`formatDateTime(${at}, '%Y-%m-%d')`,
  timeText: (at) => sql`formatDateTime(${at}, '%H:%i:%S')`,
  minuteText: (at) => sql`formatDateTime(${at}, '%Y-%m-%dT%H:%i')`,
  instantText: (at) => sql`formatDateTime(${at}, '%Y-%m-%dT%H:%i:%SZ')`,
  exactText: (at) => sql`formatDateTime(${at}, '%Y-%m-%dT%H:%i:%S.%f')`,
  hourText: (at) => sql`formatDateTime(${at}, '%H')`,
  weekdayName: (at) => sql`formatDateTime(${at}, '%W')`,
  bucketStart: (grain, at) => starts[grain](at),
  nextBucket: (grain, bucket) => sql`(${bucket} + ${intervals[grain]}(1))`,
  // Nothing where an end is unknown: `range` takes no NULL.
  bucketSeries: (grain, first, last) => sql`arrayJoin(arrayMap(
      step -> assumeNotNull(${first}) + ${intervals[grain]}(step),
      range(assumeNotNull(coalesce(dateDiff('${units[grain]}', ${first}, ${last}) + 1, 0)))
    ))`,
  // It multiplies no interval.
  minutes: (count) => sql`toIntervalMinute(${constant(count)})`,
  // It has no range of times.
  recently: (at, minutes) =>
    sql`order by ${microseconds(at)} range between ${constant(minutes * 60_000_000)} preceding and current row`,
  // Its times end with the year 2299, and a later one becomes the last.
  noEnd: () => sql`toDateTime64('2299-01-01', 6, 'UTC')`,
  // A cast to a decimal would cut digits off, not round.
  moneySum: (amount) => sql`(sum(toInt128(round(${amount} * 10000))) / 10000)`,
  secondsBetween: (from, to) => sql`((${microseconds(to)} - ${microseconds(from)}) / 1000000)`,
  medianOf: (value) => sql`quantileExactInclusive(0.5)(${value})`,
  quantileOf: (value, share) => sql`quantileExactInclusive(${constant(share)})(${value})`,
  holdsText: (text, part) => sql`(positionUTF8(lowerUTF8(${text}), lowerUTF8(${param(part, 'varchar')})) > 0)`,
  valueAtFirst: (value, at) => sql`argMin(${value}, ${at})`,
  valueAtLast: (value, at) => sql`argMax(${value}, ${at})`,
  // It plans each of many grouping sets for a tenth of a second and more.
  groupedByPairs: (source, pairs, sums) => sql`
    select
      pair.1 as dimension, pair.2 as place, pair.3 as other_dimension, pair.4 as other_place,
      ${join(
        sums.map((name) => sql`sum(${ident(name)}) as ${ident(name)}`),
        ', ',
      )}
    from ${source}
    array join [${join(
      pairs.map(
        ([first, second]) =>
          sql`(${param(first, 'varchar')}, ${ident(first)}, ${param(second, 'varchar')}, ${ident(second)})`,
      ),
      ', ',
    )}] as pair
    group by pair.1, pair.2, pair.3, pair.4`,
  textsInOrder: (text, order) => sql`if(
        countIf(${text} is not null) = 0,
        null,
        arrayStringConcat(
          arrayMap(
            pair -> pair.2,
            arraySort(pair -> pair.1, groupArrayIf((${order}, assumeNotNull(${text})), ${text} is not null))
          ),
          char(31)
        )
      )`,
  // Otherwise each part of a statement that reads it computes it again.
  computedOnce: (name) => sql`${name} as materialized`,
  computedAnew: (name) => sql`${name} as`,
  // Of a table among several it would give names such as `placed.lost`, which nobody finds.
  columnsOf: (table, names) =>
    join(
      names.map((name) => sql`${table}.${ident(name)} as ${ident(name)}`),
      ', ',
    ),
  // An order after a union is its last part’s own.
  inOrder: (query, order) => sql`select * from (
${query}
) as united
order by ${order}`,
  // Of a column without NULL it gives 0 where there is no row.
  valueBefore: (value) => sql`lag(toNullable(${value}))`,
  valueSomeBefore: (value, rows) => sql`lag(toNullable(${value}), ${constant(rows)})`,
  // Its rows have no numbers.
  numberedRows: (name, table, order) =>
    sql`select cast(row_number() over (order by ${order}) as Int64) as ${name}, * from ${table}`,
  valueAfter: (value) => sql`lead(toNullable(${value}))`,
};

const types: Readonly<Record<ScalarType, string>> = {
  varchar: 'String',
  integer: 'Int32',
  bigint: 'Int64',
  double: 'Float64',
  boolean: 'Bool',
  date: 'Date32',
  timestamp: "DateTime64(6, 'UTC')",
};

/** A statement for ClickHouse: text with holes such as `{v1:Int64}`, and what stands in each, as its HTTP interface takes it. */
export interface ClickhouseStatement {
  readonly text: string;
  /** By the name of the hole, such as `v1`. */
  readonly values: Readonly<Record<string, string>>;
}

/** `query` for ClickHouse. No value becomes text of the statement; equal ones share a hole. */
export function clickhouseStatement(query: Sql): ClickhouseStatement {
  const holes = new Map<string, string>();
  const values: Record<string, string> = {};
  const hole = (value: Scalar, type: ScalarType): string => {
    const text = written(value, type);
    const of = value === null ? `Nullable(${types[type]})` : types[type];
    const key = `${of} ${text}`;
    const name = holes.get(key) ?? `v${holes.size + 1}`;
    holes.set(key, name);
    values[name] = text;
    return `{${name}:${of}}`;
  };
  const write = (part: Sql): string => {
    const made = madeOf(part);
    switch (made.kind) {
      case 'text':
        return made.texts.reduce((text, next, index) => {
          const between = made.parts[index - 1];
          return text + (between === undefined ? '' : write(between)) + next;
        });
      case 'value':
        return hole(made.value, made.type);
      case 'name':
        return `"${made.name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
      case 'call': {
        const call = clickhouse[made.name] as (...args: readonly unknown[]) => Sql;
        return write(call(...made.args));
      }
    }
  };
  return { text: withPlainNames(write(query)), values };
}

/** A value as the HTTP interface reads it: escaped as in a TSV file. */
function written(value: Scalar, type: ScalarType): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return String(value || 0);
  if (type === 'timestamp') return momentText(value);
  return value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

/** `2021-02-09 23:55:00` of a day, or of a time to the minute, the second or below. */
function momentText(iso: string): string {
  const [, day, minute = '00:00', rest = ':00'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)?Z?)?$/.exec(iso) ?? [];
  if (day === undefined) throw new RangeError(`“${iso}” is no moment.`);
  return `${day} ${minute}${rest}`;
}
