import { minutes } from '../model/dialect.ts';
import { param, sql, type Sql } from '../sql/sql.ts';
import type { TimeOrder, ValueReading } from './reading.ts';
import { type LocalOffset, localOffsets } from './zoneOffsets.ts';

/** Dates of an order, and what makes one of them year, month and day. */
interface DateOrder {
  readonly pattern: string;
  readonly parts: string;
  readonly toIso: string;
  /** Hours, minutes and seconds. */
  readonly clock: string;
}

const strictClock = '[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?';
const looseClock = '[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?';

const dateOrders: Readonly<Record<Exclude<TimeOrder, 'seconds' | 'milliseconds'>, DateOrder>> = {
  iso: { pattern: '[0-9]{4}-[0-9]{2}-[0-9]{2}', parts: '^()()()', toIso: '', clock: strictClock },
  'day-month-year': {
    pattern: sameSeparators('[0-9]{1,2}', '[0-9]{1,2}', '[0-9]{4}'),
    parts: '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})',
    toIso: String.raw`\3-\2-\1`,
    clock: looseClock,
  },
  'month-day-year': {
    pattern: sameSeparators('[0-9]{1,2}', '[0-9]{1,2}', '[0-9]{4}'),
    parts: '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})',
    toIso: String.raw`\3-\1-\2`,
    clock: looseClock,
  },
  'year-month-day': {
    pattern: sameSeparators('[0-9]{4}', '[0-9]{1,2}', '[0-9]{1,2}'),
    parts: '^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})',
    toIso: String.raw`\1-\2-\3`,
    clock: looseClock,
  },
};

/** `1/2/2024`, `1-2-2024` and `1.2.2024`, and not `1/2.2024`. */
function sameSeparators(first: string, second: string, third: string): string {
  return `(?:${['/', '-', '[.]'].map((mark) => `${first}${mark}${second}${mark}${third}`).join('|')})`;
}

/**
 * A time as most programs write it. What looks like this goes to the cast as it is, which by itself would take an hour after two
 * spaces and a second of one digit as well.
 */
const exactTime = '____-__-__[T ]__:__:__'.replaceAll('_', '[0-9]');

/**
 * The UTC timestamp that a text tells in this order; NULL where it is not written so. An offset or Z in the text is applied,
 * without one the time is of `zone`. Years have four digits: 01/02/24 is no time. Spaces around the text are no part of it.
 */
export function timeFromText(written: Sql, times: ValueReading['times']): Sql {
  const careful = timeByPatterns(sql`trim(${written})`, times);
  if (times.order !== 'iso') return careful;
  // Of ten million times the patterns take five seconds, and these two a half: there is nothing to trim, nothing to cut off.
  const exact = sql`try_cast(${written} as timestamp)`;
  const local = isUtc(times.zone) ? sql`when ${written} glob ${param(exactTime, 'varchar')} then ${exact}` : sql``;
  return sql`case
    when ${written} glob ${param(`${exactTime}Z`, 'varchar')} then ${exact}
    ${local}
    else ${careful}
  end`;
}

/** As `timeFromText`, of a text without spaces around it, and however it is written. */
export function timeByPatterns(text: Sql, { order, zone }: ValueReading['times']): Sql {
  if (order === 'seconds') return sinceEpoch(text, '[+-]?[0-9]{1,12}(?:[.][0-9]{1,9})?', 1_000_000);
  if (order === 'milliseconds') return sinceEpoch(text, '[+-]?[0-9]{1,15}(?:[.][0-9]{1,6})?', 1_000);
  const { pattern, clock } = dateOrders[order];
  const space = order === 'iso' ? '[T ]' : '(?:T|,? +)';
  const plain = `${pattern}(?:${space}${clock})?`;
  const half = `${pattern}(?:,? +)(?:0?[1-9]|1[0-2]):[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)? ?[AaPp][.]?[Mm][.]?`;
  const offset = '[+-][0-9]{2}:?(?:[0-9]{2})?';
  const utc = ' ?(?:Z|UTC)';
  const onTwelve = order === 'iso' ? null : half;
  const clocks = onTwelve === null ? plain : `(?:${plain}|${onTwelve})`;
  const told = order === 'iso' ? isoTime(text) : writtenTime(text, dateOrders[order]);
  return sql`case
    when ${fully(text, clocks)} then ${inUtc(told, zone)}
    when ${fully(text, `${clocks}${utc}`)} then ${told}
    when ${fully(text, `${clocks} ?${offset}`)} then ${told} - ${offsetOf(text)}
  end`;
}

