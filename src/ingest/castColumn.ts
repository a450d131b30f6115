import type { ColumnType } from '../model/tables.ts';
import { param, sql, type Sql } from '../sql/sql.ts';
import { contractValues, type ValueReading } from './reading.ts';
import { dayFromText, epochTime, inUtc, timeFromText } from './timeText.ts';

/** Each contract type: what it is in DuckDB, and how a delivered value is told to be one. */
export const columnTypes: Readonly<Record<ColumnType, { readonly duckdb: Sql; readonly means: string }>> = {
  text: { duckdb: sql`varchar`, means: 'a text' },
  integer: { duckdb: sql`bigint`, means: 'a whole number (such as 12)' },
  number: { duckdb: sql`double`, means: 'a number (such as 12.5)' },
  timestamp: { duckdb: sql`timestamp`, means: 'a time (such as 2021-02-11T23:30:33Z)' },
  boolean: { duckdb: sql`boolean`, means: 'true or false' },
  date: { duckdb: sql`date`, means: 'a day (such as 2021-02-11)' },
};

/**
 * `value`, whose DuckDB type is `from`, as the contract's type: NULL where it is none. Numbers are finite; whole numbers may be
 * written with an empty fraction (`12.0`), thousands may be apart where that is unambiguous (`1,234.5`, `1 234`, and not
 * `1,234`). Times are UTC: an offset is applied, a time without one is taken as of the zone in `values`.
 */
export function castColumn(value: Sql, from: string, to: ColumnType, values: ValueReading = contractValues): Sql {
  if (to === 'text') return asText(value);
  return from === 'VARCHAR' ? fromText(value, to, values) : fromTyped(value, from, to, values);
}

/** A text value, or what it stands for. Values that are not named stay as they are. */
export function standIn(value: Sql, stands: Readonly<Record<string, string>>): Sql {
  const named = Object.entries(stands);
  if (named.length === 0) return value;
  const cases = named.map(([from, to]) => sql` when ${param(from, 'varchar')} then ${param(to, 'varchar')}`);
  return sql`case cast(${value} as varchar)${cases.reduce((all, one) => sql`${all}${one}`)} else ${value} end`;
}

/** The delivered value as text, for a sentence about it; NULL where it is empty. */
export function asText(value: Sql): Sql {
  return sql`nullif(cast(${value} as varchar), '')`;
}

function fromText(written: Sql, to: Exclude<ColumnType, 'text'>, { times, decimal }: ValueReading): Sql {
  const text = sql`trim(${written})`;
  switch (to) {
    // A bare cast rounds 12.7 to 13.
    case 'integer':
      return numberFromText(text, decimal, { plain: '[+-]?[0-9]+(D0*)?', fraction: '0*', type: sql`bigint` });
    // A bare cast takes NaN and Infinity.
    case 'number':
      return finite(
        numberFromText(text, decimal, {
          plain: '[+-]?([0-9]+D?[0-9]*|D[0-9]+)([eE][+-]?[0-9]+)?',
          fraction: '[0-9]*',
          type: sql`double`,
        }),
      );
    case 'timestamp':
      return timeFromText(written, times);
    case 'boolean':
      return sql`case lower(${text}) when 'true' then true when 'false' then false end`;
    case 'date':
      return dayFromText(text, times.order);
  }
}

/** `D` in a pattern is the decimal mark. */
function numberFromText(
  text: Sql,
  decimal: ValueReading['decimal'],
  { plain, fraction, type }: { plain: string; fraction: string; type: Sql },
): Sql {
  const mark = decimal === '.' ? '[.]' : ',';
  const thousands = decimal === '.' ? ',' : '[.]';
  const whole = plain.replaceAll('D', mark);
  // One group alone, 1,234, is a number with a fraction to other people. Spaces and apostrophes mean one thing only.
  const grouped = [
    `(${thousands}[0-9]{3})+${mark}${fraction}`,
    `(${thousands}[0-9]{3}){2,}`,
    `([ \u00a0\u202f'’][0-9]{3})+(${mark}${fraction})?`,
  ];
  const apart = `[+-]?[1-9][0-9]{0,2}(${grouped.join('|')})`;
  const withPoint = decimal === '.' ? text : sql`replace(${text}, ',', '.')`;
  const digits = sql`regexp_replace(${text}, ${param(decimal === '.' ? '[^0-9.+-]' : '[^0-9,+-]', 'varchar')}, '', 'g')`;
  return sql`case
    when regexp_full_match(${text}, ${param(whole, 'varchar')}) then try_cast(${withPoint} as ${type})
    when regexp_full_match(${text}, ${param(apart, 'varchar')}) then try_cast(replace(${digits}, ',', '.') as ${type})
  end`;
}

function fromTyped(value: Sql, from: string, to: Exclude<ColumnType, 'text'>, { times }: ValueReading): Sql {
  const numeric = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(from);
  const timed = /^(DATE|TIMESTAMP(_S|_MS|_NS)?)$/.test(from);
  if (to === 'number' && numeric) return finite(sql`try_cast(${value} as double)`);
  if (to === 'integer' && numeric) {
    return sql`case when try_cast(${value} as bigint) = ${value} then try_cast(${value} as bigint) end`;
  }
  if (to === 'timestamp' && timed) {
    return sql`case when isfinite(${value}) then ${inUtc(sql`try_cast(${value} as timestamp)`, times.zone)} end`;
  }
  if (to === 'timestamp' && numeric && times.order === 'seconds') return epochTime(value, 1_000_000);
  if (to === 'timestamp' && numeric && times.order === 'milliseconds') return epochTime(value, 1_000);
  if (to === 'date' && timed) return sql`case when isfinite(${value}) then try_cast(${value} as date) end`;
  if (to === 'boolean' && from === 'BOOLEAN') return value;
  return sql`cast(null as ${columnTypes[to].duckdb})`;
}

function finite(number: Sql): Sql {
  return sql`case when isfinite(${number}) then ${number} end`;
}
