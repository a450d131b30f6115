import { EngineError, type MortalEngine, type RunOptions } from '../engine/engine.ts';
import type { Sql } from '../sql/sql.ts';
import { needsDetails } from './detailMarts.ts';

/** What is asked of an engine whose file of details may still be missing. */
export type Asked = Pick<MortalEngine, 'run' | 'ask' | 'exec' | 'arrow'>;

/** The file of details of a dataset. */
export interface LaterDetails {
  /**
   * Resolves when its tables can be asked; the first call begins to fetch it, and so does one after a failure. Rejects as fetching and
   * opening it do, and when the signal aborts.
   */
  readonly arrive: (signal?: AbortSignal) => Promise<void>;
  /** Begins to fetch it although nothing waits for it. What goes wrong is told to whoever waits for it later. */
  readonly begin: () => void;
}

/** Events that `open` fetches and opens, once, unless it fails; `isAwaited` tells whether anything waits for them by now. */
export function laterDetails(open: (isAwaited: () => boolean) => Promise<void>): LaterDetails {
  let coming: Promise<void> | null = null;
  let isAwaited = false;
  const begin = () => {
    coming ??= open(() => isAwaited).catch((error: unknown) => {
      coming = null;
      throw error;
    });
    return coming;
  };
  return {
    begin: () => void begin().catch(() => undefined),
    arrive: (signal) => {
      isAwaited = true;
      if (signal === undefined) return begin();
      if (signal.aborted) return Promise.reject(withdrawn());
      return new Promise((resolve, reject) => {
        const stop = () => reject(withdrawn());
        signal.addEventListener('abort', stop, { once: true });
        begin()
          .then(resolve, reject)
          .finally(() => signal.removeEventListener('abort', stop));
      });
    },
  };
}

function withdrawn(): EngineError {
  return new EngineError('cancelled', 'The question was withdrawn before it was answered.');
}

/** `engine`, which waits with every statement that names the tables of details until those are there. */
export function withDetails(engine: Asked, details: LaterDetails): Asked {
  const ready = async (text: string, options: RunOptions | undefined) => {
    if (needsDetails(text)) await details.arrive(options?.signal);
  };
  const textOf = ({ chunks }: Sql) => chunks.join('');
  return {
    run: async (query, options) => {
      await ready(textOf(query), options);
      return engine.run(query, options);
    },
    arrow: async (query, options) => {
      await ready(textOf(query), options);
      return engine.arrow(query, options);
    },
    exec: async (query) => {
      await ready(textOf(query), undefined);
      return engine.exec(query);
    },
    ask: async (text, options) => {
      await ready(text, options);
      return engine.ask(text, options);
    },
  };
}
