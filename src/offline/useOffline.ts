import { useSyncExternalStore } from 'react';
import { cacheNames, type FromWorker, keptAtHeader } from './kept.ts';

/** The page has no network: what it shows was fetched then. */
export interface Offline {
  /** ISO, in UTC; null where nobody wrote it down. */
  readonly keptAt: string | null;
}

const listeners = new Set<() => void>();
let offline: Offline | null = null;
let isListening = false;

/** Whether the page is without a network, or was given kept data for want of one; null is neither. */
export function useOffline(): Offline | null {
  return useSyncExternalStore(subscribe, () => offline);
}

function subscribe(listener: () => void): () => void {
  followConnection();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(next: Offline | null): void {
  offline = next;
  for (const listener of listeners) listener();
}

/**
 * Hears what the worker and the network say. Called before anything is drawn: what the worker says while the page is still being
 * read, as of the manifest that the page names in its head, is kept for a listener of that time only.
 */
export function followConnection(): void {
  if (isListening) return;
  isListening = true;
  const wentOffline = () => {
    void lastKept().then((keptAt) => navigator.onLine || show({ keptAt }));
  };
  window.addEventListener('online', () => show(null));
  window.addEventListener('offline', wentOffline);
  if (!navigator.onLine) wentOffline();
  try {
    (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker?.addEventListener(
      'message',
      ({ data }: MessageEvent<Partial<FromWorker> | null>) => {
        if (data?.type === 'KEPT_MANIFEST') show({ keptAt: data.keptAt ?? null });
      },
    );
  } catch {
    // A frame that may not store anything has no worker either.
  }
}

/** When the manifest that was fetched last was fetched. */
async function lastKept(): Promise<string | null> {
  try {
    const cache = await caches.open(cacheNames(new URL('./', document.baseURI).href).manifest);
    const kept = await cache.matchAll();
    const times = kept.map(({ headers }) => headers.get(keptAtHeader)).filter((time) => time !== null);
    return times.sort().at(-1) ?? null;
  } catch {
    // Without storage nothing is kept.
    return null;
  }
}
