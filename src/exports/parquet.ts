import writerUrl from './parquetWriter.ts?worker&url';
import type { About, ExportTable } from './table.ts';

/** What the page asks of the Parquet writer, once in its life. */
export interface WritingTask {
  readonly table: ExportTable;
  readonly about: About | null;
}

export type WritingAnswer = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly failed: string };

/** A browser tells nothing when it kills a worker, so silence has to count as its end. */
const silentMs = 120_000;

/**
 * The table as a Parquet file (Zstandard, text in UTF-8), written in a worker that lives as long as that takes. Whole numbers
 * are stored as int64, others as double, booleans as such, all else as text, NULL as null. The file’s metadata holds what
 * it is: `title`, `selection`, `dataset`, `data_version`, `link` and `lines`, each as text. Rejects with a sentence.
 */
export async function parquetBytes(table: ExportTable, about: About | null): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL(writerUrl, document.baseURI).href, { type: 'module' });
  let timer: number | undefined;
  try {
    const answer = await new Promise<WritingAnswer>((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<WritingAnswer>) => resolve(data));
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        resolve({ failed: event.message || 'Its script could not be loaded.' });
      });
      timer = window.setTimeout(() => resolve({ failed: 'It no longer answers.' }), silentMs);
      worker.postMessage({ table, about } satisfies WritingTask);
    });
    if ('bytes' in answer) return answer.bytes;
    throw new Error('The Parquet file could not be written in this browser. Download CSV instead.', {
      cause: answer.failed,
    });
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}

/** `parquetBytes` as a file. */
export async function parquetFile(table: ExportTable, about: About | null): Promise<Blob> {
  return new Blob([await parquetBytes(table, about)], { type: 'application/vnd.apache.parquet' });
}
