import { DataType, type Decimal, type Field, RecordBatchReader, Table, type TimeUnit, Type } from 'apache-arrow';
import type { Row } from './engine.ts';
import { decimalNumber, plainRows, unplainColumn } from './rows.ts';

/** The rows of an Arrow IPC stream, given in the pieces it came in. */
export function arrowRows(pieces: readonly Uint8Array[]): Row[] {
  const table = new Table(RecordBatchReader.from(pieces));
  const columns = table.schema.fields.map((field, index) => {
    const values: Iterable<unknown> = table.getChildAt(index) ?? [];
    return { name: field.name, values: decoded(field, values) };
  });
  return plainRows(columns, table.numRows);
}

function decoded({ name, type }: Field, values: Iterable<unknown>): Iterable<unknown> {
  if (DataType.isDecimal(type)) return decimals(name, type, values);
  const plain =
    DataType.isNull(type) ||
    DataType.isBool(type) ||
    DataType.isInt(type) ||
    DataType.isFloat(type) ||
    DataType.isUtf8(type);
  // An enum would be among the refused anyway: DuckDB-WASM 1.32 sends its dictionary too late and every value reads as null.
  if (!plain) throw unplainColumn(name, arrowTypeName(type));
  return values;
}

function* decimals(name: string, type: Decimal, words: Iterable<unknown>): Iterable<number | null> {
  for (const value of words)
    yield value === null ? null : decimalNumber(int128(value as Uint32Array), type.scale, name);
}

/** Four little-endian words as the signed integer they are. */
function int128(words: Uint32Array): bigint {
  const unsigned = words.reduceRight((high, word) => (high << 32n) | BigInt(word), 0n);
  return BigInt.asIntN(128, unsigned);
}

function arrowTypeName(type: DataType): string {
  if (DataType.isTimestamp(type)) return 'timestamp';
  if (DataType.isDate(type)) return 'date';
  if (DataType.isDictionary(type)) return 'enum';
  return Type[type.typeId].toLowerCase();
}

/**
 * What an Arrow IPC stream holds, as a person reads it: each column with Arrow's name of its type, each value as text and null
 * where there is none. Times are ISO text, whatever holds more than one value is JSON, and a text of more than 1000 characters
 * ends there with “…”. Never throws on a type.
 */
export function arrowTexts(stream: Uint8Array): {
  columns: { name: string; type: string }[];
  rows: (string | null)[][];
} {
  const table = new Table(RecordBatchReader.from(stream));
  const columns = table.schema.fields.map(({ name, type }) => ({ name, type: String(type) }));
  const texts = table.schema.fields.map(({ type }, index) => {
    const values = table.getChildAt(index);
    return Array.from({ length: table.numRows }, (_, row) => cut(valueText(type, () => values?.get(row) as unknown)));
  });
  return {
    columns,
    rows: Array.from({ length: table.numRows }, (_, row) => texts.map((column) => column[row] ?? null)),
  };
}

const longestText = 1000;

function cut(text: string | null): string | null {
  return text !== null && text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

function valueText(type: DataType, read: () => unknown): string | null {
  try {
    const value = read();
    if (value === null || value === undefined) return null;
    if (DataType.isDictionary(type)) return valueText(type.dictionary as DataType, () => value);
    if (DataType.isDecimal(type)) return decimalText(int128(value as Uint32Array), type.scale);
    if (DataType.isDate(type)) return new Date(Number(value)).toISOString().slice(0, 10);
    if (DataType.isTimestamp(type))
      return new Date(Number(value))
        .toISOString()
        .replace('T', ' ')
        .replace(/(\.000)?Z$/, '');
    if (DataType.isTime(type)) return timeText(Number(value), type.unit);
    if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return typeof value === 'string' ? value : jsonText(value);
  } catch {
    // A value JavaScript has no form for, such as a date beyond the year 275760: the rest of the row is still told.
    return '…';
  }
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${unscaled < 0n ? '-' : ''}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`;
}

function timeText(value: number, unit: TimeUnit): string {
  const perSecond = [1, 1e3, 1e6, 1e9][unit] ?? 1;
  return new Date((value / perSecond) * 1000).toISOString().slice(11, 19);
}

function jsonText(value: unknown): string {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part));
}
