import {
  Bool,
  type Data,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Utf8,
} from 'apache-arrow';
import { columnKind } from './columnKind.ts';
import type { Cell, ExportTable } from './table.ts';

/**
 * The table in Arrow: int64, double, boolean or text as `columnKind` says, NULL as null. Its buffers are written here,
 * because the builders of Arrow 17 make a function out of text, which the page’s Content-Security-Policy forbids. Columns
 * go by position: an object of columns would put one named “2021” first.
 */
export function arrowTable({ columns, rows }: ExportTable): Table {
  const data = columns.map(({ type }, index) =>
    columnData(
      type,
      rows.map((row) => row[index] ?? null),
    ),
  );
  const fields = columns.map(({ name }, index) => new Field(name, data[index]?.type ?? new Utf8(), true));
  const struct = makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children: data });
  return new Table(new Schema(fields), [new RecordBatch(new Schema(fields), struct)]);
}

function columnData(type: string | undefined, values: readonly Cell[]): Data {
  const known = {
    length: values.length,
    nullCount: values.filter((value) => value === null).length,
    nullBitmap: bits(values.map((value) => value !== null)),
  };
  switch (columnKind(type, values)) {
    case 'integer':
      return makeData({ ...known, type: new Int64(), data: BigInt64Array.from(values, (value) => BigInt(value ?? 0)) });
    case 'double':
      return makeData({ ...known, type: new Float64(), data: Float64Array.from(values, Number) });
    case 'boolean':
      return makeData({ ...known, type: new Bool(), data: bits(values.map((value) => value === true)) });
    case 'text': {
      const texts = values.map((value) => new TextEncoder().encode(value === null ? '' : String(value)));
      return makeData({ ...known, type: new Utf8(), ...joined(texts) });
    }
  }
}

/** One bit for each flag, the lowest first. */
function bits(flags: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(flags.length / 8));
  flags.forEach((flag, index) => {
    if (flag) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bytes;
}

/** All bytes after each other, and where each text begins and the last one ends. */
function joined(texts: readonly Uint8Array[]): { data: Uint8Array; valueOffsets: Int32Array } {
  const valueOffsets = new Int32Array(texts.length + 1);
  texts.forEach((text, index) => {
    valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + text.length;
  });
  const data = new Uint8Array(valueOffsets.at(-1) ?? 0);
  texts.forEach((text, index) => data.set(text, valueOffsets[index]));
  return { data, valueOffsets };
}
