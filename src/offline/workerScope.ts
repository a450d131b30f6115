import type { FromWorker } from './kept.ts';

/** An event that keeps the worker alive until its work is done. */
export interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface WorkerMessage extends LastingEvent {
  readonly data: unknown;
  readonly source: { readonly url: string } | null;
}

/** A file, and what it must be. */
export interface BuildFile {
  readonly url: string;
  /** Changes with the content; null where the name of the file does so itself. */
  readonly revision: string | null;
  /** As a `<script>` has it: an answer with another content is refused. */
  readonly integrity: string;
}

/** The files of one build, written before the worker’s code by `scripts/build/serviceWorker.ts`. */
export interface BuildFiles {
  /** Kept before the build is first shown: all it needs beside the engine and the data. */
  readonly page: readonly BuildFile[];
  /** Kept when they were used: address in the folder of the page → start of the SHA-256 in hex. */
  readonly engine: Readonly<Record<string, string>>;
}

/** What a service worker’s global object has that TypeScript’s library for pages does not know. */
export interface WorkerScope {
  readonly buildFiles: BuildFiles;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<{ postMessage(message: FromWorker): void } | undefined>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'message', listener: (event: WorkerMessage) => void): void;
}
