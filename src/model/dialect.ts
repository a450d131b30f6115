import { dialectal, ident, join, param, sql, type Sql } from '../sql/sql.ts';
import type { Grain } from './filters.ts';

/**
 * What DuckDB writes in its own way. A query uses these, so that it is written once for every engine: how another one writes the
 * same stands in its dialect, `sql/clickhouse.ts`.
 */

/** `2021-02-09` of a timestamp. */
export function dayText(at: Sql): Sql {
  return dialectal('dayText', [at], sql`strftime(${at}, '%Y-%m-%d')`);
}

/** `23:55:08` of a timestamp. */
export function timeText(at: Sql): Sql {
  return dialectal('timeText', [at], sql`strftime(${at}, '%H:%M:%S')`);
}

/** `2021-02-09T23:55` of a timestamp. */
export function minuteText(at: Sql): Sql {
  return dialectal('minuteText', [at], sql`strftime(${at}, '%Y-%m-%dT%H:%M')`);
}

/** `2021-02-09T23:55:08Z` of a timestamp. */
export function instantText(at: Sql): Sql {
  return dialectal('instantText', [at], sql`strftime(${at}, '%Y-%m-%dT%H:%M:%SZ')`);
}

const grainNames: Readonly<Record<Grain, Sql>> = { hour: sql`hour`, day: sql`day`, week: sql`week`, month: sql`month` };

/** The start of the bucket a timestamp falls in; weeks start on Monday. */
export function bucketStart(grain: Grain, at: Sql): Sql {
  return dialectal('bucketStart', [grain, at], sql`date_trunc('${grainNames[grain]}', cast(${at} as timestamp))`);
}

/** One bucket later. */
export function nextBucket(grain: Grain, bucket: Sql): Sql {
  return dialectal('nextBucket', [grain, bucket], sql`(${bucket} + interval '1 ${grainNames[grain]}')`);
}

/** A table expression with one timestamp column: every bucket start from `first` to `last`, both included. */
export function bucketSeries(grain: Grain, first: Sql, last: Sql): Sql {
  return dialectal(
    'bucketSeries',
    [grain, first, last],
    sql`unnest(generate_series(${first}, ${last}, interval '1 ${grainNames[grain]}'))`,
  );
}

/** Whole minutes as an interval. */
export function minutes(count: number): Sql {
  return dialectal('minutes', [count], sql`${param(count, 'integer')} * interval '1 minute'`);
}

/** The frame of a window: the rows from `count` minutes before, up to and with the row’s own `at`. */
export function recently(at: Sql, count: number): Sql {
  return dialectal(
    'recently',
    [at, count],
    sql`order by ${at} range between (${minutes(count)}) preceding and current row`,
  );
}

/** The head of a common table expression, before its parentheses, that much of a statement reads and that is small. */
export function computedOnce(name: Sql): Sql {
  return dialectal('computedOnce', [name], sql`${name} as`);
}

/**
 * The head of a common table expression, before its parentheses, that is computed again wherever it is read: it has a wide row for each
 * session, and to keep them would fill the memory of a page.
 */
export function computedAnew(name: Sql): Sql {
  return dialectal('computedAnew', [name], sql`${name} as not materialized`);
}

/** All columns of a joined table under their own names; `names` are all it has that anything reads. */
export function columnsOf(table: Sql, names: readonly string[]): Sql {
  return dialectal('columnsOf', [table, names], sql`${table}.*`);
}

/** The rows of a union in an order: `order` names columns of it. */
export function inOrder(query: Sql, order: Sql): Sql {
  return dialectal(
    'inOrder',
    [query, order],
    sql`${query}
order by ${order}`,
  );
}

/** The value in the row before, in a window; NULL in the first row. */
export function valueBefore(value: Sql): Sql {
  return dialectal('valueBefore', [value], sql`lag(${value})`);
}

/** The value some rows before, in a window; NULL where there are fewer. */
export function valueSomeBefore(value: Sql, rows: number): Sql {
  return dialectal('valueSomeBefore', [value, rows], sql`lag(${value}, ${param(rows, 'integer')})`);
}

/** The value in the row after, in a window; NULL in the last row. */
export function valueAfter(value: Sql): Sql {
  return dialectal('valueAfter', [value], sql`lead(${value})`);
}

/** A query for all columns of a table that was made in an order in which no two rows are equal, and as `name` their numbers in it, from 1. */
export function numberedRows(name: Sql, table: Sql, order: Sql): Sql {
  // It numbers the rows of a table by itself; a window would sort them once more.
  return dialectal('numberedRows', [name, table, order], sql`select rowid + 1 as ${name}, * from ${table}`);
}

/** Text values as a list for `in (…)`. */
export function textList(values: readonly string[]): Sql {
  return join(
    values.map((value) => param(value, 'varchar')),
    ', ',
  );
}

