import { boundWorker } from './boundWorker.ts';

/** Without Web Locks, a worker that answers none of so many pings counts as dead: one long step must fit in between. */
const pingEveryMs = 5_000;
const silentPings = 12;

/** What a worker tells the page on the channel that bears its name; `holding` when its death gives a lock free. */
type Report = { is: 'ready'; holding: boolean } | { is: 'broken'; message: string } | { is: 'alive' };

/** A running worker whose end is noticed. */
export interface Lifeline {
  readonly worker: Worker;
  /** Resolves when the worker's script has run; stays pending when it never does. */
  readonly ready: Promise<void>;
  /** Resolves with the reason when the worker dies or breaks by itself; stays pending after `end`. */
  readonly died: Promise<string>;
  /** Ends the worker on purpose. */
  readonly end: () => void;
}

export interface LifelineOptions {
  /** Null where the page has none (plain http): then the worker is pinged. */
  readonly locks?: LockManager | null;
  readonly pingMs?: number;
}

/**
 * Starts the module worker at `url`, which must call `holdLifeline`. A browser tells a page nothing when a worker is
 * killed, so the worker holds a lock for as long as it lives: the page is given that lock at the moment of its death.
 */
export function startWorker(url: string, options: LifelineOptions = {}): Lifeline {
  const { locks = webLocks(), pingMs = pingEveryMs } = options;
  const name = `lifeline-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  const channel = new BroadcastChannel(name);
  const worker = boundWorker(url, { name });
  const over = new AbortController();
  let onReady: () => void;
  let onDeath: (reason: string) => void;
  const ready = new Promise<void>((resolve) => (onReady = resolve));
  const died = new Promise<string>((resolve) => (onDeath = resolve));

  const end = () => {
    over.abort();
    channel.close();
    worker.terminate();
  };
  const die = (reason: string) => {
    if (over.signal.aborted) return;
    end();
    onDeath(reason);
  };

  worker.addEventListener('error', (event) => {
    event.preventDefault();
    die(event.message || 'Its script could not be loaded.');
  });
  let unanswered = 0;
  const listenForSilence = () => {
    const timer = setInterval(() => {
      channel.postMessage('ping');
      unanswered += 1;
      if (unanswered > silentPings) die('It no longer answers.');
    }, pingMs);
    over.signal.addEventListener('abort', () => clearInterval(timer));
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Report>) => {
    if (data.is === 'broken') die(data.message);
    if (data.is === 'alive') unanswered = 0;
    if (data.is !== 'ready') return;
    onReady();
    if (locks === null || !data.holding) listenForSilence();
    else {
      locks
        .request(name, { signal: over.signal }, () => die('It was stopped from outside.'))
        .catch(() => {
          if (!over.signal.aborted) listenForSilence();
        });
    }
  });
  return { worker, ready, died, end };
}

/** In a worker: reports to the page that started it. `loaded` settles when the worker can take messages. */
export function holdLifeline(loaded: Promise<unknown>): void {
  const channel = new BroadcastChannel(self.name);
  const tell = (report: Report) => channel.postMessage(report);
  const broke = (reason: unknown) => tell({ is: 'broken', message: String(reason) });
  self.addEventListener('unhandledrejection', (event) => broke(event.reason));
  channel.addEventListener('message', () => tell({ is: 'alive' }));
  const held = new Promise<boolean>((resolve) => {
    const forAsLongAsWeLive = () => {
      resolve(true);
      return new Promise<never>(() => undefined);
    };
    const locks = webLocks();
    if (locks === null) resolve(false);
    // Browsers deny locks to a page in the frame of another site.
    else locks.request(self.name, forAsLongAsWeLive).catch(() => resolve(false));
  });
  Promise.all([held, loaded]).then(([holding]) => tell({ is: 'ready', holding }), broke);
}

function webLocks(): LockManager | null {
  return (navigator as { readonly locks?: LockManager }).locks ?? null;
}