/** The day that a text tells in this order; NULL where it is not written so. */
export function dayFromText(text: Sql, order: TimeOrder): Sql {
  if (order === 'seconds' || order === 'milliseconds') return sql`cast(null as date)`;
  const date = dateOrders[order];
  const iso = order === 'iso' ? text : inIsoOrder(text, date);
  return sql`case when ${fully(text, date.pattern)} then try_cast(${iso} as date) end`;
}

/** A time of the zone as UTC. A typed local time goes through here as well. */
export function inUtc(local: Sql, zone: string): Sql {
  if (isUtc(zone)) return local;
  const offsets = localOffsets(zone);
  // The local time is a long expression, and is asked about many times: as the element of a list it has a name.
  return sql`list_extract(list_transform([${local}], lambda local_time: local_time - ${offsetAt(offsets)}), 1)`;
}

/** Clocks of the zone have always shown UTC. */
function isUtc(zone: string): boolean {
  const offsets = localOffsets(zone);
  return offsets.length === 1 && offsets[0]?.seconds === 0;
}

/** The offset at `local_time` as an interval; halved again and again, so that few of the changes are looked at. */
function offsetAt(offsets: readonly LocalOffset[]): Sql {
  const [first] = offsets;
  if (first === undefined) return sql`interval '0 minutes'`;
  if (offsets.length === 1) return sql`(${param(first.seconds, 'integer')} * interval '1 second')`;
  const middle = offsets.length >> 1;
  const change = new Date(offsets[middle]?.from ?? 0).toISOString().replace('Z', '').replace('T', ' ');
  return sql`case
    when local_time < ${param(change, 'timestamp')} then ${offsetAt(offsets.slice(0, middle))}
    else ${offsetAt(offsets.slice(middle))}
  end`;
}

function fully(text: Sql, pattern: string): Sql {
  return sql`regexp_full_match(${text}, ${param(pattern, 'varchar')})`;
}

/** DuckDB 1.4.3 drops an offset when it casts text to TIMESTAMP; here it is cut off before. */
function isoTime(text: Sql): Sql {
  return sql`try_cast(regexp_extract(${text}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+)?') as timestamp)`;
}

function writtenTime(text: Sql, date: DateOrder): Sql {
  const iso = inIsoOrder(sql`replace(${text}, ',', ' ')`, date);
  const time = sql`try_cast(
    regexp_replace(regexp_extract(${iso}, '^[0-9]+-[0-9]+-[0-9]+(?:[T ]+[0-9:.]+)?'), '[T ]+', ' ') as timestamp
  )`;
  const noon = sql`lower(regexp_extract(${text}, '([AaPp])[.]?[Mm]', 1))`;
  const isTwelve = sql`regexp_matches(${text}, '[ T,]12:')`;
  return sql`${time} + case
    when ${noon} = 'p' and not ${isTwelve} then 12
    when ${noon} = 'a' and ${isTwelve} then -12
    else 0
  end * interval '1 hour'`;
}

function inIsoOrder(text: Sql, { parts, toIso }: DateOrder): Sql {
  return sql`regexp_replace(${text}, ${param(parts, 'varchar')}, ${param(toIso, 'varchar')})`;
}

/** The offset a time ends with. */
function offsetOf(text: Sql): Sql {
  const pattern = sql`'([+-])([0-9]{2}):?([0-9]{2})?$'`;
  return sql`case regexp_extract(${text}, ${pattern}, 1) when '-' then -1 else 1 end
      * (
        60 * try_cast(regexp_extract(${text}, ${pattern}, 2) as integer)
        + coalesce(try_cast(regexp_extract(${text}, ${pattern}, 3) as integer), 0)
      )
      * ${minutes(1)}`;
}

function sinceEpoch(text: Sql, pattern: string, microseconds: number): Sql {
  return sql`case when ${fully(text, pattern)} then ${epochTime(sql`try_cast(${text} as double)`, microseconds)} end`;
}

/** A number of units since 1970 as a timestamp; a unit is so many microseconds. */
export function epochTime(count: Sql, microseconds: number): Sql {
  return sql`make_timestamp(try_cast(round(${count} * ${param(microseconds, 'bigint')}) as bigint))`;
}
