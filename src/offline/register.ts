import { Workbox } from 'workbox-window';
import { trustedScriptUrl } from '../engine/trustedScript.ts';
import { reloadPage } from '../url/reloadPage.ts';
import { keptAs, type ToWorker } from './kept.ts';
import { offerNewVersion } from './newVersion.ts';

/** How often a page that stays open asks for a new version, when it comes into view again. */
const updateEveryMs = 60 * 60 * 1000;

/**
 * Starts the service worker, offers each new version through `offerNewVersion`, and has the worker keep what this page
 * fetched before it was there. Rejects where the browser allows no worker.
 */
export async function register(): Promise<void> {
  const scope = new URL('./', document.baseURI).href;
  const workbox = new Workbox(trustedScriptUrl(`${scope}sw.js`), { scope, updateViaCache: 'none' });
  workbox.addEventListener('waiting', () => offerNewVersion(() => void takeOver(workbox, scope)));
  const wasThere = navigator.serviceWorker.controller !== null;
  const registration = await workbox.register();
  if (registration === undefined) return;
  askWhenSeen(registration);
  if (!wasThere && !savesData()) {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ type: 'KEEP', addresses: fetchedFiles(scope) } satisfies ToWorker);
  }
}

/** Lets the waiting version in; where nothing waits any more, another tab has done it. */
async function takeOver(workbox: Workbox, scope: string): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (registration?.waiting) workbox.messageSkipWaiting();
  else reloadPage();
}

function fetchedFiles(scope: string): string[] {
  const addresses = performance.getEntriesByType('resource').map(({ name }) => name);
  return [...new Set(addresses)].filter((address) => keptAs(address, scope) !== null);
}

/** Whether the reader asked the browser to load little. */
function savesData(): boolean {
  return (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData ?? false;
}

function askWhenSeen(registration: ServiceWorkerRegistration): void {
  let asked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - asked < updateEveryMs) return;
    asked = performance.now();
    // Without a network there is no new version.
    registration.update().catch(() => undefined);
  });
}
