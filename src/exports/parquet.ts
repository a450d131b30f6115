import { boundWorker } from '../engine/boundWorker.ts';
import writerUrl from './parquetWriter.ts?worker&url';
import type { About, ExportTable } from './table.ts';

/** What the page asks of a Parquet writer: one table, or a file slice by slice until null ends it. */
export type WritingTask =
  | { readonly table: ExportTable; readonly about: About | null }
  | { readonly slice: Uint8Array<ArrayBuffer>; readonly groupRows: number }
  | { readonly slice: null };

export type WritingAnswer =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly file: Blob }
  | { readonly taken: true }
  | { readonly failed: string };

/** A browser tells nothing when it kills a worker, so silence has to count as its end. */
const silentMs = 120_000;

const parquetType = 'application/vnd.apache.parquet';

/**
 * The table as a Parquet file (Zstandard, text in UTF-8), written in a worker that lives as long as that takes. Whole numbers
 * are stored as int64, others as double, booleans as such, all else as text, NULL as null. The file’s metadata holds what
 * it is: `title`, `selection`, `dataset`, `data_version`, `link` and `lines`, each as text. Rejects with a sentence.
 */
export async function parquetBytes(table: ExportTable, about: About | null): Promise<Uint8Array<ArrayBuffer>> {
  const { ask, end } = startWriter();
  try {
    const answer = await ask({ table, about });
    if ('bytes' in answer) return answer.bytes;
    throw notWritten(answer, 'Download CSV instead.');
  } finally {
    end();
  }
}

/** `parquetBytes` as a file. */
export async function parquetFile(table: ExportTable, about: About | null): Promise<Blob> {
  return new Blob([await parquetBytes(table, about)], { type: parquetType });
}

/** Writes Parquet files one after the other, in a worker of its own that lives until `end`. */
export interface ParquetWriter {
  /**
   * Slices of one table, each a whole Arrow IPC stream of the same columns, as a Parquet file (Zstandard) with the types they
   * have. Never more than about one slice and one row group, which has `groupRows` rows, stand in memory. There has to be a
   * slice, also for a table without rows. Rejects with a sentence, or with what `slices` or the signal says; the writer is of
   * no use then.
   */
  readonly write: (
    slices: AsyncIterable<Uint8Array<ArrayBuffer>>,
    options: { readonly groupRows: number; readonly signal?: AbortSignal | undefined },
  ) => Promise<Blob>;
  readonly end: () => void;
}

/** Starts a writer; that it cannot be started is told by its first `write`. */
export function startParquetWriter(): ParquetWriter {
  const { ask, end } = startWriter();
  return {
    write: async (slices, { groupRows, signal }) => {
      for await (const slice of slices) {
        signal?.throwIfAborted();
        const answer = await ask({ slice, groupRows }, [slice.buffer]);
        if (!('taken' in answer)) throw notWritten(answer);
      }
      signal?.throwIfAborted();
      const answer = await ask({ slice: null });
      if ('file' in answer) return answer.file;
      throw notWritten(answer);
    },
    end,
  };
}

type Ask = (task: WritingTask, transfer?: Transferable[]) => Promise<WritingAnswer>;

function startWriter(): { readonly ask: Ask; readonly end: () => void } {
  const worker = boundWorker(new URL(writerUrl, document.baseURI).href);
  const ask: Ask = async (task, transfer = []) => {
    const heard = new AbortController();
    const { signal } = heard;
    let timer: number | undefined;
    try {
      return await new Promise<WritingAnswer>((resolve) => {
        worker.addEventListener('message', ({ data }: MessageEvent<WritingAnswer>) => resolve(data), { signal });
        worker.addEventListener(
          'error',
          (event) => {
            event.preventDefault();
            resolve({ failed: event.message || 'Its script could not be loaded.' });
          },
          { signal },
        );
        timer = window.setTimeout(() => resolve({ failed: 'It no longer answers.' }), silentMs);
        worker.postMessage(task, transfer);
      });
    } finally {
      clearTimeout(timer);
      heard.abort();
    }
  };
  return { ask, end: () => worker.terminate() };
}

function notWritten(answer: WritingAnswer, way = 'Reload the page and try again.'): Error {
  return new Error(`The Parquet file could not be written in this browser. ${way}`, {
    cause: 'failed' in answer ? answer.failed : answer,
  });
}
