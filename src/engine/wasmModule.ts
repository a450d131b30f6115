import { EngineError } from './engine.ts';
import { cancelledError } from './engineErrors.ts';

export interface WasmModuleOptions {
  readonly onProgress?: ((loadedBytes: number, totalBytes: number | null) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long the download may stand still. */
  readonly stallMs: number;
}

/**
 * Downloads a WebAssembly module and makes sure that it is one. DuckDB-WASM would wait for ever where the server answers
 * with an error or a web page. Rejects with a `start` sentence, or `cancelled`.
 */
export async function fetchWasmModule(url: string, options: WasmModuleOptions): Promise<Blob> {
  const name = new URL(url).pathname.split('/').at(-1) ?? url;
  const { onProgress, signal, stallMs } = options;
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), stallMs);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]) });
    if (!response.ok) throw failure(`The server answered ${response.status} for ${name}, a part of this page.`);
    const total = contentLength(response.headers);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let loaded = 0;
    for await (const chunk of bodyChunks(response)) {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), stallMs);
      chunks.push(chunk);
      loaded += chunk.length;
      onProgress?.(loaded, total);
    }
    const blob = new Blob(chunks, { type: 'application/wasm' });
    await refuseOther(blob, name);
    return blob;
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    if (signal?.aborted) throw cancelledError({ cause });
    if (stalled.signal.aborted) {
      throw failure(`The download of ${name} stood still for ${stallMs / 1000} seconds.`, cause);
    }
    throw failure(
      `${name}, a part of this page, could not be downloaded: the connection failed or something blocks it.`,
      cause,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Null where the length on the wire is not the length of the file. */
function contentLength(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? null : Number(length);
}

async function* bodyChunks(response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done) return;
    yield next.value;
  }
}

async function refuseOther(blob: Blob, name: string): Promise<void> {
  const start = await blob.slice(0, 4).text();
  if (start === '\0asm') return;
  if (blob.size === 0) throw failure(`The server sent an empty file for ${name}, a part of this page.`);
  const what = start.trimStart().startsWith('<') ? 'a web page' : 'something else';
  throw failure(`The server sent ${what} instead of ${name}, a part of this page.`);
}

function failure(what: string, cause?: unknown): EngineError {
  return new EngineError('start', `${what} Try again; if it stays, the site was not put up completely.`, { cause });
}
