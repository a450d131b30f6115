import { type ZipOptions, zipSync } from 'fflate';
import type { MortalEngine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/engine.ts';
import { type ParquetWriter, startParquetWriter } from '../../exports/parquet.ts';
import { canHash } from '../../ingest/dataVersion.ts';
import { datasetIdPattern, type Manifest, parseManifest } from '../../ingest/manifest.ts';
import {
  type FileEntry,
  fileEntry,
  jsonText,
  martsManifest,
  newestEvent,
  publishedTables,
} from '../../ingest/publishedManifest.ts';
import {
  closePublishing,
  type Hiding,
  numberUsers,
  openPublishing,
  publishedRows,
  publishMart,
} from '../../ingest/publishedMarts.ts';
import type { MartTable } from '../../model/tables.ts';
import { readme } from './readme.ts';

/** The engine that holds what is published; it may be locked. */
export type PublishingEngine = Pick<MortalEngine, 'run' | 'exec' | 'arrow'>;

/** How far a publication is: `done` of `total` tables, and the one that is being written. */
export interface PublishProgress {
  readonly done: number;
  readonly total: number;
  readonly table: MartTable | null;
}

export interface PublishOptions {
  readonly engine: PublishingEngine;
  readonly about: Pick<Manifest, 'id' | 'title' | 'description' | 'currency'>;
  /** Numbers stand for user ids, the same in every table. */
  readonly hideUsers: boolean;
  readonly report?: (progress: PublishProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Why nothing was published, in a sentence for the person on screen. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
}

/** Rows that stand in memory at once, and in one row group of a file. */
const sliceRows = 250_000;

/** Beyond that, a zip needs a form that many programs cannot read. */
const largestZipBytes = 2 * 1024 ** 3;

/**
 * The dataset that the engine holds as a zip: a folder named by its id with the prepared tables as Parquet, their manifest, and
 * a note saying where to put them. Unpacked into `data` beside the page it is opened by `?data=<id>`, as what `npm run dataset`
 * writes. Rejects with PublishError, or with what the engine or the signal says; nothing is left then.
 */
export async function publishDataset(options: PublishOptions): Promise<Blob> {
  const { engine, about, hideUsers, report = () => undefined, signal } = options;
  if (!datasetIdPattern.test(about.id)) {
    throw new PublishError(
      `“${about.id}” cannot be an id: it stands in links, so take small letters, digits, - and _.`,
    );
  }
  if (!canHash()) {
    throw new PublishError(
      'This page came over plain http, where browsers refuse to compute the checksums a dataset needs. Open it over https.',
    );
  }
  const writer = startParquetWriter();
  try {
    await openPublishing(engine);
    const hiding = hideUsers ? await numberUsers(engine) : null;
    const files = new Map<string, Uint8Array>();
    const entries: FileEntry<MartTable>[] = [];
    for (const [index, table] of publishedTables.entries()) {
      signal?.throwIfAborted();
      report({ done: index, total: publishedTables.length, table });
      const { entry, bytes } = await tableFile(engine, writer, table, hiding, signal);
      entries.push(entry);
      files.set(entry.file, bytes);
    }
    report({ done: publishedTables.length, total: publishedTables.length, table: null });
    const [row] = await engine.run(newestEvent(), { signal });
    const newest = row?.['newest'] ?? null;
    const manifest = await martsManifest({ ...about, newest: newest === null ? null : String(newest) }, entries);
    const text = jsonText(manifest);
    parseManifest(text, 'manifest.json');
    files.set('manifest.json', new TextEncoder().encode(text));
    files.set('README.txt', new TextEncoder().encode(readme(manifest, hiding)));
    signal?.throwIfAborted();
    return zipped(about.id, files);
  } catch (error) {
    throw told(error);
  } finally {
    writer.end();
    // An engine that died has nothing left to clear.
    await closePublishing(engine).catch(() => undefined);
  }
}

async function tableFile(
  engine: PublishingEngine,
  writer: ParquetWriter,
  table: MartTable,
  hiding: Hiding | null,
  signal: AbortSignal | undefined,
): Promise<{ entry: FileEntry<MartTable>; bytes: Uint8Array<ArrayBuffer> }> {
  const { rows, newest } = await publishMart(engine, table, hiding);
  async function* slices() {
    // Without rows there is one slice too: it tells the columns.
    for (let from = 0; from === 0 || from < rows; from += sliceRows)
      yield await engine.arrow(publishedRows(from, sliceRows), { signal });
  }
  const file = await writer.write(slices(), { groupRows: sliceRows, signal });
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { entry: await fileEntry({ table, file: `${table}.parquet`, rows, newest }, bytes), bytes };
}

/** Only put together: Parquet is compressed already. */
function zipped(folder: string, files: ReadonlyMap<string, Uint8Array>): Blob {
  const bytes = Array.from(files.values(), ({ length }) => length).reduce((sum, length) => sum + length, 0);
  if (bytes > largestZipBytes) {
    throw new PublishError(
      'The dataset is too large for one zip file. Prepare it with “npm run dataset” on a computer instead.',
    );
  }
  const stored: ZipOptions = { level: 0 };
  const content = Object.fromEntries(
    Array.from(files, ([name, file]) => [`${folder}/${name}`, [file, stored] satisfies [Uint8Array, ZipOptions]]),
  );
  return new Blob([zipSync(content) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}

function told(error: unknown): unknown {
  const isTooLarge =
    (error instanceof EngineError && error.kind === 'memory') ||
    (error instanceof RangeError && /alloc|length|size/i.test(error.message));
  if (!isTooLarge) return error;
  return new PublishError(
    'The dataset does not fit into this browser’s memory a second time, which publishing needs. Close other tabs, or prepare it with “npm run dataset” on a computer.',
    { cause: error },
  );
}
