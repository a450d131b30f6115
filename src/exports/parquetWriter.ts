import {
  Bool,
  type Data,
  type DataType,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import init, { Compression, Table as ParquetTable, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { columnKind } from './columnKind.ts';
import type { WritingAnswer, WritingTask } from './parquet.ts';
import type { About, Cell, ExportTable } from './table.ts';

self.addEventListener('message', ({ data }: MessageEvent<WritingTask>) => {
  void written(data).then(
    (bytes) => self.postMessage({ bytes } satisfies WritingAnswer, { transfer: [bytes.buffer] }),
    (error: unknown) => self.postMessage({ failed: String(error) } satisfies WritingAnswer),
  );
});

async function written({ table, about }: WritingTask): Promise<Uint8Array<ArrayBuffer>> {
  await init({ module_or_path: wasmUrl });
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setCreatedBy('greenery dashboard')
    .setKeyValueMetadata(metadata(about))
    .build();
  const arrow = ParquetTable.fromIPCStream(tableToIPC(arrowTable(table), 'stream'));
  return writeParquet(arrow, properties) as Uint8Array<ArrayBuffer>;
}

function metadata(about: About | null): Map<string, string> {
  if (about === null) return new Map();
  const { title, selection, dataset, dataVersion, link, lines = [] } = about;
  return new Map(
    Object.entries({ title, selection, dataset, data_version: dataVersion, link, lines: lines.join('\n') }),
  );
}

/** By position: an object of columns would put a column named “2021” first, and keep one of two with the same name. */
function arrowTable({ columns, rows }: ExportTable): Table {
  const data = columns.map(({ type }, index) =>
    columnData(
      type,
      rows.map((row) => row[index] ?? null),
    ),
  );
  const fields = columns.map(({ name }, index) => new Field(name, data[index]?.type ?? new Utf8(), true));
  const schema = new Schema(fields);
  const struct = makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children: data });
  return new Table(schema, [new RecordBatch(schema, struct)]);
}

function columnData(type: string | undefined, values: readonly Cell[]): Data {
  switch (columnKind(type, values)) {
    case 'integer':
      return whole(
        values.map((value) => (typeof value === 'number' ? BigInt(value) : null)),
        new Int64(),
      );
    case 'double':
      return whole(values, new Float64());
    case 'boolean':
      return whole(values, new Bool());
    case 'text':
      return whole(
        values.map((value) => (value === null ? null : String(value))),
        new Utf8(),
      );
  }
}

function whole(values: readonly unknown[], type: DataType): Data {
  const [data] = vectorFromArray(values, type).data;
  if (data === undefined) throw new Error('Arrow made nothing of a column.');
  return data;
}
