import { tableToIPC } from 'apache-arrow';
import init, { Compression, Table as ParquetTable, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { arrowTable } from './arrowTable.ts';
import type { WritingAnswer, WritingTask } from './parquet.ts';
import type { About } from './table.ts';

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
