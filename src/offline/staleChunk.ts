import { reloadPage } from '../url/reloadPage.ts';
import { forgetKept } from './forgetKept.ts';
import type { ToWorker } from './kept.ts';

/** A part of the page did not come: it is loaded again with a newer version, or that did not help or cannot. */
export type MissingPart = 'reloading' | 'missing';

/** What the guard asks of the browser. */
export interface GuardedPage {
  /** The script the page began with: another one for every build. */
  readonly build: string;
  /** The build that was loaded again last; null is none. Throws where the browser keeps nothing. */
  readonly reloaded: () => string | null;
  readonly setReloaded: (build: string) => void;
  /** Whether the server answers: without it, loading again would leave nothing at all. */
  readonly isReachable: () => Promise<boolean>;
}

/**
 * Whether a page with a part that did not come should be loaded again: once for each build, and only when it will come back.
 * A browser never fetches a module again that failed once, so there is no other second try.
 */
export async function reloadHelps(page: GuardedPage): Promise<boolean> {
  try {
    if (page.reloaded() === page.build || !(await page.isReachable())) return false;
    page.setReloaded(page.build);
    return true;
  } catch {
    // Without a memory, every reload would be the first one.
    return false;
  }
}

const listeners = new Set<() => void>();
let part: MissingPart | null = null;
let isGuarding = false;

/** The state of the page’s parts; null while none is missing. */
export function missingPart(): MissingPart | null {
  return part;
}

/** Calls `listener` when a part is found missing. Gives back what ends that. */
export function onMissingPart(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** From here on, a part that a newer version took from the server makes the page load again, once. */
export function guardStaleChunks(): void {
  if (isGuarding) return;
  isGuarding = true;
  window.addEventListener('vite:preloadError', () => {
    if (part === null) void missed();
  });
}

async function missed(): Promise<void> {
  show('reloading');
  if (await reloadHelps(thisPage())) await loadAgain();
  else show('missing');
}

/** Loads the page without anything that is kept of it, where the server can give all of it anew; the link stays. */
export async function loadAfresh(): Promise<void> {
  if (await serverAnswers()) await forgetKept();
  reloadPage();
}

function show(next: MissingPart): void {
  part = next;
  for (const listener of listeners) listener();
}

/** With a new version waiting, the kept old one would only come back. */
async function loadAgain(): Promise<void> {
  const workers = (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  const registration = await workers?.getRegistration().catch(() => undefined);
  if (!registration?.waiting) return reloadPage();
  workers?.addEventListener('controllerchange', reloadPage, { once: true });
  registration.waiting.postMessage({ type: 'SKIP_WAITING' } satisfies ToWorker);
}

function serverAnswers(): Promise<boolean> {
  return fetch(document.baseURI, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
}

const flag = 'greenery.reloaded';

function thisPage(): GuardedPage {
  return {
    build: document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src ?? '',
    reloaded: () => sessionStorage.getItem(flag),
    setReloaded: (build) => sessionStorage.setItem(flag, build),
    isReachable: serverAnswers,
  };
}
