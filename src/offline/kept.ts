/** Why the worker keeps a file: what it is decides when the kept copy is used. */
export type Kept = 'page' | 'engine' | 'manifest' | 'data';

/**
 * What the file at `address` is, null where the worker leaves it to the network: other sites, and what nobody vouches for.
 * `scope` is the absolute address of the folder the page is in, with a slash at its end.
 */
export function keptAs(address: string, scope: string): Kept | null {
  const url = new URL(address, scope);
  const whole = `${url.origin}${url.pathname}`;
  if (!whole.startsWith(scope)) return null;
  const path = whole.slice(scope.length);
  if (path === '' || path === 'index.html') return 'page';
  if (/^assets\/[^/]+\.wasm$/.test(path)) return 'engine';
  if (path === 'data/catalog.json' || /^data\/.+\/manifest\.json$/.test(path)) return 'manifest';
  return /^data\/.+\/[^/]+$/.test(path) && hashInAddress(address) !== null ? 'data' : null;
}

/** The first 16 hex digits of its SHA-256 that the address of a data file carries, null where it carries none. */
export function hashInAddress(address: string): string | null {
  return /\?v=([0-9a-f]{16})$/.exec(address)?.[1] ?? null;
}

/** Those of `addresses` that keeping the data file at `address` makes idle: other datasets, and older editions of the file. */
export function outlivedBy(address: string, addresses: readonly string[], scope: string): string[] {
  const folder = (other: string) => other.slice(`${scope}data/`.length).split('/')[0];
  const file = (other: string) => other.split('?')[0];
  return addresses.filter(
    (other) => folder(other) !== folder(address) || (file(other) === file(address) && other !== address),
  );
}

/** The names of the caches for the page in `scope`: other pages of this site may have caches of their own. */
export function cacheNames(scope: string): Record<Exclude<Kept, 'page'>, string> {
  return {
    engine: `greenery-engine ${scope}`,
    manifest: `greenery-manifest ${scope}`,
    data: `greenery-data ${scope}`,
  };
}

/** The header of a kept manifest with the time it was fetched, ISO in UTC. */
export const keptAtHeader = 'x-kept-at';

/** What the page tells the worker. */
export type ToWorker =
  | { readonly type: 'SKIP_WAITING' }
  /** These were fetched before the worker was there. */
  | { readonly type: 'KEEP'; readonly addresses: readonly string[] };

/** What the worker tells the page: a manifest is a kept one, because the network gave none. */
export interface FromWorker {
  readonly type: 'KEPT_MANIFEST';
  /** ISO, in UTC; null where nobody wrote it down. */
  readonly keptAt: string | null;
}

/** A message that is a ToWorker, null for anything else. */
export function toWorker(message: unknown): ToWorker | null {
  const { type, addresses } = (message ?? {}) as { readonly type?: unknown; readonly addresses?: unknown };
  if (type === 'SKIP_WAITING') return { type };
  if (type !== 'KEEP' || !Array.isArray(addresses)) return null;
  return { type, addresses: addresses.filter((address) => typeof address === 'string').slice(0, 200) };
}
