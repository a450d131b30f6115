import init, { ParquetFile, type ParquetMetaData } from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { holdLifeline } from './lifeline.ts';
import type { ParquetAnswer, ParquetFooter, ParquetQuestion } from './parquet.ts';

/** Fewer and larger batches than the library's 1024 rows: each is a copy of its own on the way to DuckDB. */
const batchSize = 65_536;

let file: ParquetFile | undefined;
let asked = false;

self.addEventListener('message', ({ data }: MessageEvent<ParquetQuestion>) => {
  asked = true;
  void answer(data).then(
    (told) => self.postMessage(told, { transfer: 'stream' in told ? [told.stream.buffer] : [] }),
    // A WebAssembly error is a trap: whatever the library holds may be broken from then on.
    (error: unknown) => fail(String(error), !(error instanceof WebAssembly.RuntimeError)),
  );
});

// On some damaged files parquet-wasm 0.8 panics outside of its promise, which then stays pending: the file is to blame.
self.addEventListener('error', (event) => {
  if (!asked) return;
  event.preventDefault();
  fail(event.message, false);
});

function fail(failed: string, isSound: boolean): void {
  self.postMessage({ failed, isSound } satisfies ParquetAnswer);
}

async function answer(question: ParquetQuestion): Promise<ParquetAnswer> {
  if ('open' in question) {
    file?.free();
    file = undefined;
    file = await ParquetFile.fromFile(question.open);
    return footerOf(file.metadata());
  }
  if (file === undefined) throw new Error('No file is open.');
  const { groups, limit } = question;
  const table = await file.read({
    batchSize: limit ?? batchSize,
    ...(groups.length > 0 && { rowGroups: [...groups] }),
    ...(limit !== undefined && { limit }),
  });
  return { stream: table.intoIPCStream() as Uint8Array<ArrayBuffer> };
}

function footerOf(metadata: ParquetMetaData): ParquetFooter {
  const groups = metadata.rowGroups().map((group) => {
    const columns = group.columns();
    return {
      rows: group.numRows(),
      columns: columns.length,
      packedBytes: columns.reduce((sum, column) => sum + column.compressedSize(), 0),
      // Both are claims of the footer, and a file may lie in either.
      bytes: Math.max(
        group.totalByteSize(),
        columns.reduce((sum, column) => sum + column.uncompressedSize(), 0),
      ),
      values: columns.reduce((sum, column) => sum + column.numValues(), 0),
    };
  });
  return { rows: metadata.fileMetadata().numRows(), groups };
}

// Absolute: a worker that a blob started has no address of its own to add to.
holdLifeline(init({ module_or_path: new URL(wasmUrl, import.meta.url) }));
