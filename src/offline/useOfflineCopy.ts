import { useEffect } from 'react';
import { reloadPage } from '../url/reloadPage.ts';

let isStarted = false;
let isFollowing = false;

/**
 * Keeps the page for a visit without a network, once it is shown and idle: `isShown` says that its first numbers are there.
 * Does nothing during development, and nothing where the browser does not allow it.
 */
export function useOfflineCopy(isShown: boolean): void {
  useEffect(followWorker, []);
  useEffect(() => {
    const container = workerContainer();
    if (!isShown || isStarted || !import.meta.env.PROD || container === null) return;
    return whenIdle(() => {
      isStarted = true;
      import('./register.ts').then(({ register }) => register()).catch(() => undefined);
    });
  }, [isShown]);
}

/** When another version takes over, whichever tab asked for it, this page is loaded again: the old parts are gone. */
function followWorker(): void {
  const container = workerContainer();
  if (container === null || isFollowing) return;
  isFollowing = true;
  let hadWorker = container.controller !== null;
  let isReloading = false;
  container.addEventListener('controllerchange', () => {
    if (hadWorker && !isReloading) {
      isReloading = true;
      reloadPage();
    }
    hadWorker = true;
  });
}

/** Null on plain http, and in frames that may not store anything. */
function workerContainer(): ServiceWorkerContainer | null {
  try {
    return (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker ?? null;
  } catch {
    return null;
  }
}

function whenIdle(work: () => void): () => void {
  // Safari has no idle callback.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 2000);
    return () => clearTimeout(timer);
  }
  const call = requestIdleCallback(work, { timeout: 5000 });
  return () => cancelIdleCallback(call);
}
