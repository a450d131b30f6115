/** Shows the new version, here and in all other tabs of this page. */
type TakeOver = () => void;

const listeners = new Set<() => void>();
let offered: TakeOver | null = null;

/** Makes a new version, whole and waiting, known to the page. */
export function offerNewVersion(takeOver: TakeOver): void {
  offered = takeOver;
  for (const listener of listeners) listener();
}

/** What shows the new version that is ready; null while there is none. */
export function newVersion(): TakeOver | null {
  return offered;
}

/** Calls `listener` when a new version is ready. Gives back what ends that. */
export function onNewVersion(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
