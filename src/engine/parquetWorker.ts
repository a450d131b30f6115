import init, { ParquetFile } from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { holdLifeline } from './lifeline.ts';
import type { ParquetAnswer, ParquetQuestion } from './parquet.ts';

/** Fewer and larger batches than the library's 1024 rows: each is a copy of its own on the way to DuckDB. */
const batchSize = 65_536;

let file: ParquetFile | undefined;
let asked = false;

self.addEventListener('message', ({ data }: MessageEvent<ParquetQuestion>) => {
  asked = true;
  void answer(data).then(
    (told) => self.postMessage(told, { transfer: 'stream' in told ? [told.stream.buffer] : [] }),
    (error: unknown) => self.postMessage({ failed: String(error) } satisfies ParquetAnswer),
  );
});

// On some damaged files parquet-wasm 0.8 panics outside of its promise, which then stays pending: the file is to blame.
self.addEventListener('error', (event) => {
  if (!asked) return;
  event.preventDefault();
  self.postMessage({ failed: event.message } satisfies ParquetAnswer);
});

async function answer(question: ParquetQuestion): Promise<ParquetAnswer> {
  if ('open' in question) {
    file = await ParquetFile.fromFile(question.open);
    const metadata = file.metadata();
    const groups = metadata.rowGroups();
    return {
      rows: metadata.fileMetadata().numRows(),
      groups: groups.length,
      bytes: groups.reduce((sum, group) => sum + group.totalByteSize(), 0),
    };
  }
  if (file === undefined) throw new Error('No file is open.');
  const groups = question.group === null ? {} : { rowGroups: [question.group] };
  const table = await file.read({ batchSize, ...groups });
  return { stream: table.intoIPCStream() as Uint8Array<ArrayBuffer> };
}

holdLifeline(init({ module_or_path: wasmUrl }));
