import { type Engine, EngineError, type MortalEngine } from '../engine/engine.ts';
import { superviseEngine, type Supervised, type Supervisor } from '../engine/supervisor.ts';
import { filesAt } from '../ingest/fetchFile.ts';
import { findDataset } from '../ingest/findDataset.ts';
import { loadDataset } from '../ingest/loadDataset.ts';
import type { LoadReport } from '../ingest/martsOfRaw.ts';
import type { Progress } from '../ingest/progress.ts';
import type { Manifest } from '../ingest/manifest.ts';
import { isOwnId } from '../ingest/own/ownId.ts';
import { browserLack } from './browserNeeds.ts';
import { ownDelivery } from './ownDeliveries.ts';
import { confirmedHosts } from './confirmedHosts.ts';
import { siteHosts } from './siteHosts.ts';

/** A dataset that an engine holds. */
export interface OpenDataset {
  readonly manifest: Manifest;
  /** Where its files are: an absolute address with a slash at its end. Null for files of a person's own. */
  readonly base: string | null;
  readonly report: LoadReport;
}

/** How far the way to the first number is. */
export interface LoadProgress {
  readonly engine: { readonly loaded: number; readonly total: number | null } | null;
  readonly data: Progress | null;
}

export type DatasetStatus =
  | { readonly status: 'starting'; readonly progress: LoadProgress }
  | { readonly status: 'ready'; readonly engine: Pick<MortalEngine, 'run' | 'ask' | 'exec' | 'arrow'> }
  | { readonly status: 'failed'; readonly error: Error };

/** The dataset on screen. `data` is the last one that was ready: it stays while its engine starts again. */
export interface DatasetState {
  readonly id: string | null;
  readonly now: DatasetStatus;
  readonly data: OpenDataset | null;
}

/** One dataset at a time, with an engine of its own. */
export interface DatasetStore {
  readonly getSnapshot: () => DatasetState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Shows the dataset with this id, or the catalogue’s default one; ends the engine of the one before. */
  readonly open: (id: string | null) => void;
  readonly retry: () => void;
}

/** Where the datasets lie, beside the page. */
export function datasetsFolder(): string {
  return new URL('data/', document.baseURI).href;
}

const noProgress: LoadProgress = { engine: null, data: null };

/** A store with no dataset yet. */
export function datasetStore(): DatasetStore {
  const listeners = new Set<() => void>();
  let supervisor: Supervisor<OpenDataset, LoadProgress> | null = null;
  let state: DatasetState = { id: null, now: { status: 'starting', progress: noProgress }, data: null };

  const show = (next: DatasetState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  return {
    getSnapshot: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: (id) => {
      if (supervisor !== null && state.id === id) return;
      supervisor?.close();
      const opened = superviseEngine({
        open: openEngine,
        prepare: (engine, report, signal) => fill(engine, id, report, signal),
      });
      supervisor = opened;
      show({ id, now: statusOf(opened.getSnapshot()), data: null });
      opened.subscribe(() => {
        const snapshot = opened.getSnapshot();
        show({ id, now: statusOf(snapshot), data: snapshot.status === 'ready' ? snapshot.data : state.data });
      });
    },
    retry: () => supervisor?.retry(),
  };
}

function statusOf(supervised: Supervised<OpenDataset, LoadProgress>): DatasetStatus {
  if (supervised.status === 'starting') return { status: 'starting', progress: supervised.progress ?? noProgress };
  if (supervised.status === 'failed') return { status: 'failed', error: supervised.error };
  return { status: 'ready', engine: supervised.engine };
}

async function openEngine(report: (progress: LoadProgress) => void, signal: AbortSignal) {
  const lack = browserLack();
  if (lack !== null) throw new EngineError('start', lack);
  const { openWasmEngine } = await import('../engine/wasm.ts');
  return openWasmEngine({ signal, onProgress: (loaded, total) => report({ engine: { loaded, total }, data: null }) });
}

async function fill(
  engine: Engine,
  id: string | null,
  report: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<OpenDataset> {
  if (id !== null && isOwnId(id)) return fillOwn(engine, id, report, signal);
  const fetch: typeof globalThis.fetch = (url, init) => globalThis.fetch(url, init);
  const { manifest, base } = await findDataset(id, {
    base: datasetsFolder(),
    fetch,
    signal,
    allowedHosts: siteHosts('data'),
    confirmedHosts: confirmedHosts(),
  });
  const loaded = await loadDataset({
    engine,
    delivery: manifest,
    readFile: filesAt(base, fetch),
    report: (data) => report({ engine: null, data }),
    signal,
  });
  // From here on, whatever a person or a file makes it run, the engine reaches nothing outside of itself.
  await engine.lock();
  return { manifest, base, report: loaded };
}

async function fillOwn(
  engine: Engine,
  id: string,
  report: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<OpenDataset> {
  const delivery = await ownDelivery(id);
  const { loadOwn } = await import('../ingest/own/loadOwn.ts');
  const loaded = await loadOwn({ engine, delivery, report: (data) => report({ engine: null, data }), signal });
  await engine.lock();
  return { ...loaded, base: null };
}
