import { DataType, type Decimal, type Field, RecordBatchReader, Table, Type } from 'apache-arrow';
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