/** The sum of amounts of money as a double, exact to four decimals: the same digits in whatever order the rows come. */
export function moneySum(amount: Sql): Sql {
  return dialectal('moneySum', [amount], sql`cast(sum(cast(${amount} as decimal(18, 4))) as double)`);
}

/** Seconds from one timestamp to another, as a double; negative when the second is the earlier. */
export function secondsBetween(from: Sql, to: Sql): Sql {
  return dialectal('secondsBetween', [from, to], sql`(epoch(${to}) - epoch(${from}))`);
}

/** The middle value; the mean of the two middle ones of an even count. NULLs do not count. */
export function medianOf(value: Sql): Sql {
  return dialectal('medianOf', [value], sql`median(${value})`);
}

/** Whether a text holds another, large and small letters alike. */
export function holdsText(text: Sql, part: string): Sql {
  return dialectal('holdsText', [text, part], sql`contains(lower(${text}), lower(${param(part, 'varchar')}))`);
}

/** `2023-05-01T01:01:20.448000` of a timestamp: exact, so that it can be asked for again. */
export function exactText(at: Sql): Sql {
  return dialectal('exactText', [at], sql`strftime(${at}, '%Y-%m-%dT%H:%M:%S.%f')`);
}

/** Days from one timestamp to another as a double, with fractions. */
export function daysBetween(from: Sql, to: Sql): Sql {
  return sql`(${secondsBetween(from, to)} / 86400.0)`;
}

/** A moment that means no end, where a time beyond it stands. */
export function noEnd(): Sql {
  return dialectal('noEnd', [], sql`cast('9999-01-01' as timestamp)`);
}

/** The value of a group where `at` is least. */
export function valueAtFirst(value: Sql, at: Sql): Sql {
  return dialectal('valueAtFirst', [value, at], sql`arg_min(${value}, ${at})`);
}

/** The value of a group where `at` is greatest. */
export function valueAtLast(value: Sql, at: Sql): Sql {
  return dialectal('valueAtLast', [value, at], sql`arg_max(${value}, ${at})`);
}

/** `14` of a timestamp at 14:20. */
export function hourText(at: Sql): Sql {
  return dialectal('hourText', [at], sql`strftime(${at}, '%H')`);
}

/** `Monday` of a timestamp. */
export function weekdayName(at: Sql): Sql {
  return dialectal('weekdayName', [at], sql`dayname(${at})`);
}

/** The value below which a `share` (0..1) of the values lies, exact; between two values on the straight line. NULLs do not count. */
export function quantileOf(value: Sql, share: number): Sql {
  return dialectal('quantileOf', [value, share], sql`quantile_cont(${value}, ${param(share, 'double')})`);
}

/**
 * A query for what `source` has of each two values of two columns, for many pairs of columns: their names as `dimension` and
 * `other_dimension`, the values as `place` and `other_place`, and the sums of `sums`. The first of a pair stands before the second in
 * `columns`. What is NULL may come or not.
 */
export function groupedByPairs(
  source: Sql,
  columns: readonly string[],
  pairs: readonly (readonly [string, string])[],
  sums: readonly string[],
): Sql {
  const sets = join(
    pairs.map(([first, second]) => sql`(${ident(first)}, ${ident(second)})`),
    ', ',
  );
  const sum = (name: string) => sql`sum(${ident(name)}) as ${ident(name)}`;
  return dialectal(
    'groupedByPairs',
    [source, pairs, sums],
    sql`
    select
      ${firstGrouped(columns, 'name')} as dimension,
      ${firstGrouped(columns, 'value')} as place,
      ${firstGrouped(columns.toReversed(), 'name')} as other_dimension,
      ${firstGrouped(columns.toReversed(), 'value')} as other_place,
      ${join(sums.map(sum), ',\n')}
    from ${source}
    group by grouping sets (${sets})`,
  );
}

/** The first of `columns` that a row of grouping sets is grouped by: its name, or what it is there. */
export function firstGrouped(columns: readonly string[], what: 'name' | 'value'): Sql {
  const cases = columns.map(
    (name) => sql` when grouping(${ident(name)}) = 0 then ${what === 'name' ? param(name, 'varchar') : ident(name)}`,
  );
  return sql`case${cases.reduce((all, one) => sql`${all}${one}`, sql``)} end`;
}

const betweenTexts = 31;

/** The texts of a group in an order, as one text that `separateTexts` takes apart; NULL for none. NULLs do not count. */
export function textsInOrder(text: Sql, order: Sql): Sql {
  return dialectal(
    'textsInOrder',
    [text, order],
    sql`string_agg(${text}, chr(${param(betweenTexts, 'integer')}) order by ${order})`,
  );
}

/** The texts `textsInOrder` made one of. */
export function separateTexts(joined: string | null): readonly string[] {
  return joined === null ? [] : joined.split(String.fromCodePoint(betweenTexts));
}
