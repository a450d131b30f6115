import { EngineError, type MortalEngine } from './engine.ts';

/**
 * Where a supervised engine is. `generation` counts the starts, so that whatever was asked of an earlier engine can be
 * told from what is asked of this one.
 */
export type Supervised<T, P> =
  | { readonly status: 'starting'; readonly generation: number; readonly progress: P | null }
  | { readonly status: 'ready'; readonly generation: number; readonly engine: MortalEngine; readonly data: T }
  | { readonly status: 'failed'; readonly generation: number; readonly error: Error };

/** How to start an engine and fill it. Both are called again for each start. */
export interface SuperviseOptions<T, P> {
  readonly open: (report: (progress: P) => void, signal: AbortSignal) => Promise<MortalEngine>;
  /** Loads the data; what it resolves with stands beside the ready engine. */
  readonly prepare: (engine: MortalEngine, report: (progress: P) => void, signal: AbortSignal) => Promise<T>;
  /** Milliseconds from any fixed moment. */
  readonly now?: () => number;
}

export interface Supervisor<T, P> {
  /** The same object until something changes, as `useSyncExternalStore` wants it. */
  readonly getSnapshot: () => Supervised<T, P>;
  readonly subscribe: (listener: () => void) => () => void;
  /** Starts again after a failure, with an engine of its own: nothing half-loaded is left over. */
  readonly retry: () => void;
  /** Ends the engine and stays silent from then on. */
  readonly close: () => void;
}

/** An engine that dies more often than this within a minute would only be killed again. */
const restartsPerMinute = 3;

/**
 * Opens an engine, loads its data, and does both again when the engine dies, up to three times within a minute. Any
 * other failure is kept until `retry`.
 */
export function superviseEngine<T, P = never>(options: SuperviseOptions<T, P>): Supervisor<T, P> {
  const { open, prepare, now = () => performance.now() } = options;
  const listeners = new Set<() => void>();
  let snapshot: Supervised<T, P> = { status: 'starting', generation: 0, progress: null };
  let life = new AbortController();
  let deaths: number[] = [];

  const show = (next: Supervised<T, P>) => {
    snapshot = next;
    for (const listener of listeners) listener();
  };

  async function start(generation: number): Promise<void> {
    const run = new AbortController();
    const { signal } = run;
    life = run;
    const report = (progress: P) => {
      if (!signal.aborted && snapshot.status === 'starting') show({ status: 'starting', generation, progress });
    };
    const end = (error: Error) => {
      if (signal.aborted) return;
      run.abort();
      fail(generation, error);
    };
    try {
      const engine = await open(report, signal);
      if (signal.aborted) return void engine.close();
      signal.addEventListener('abort', () => void engine.close());
      void engine.lost.then(end);
      const data = await prepare(engine, report, signal);
      if (!signal.aborted) show({ status: 'ready', generation, engine, data });
    } catch (error) {
      end(error instanceof Error ? error : new Error(String(error)));
    }
  }

  function fail(generation: number, error: Error): void {
    if (!(error instanceof EngineError) || error.kind !== 'lost') return show({ status: 'failed', generation, error });
    deaths = [...deaths.filter((death) => death > now() - 60_000), now()];
    if (deaths.length > restartsPerMinute) {
      const message =
        'The database stopped working again and again. Close other tabs to free memory, or choose a smaller dataset.';
      return show({ status: 'failed', generation, error: new EngineError('lost', message, { cause: error }) });
    }
    restart(generation + 1);
  }

  function restart(generation: number): void {
    show({ status: 'starting', generation, progress: null });
    void start(generation);
  }

  void start(0);
  return {
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry: () => {
      if (snapshot.status !== 'failed') return;
      deaths = [];
      restart(snapshot.generation + 1);
    },
    close: () => {
      listeners.clear();
      life.abort();
    },
  };
}
