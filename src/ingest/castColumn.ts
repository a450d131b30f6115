import type { ColumnType } from '../model/tables.ts';
import { sql, type Sql } from '../sql/sql.ts';

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
 * written with an empty fraction (`12.0`); times are UTC, an offset is applied, a time without one is taken as UTC.
 */
export function castColumn(value: Sql, from: string, to: ColumnType): Sql {
  if (to === 'text') return asText(value);
  return from === 'VARCHAR' ? fromText(sql`trim(${value})`, to) : fromTyped(value, from, to);
}

/** The delivered value as text, for a sentence about it; NULL where it is empty. */
export function asText(value: Sql): Sql {
  return sql`nullif(cast(${value} as varchar), '')`;
}

function fromText(text: Sql, to: Exclude<ColumnType, 'text'>): Sql {
  switch (to) {
    // A bare cast rounds 12.7 to 13.
    case 'integer':
      return sql`case when regexp_full_match(${text}, '[+-]?[0-9]+([.]0*)?') then try_cast(${text} as bigint) end`;
    // A bare cast takes NaN and Infinity.
    case 'number':
      return finite(sql`case
        when regexp_full_match(${text}, '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?') then try_cast(${text} as double)
      end`);
    case 'timestamp':
      return timestampFromText(text);
    case 'boolean':
      return sql`case lower(${text}) when 'true' then true when 'false' then false end`;
    case 'date':
      return sql`case
        when regexp_full_match(${text}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') then try_cast(${text} as date)
      end`;
  }
}

/** DuckDB 1.4.3 drops an offset when it casts text to TIMESTAMP, takes 01/02/24 for a day in the year 1, and knows infinity. */
function timestampFromText(text: Sql): Sql {
  const time = sql`[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?`;
  const utc = sql`'(${time}) ?(Z|UTC)?'`;
  const offset = sql`'(${time}) ?([+-])([0-9]{2}):?([0-9]{2})?'`;
  return sql`case
    when regexp_full_match(${text}, ${utc}) then try_cast(regexp_extract(${text}, ${utc}, 1) as timestamp)
    when regexp_full_match(${text}, ${offset}) then
      try_cast(regexp_extract(${text}, ${offset}, 1) as timestamp)
      - case regexp_extract(${text}, ${offset}, 5) when '-' then -1 else 1 end
      * (
        60 * try_cast(regexp_extract(${text}, ${offset}, 6) as integer)
        + coalesce(try_cast(regexp_extract(${text}, ${offset}, 7) as integer), 0)
      )
      * interval '1 minute'
  end`;
}

function fromTyped(value: Sql, from: string, to: Exclude<ColumnType, 'text'>): Sql {
  const numeric = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(from);
  const timed = /^(DATE|TIMESTAMP(_S|_MS|_NS)?)$/.test(from);
  if (to === 'number' && numeric) return finite(sql`try_cast(${value} as double)`);
  if (to === 'integer' && numeric) {
    return sql`case when try_cast(${value} as bigint) = ${value} then try_cast(${value} as bigint) end`;
  }
  if (to === 'timestamp' && timed) return sql`case when isfinite(${value}) then try_cast(${value} as timestamp) end`;
  if (to === 'date' && timed) return sql`case when isfinite(${value}) then try_cast(${value} as date) end`;
  if (to === 'boolean' && from === 'BOOLEAN') return value;
  return sql`cast(null as ${columnTypes[to].duckdb})`;
}

function finite(number: Sql): Sql {
  return sql`case when isfinite(${number}) then ${number} end`;
}
