import { tableToIPC } from 'apache-arrow';
import init, {
  Compression,
  type RecordBatch,
  Table as ParquetTable,
  transformParquetStream,
  WriterPropertiesBuilder,
  writeParquet,
} from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { arrowTable } from './arrowTable.ts';
import type { WritingAnswer, WritingTask } from './parquet.ts';
import type { About, ExportTable } from './table.ts';

/** A file that is being written: where its rows go in, and the whole of it when they all have. */
interface Growing {
  readonly rows: WritableStreamDefaultWriter<RecordBatch>;
  readonly file: Promise<Blob>;
}

let growing: Growing | undefined;
/** A file without rows is written in one piece: there is nothing a stream could learn its columns from. */
let empty: Blob | undefined;

self.addEventListener('message', ({ data }: MessageEvent<WritingTask>) => {
  void answer(data).then(
    (told) => self.postMessage(told, { transfer: 'bytes' in told ? [told.bytes.buffer] : [] }),
    (error: unknown) => self.postMessage({ failed: String(error) } satisfies WritingAnswer),
  );
});

async function answer(task: WritingTask): Promise<WritingAnswer> {
  // Absolute: a worker that a blob started has no address of its own to add to.
  await init({ module_or_path: new URL(wasmUrl, import.meta.url) });
  if ('table' in task) return { bytes: written(task.table, task.about) };
  if (task.slice !== null) {
    await take(task.slice, task.groupRows);
    return { taken: true };
  }
  await growing?.rows.close();
  const file = (await growing?.file) ?? empty;
  growing = undefined;
  empty = undefined;
  return file === undefined ? { failed: 'Nothing was written.' } : { file };
}

function written(table: ExportTable, about: About | null): Uint8Array<ArrayBuffer> {
  const arrow = ParquetTable.fromIPCStream(tableToIPC(arrowTable(table), 'stream'));
  return writeParquet(arrow, builder().setKeyValueMetadata(metadata(about)).build()) as Uint8Array<ArrayBuffer>;
}

async function take(slice: Uint8Array, groupRows: number): Promise<void> {
  const table = ParquetTable.fromIPCStream(slice);
  const batches = table.recordBatches().filter(({ numRows }) => numRows > 0);
  if (batches.length > 0) growing ??= grow(groupRows);
  if (growing === undefined) {
    empty = new Blob([writeParquet(table, builder().build()) as Uint8Array<ArrayBuffer>], { type: parquetType });
    return;
  }
  const { rows, file } = growing;
  // A write waits until the batch is wanted, which it never is when the file has failed.
  for (const batch of batches) await Promise.race([rows.write(batch), file]);
}

function grow(groupRows: number): Growing {
  const { readable, writable } = new TransformStream<RecordBatch, RecordBatch>();
  const bytes = transformParquetStream(readable, builder().setMaxRowGroupSize(groupRows).build());
  const file = bytes.then((stream) => new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).blob());
  // Whoever waits for the next slice or the end hears of it.
  file.catch(() => undefined);
  return { rows: writable.getWriter(), file };
}

const parquetType = 'application/vnd.apache.parquet';

function builder(): WriterPropertiesBuilder {
  return new WriterPropertiesBuilder().setCompression(Compression.ZSTD).setCreatedBy('greenery dashboard');
}

function metadata(about: About | null): Map<string, string> {
  if (about === null) return new Map();
  const { title, selection, dataset, dataVersion, link, lines = [] } = about;
  return new Map(
    Object.entries({ title, selection, dataset, data_version: dataVersion, link, lines: lines.join('\n') }),
  );
}
