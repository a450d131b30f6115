import { EngineError, type Row } from './engine.ts';
import { plainRows, unplainColumn } from './rows.ts';

/**
 * ClickHouse’s format for results. One JSON document: it tells its columns’ types, NULL from any text, and how many rows there are; and
 * cut anywhere it is no JSON, so that half an answer cannot pass for a whole one, whatever stands between page and server. Answers
 * are small, so that reading one row by row would win nothing.
 */
export const resultFormat = 'JSONCompact';

interface Result {
  readonly meta: readonly { readonly name: string; readonly type: string }[];
  readonly data: readonly (readonly unknown[])[];
  readonly rows: number;
}

/** The rows in `text`, an answer in `resultFormat`; null when it is not a whole one. Throws when a value is not plain. */
export function clickhouseRows(text: string): readonly Row[] | null {
  const result = wholeResult(text);
  if (result === null) return null;
  const columns = result.meta.map(({ name, type }, index) => {
    const read = reader(name, plainType(type));
    return { name, values: result.data.map((row) => read(row[index])) };
  });
  return plainRows(columns, result.rows);
}

function wholeResult(text: string): Result | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || 'exception' in parsed) return null;
  const { meta, data, rows } = parsed as Partial<Result>;
  if (!Array.isArray(meta) || !Array.isArray(data) || data.length !== rows) return null;
  return data.every((row: unknown) => Array.isArray(row) && row.length === meta.length) ? (parsed as Result) : null;
}

/** A column’s type without what says how it is kept: `Int64` of `LowCardinality(Nullable(Int64))`. */
export function plainType(type: string): string {
  return /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1] === undefined
    ? type
    : plainType(type.replace(/^\w+\((.*)\)$/, '$1'));
}

type Reader = (value: unknown) => unknown;

function reader(column: string, type: string): Reader {
  const read = valueReader(column, type);
  return (value) => (value === null ? null : read(value));
}

/** How a value of a type is read. Long integers, decimals and what is no finite number come in quotes. */
function valueReader(column: string, type: string): Reader {
  if (/^(?:String|UUID|FixedString\(\d+\))$/.test(type)) return String;
  if (/^U?Int\d+$/.test(type)) return (value) => BigInt(value as string | number);
  if (/^(?:B?Float\d+)$/.test(type)) return floating;
  const [, scale] = /^Decimal\(\d+, (\d+)\)$/.exec(type) ?? [];
  if (scale === '0') return (value) => BigInt(value as string | number);
  if (scale !== undefined) return Number;
  if (type === 'Bool' || type === 'Nothing') return (value) => value;
  throw unplainResult(column, type);
}

function floating(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.endsWith('nan')) return Number.NaN;
  if (value.endsWith('inf')) return value.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(value);
}

function unplainResult(column: string, type: string): EngineError {
  if (!/date/i.test(type)) return unplainColumn(column, type.toLowerCase());
  return new EngineError(
    'sql',
    `Column "${column}" is of the type ${type}. Turn it into text in the statement, for example formatDateTime("${column}", '%Y-%m-%d %H:%i:%S').`,
  );
}
