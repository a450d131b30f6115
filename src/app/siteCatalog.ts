import { fetchCatalog } from '../ingest/findDataset.ts';
import type { Catalog } from '../ingest/manifest.ts';

/** Where the datasets lie, beside the page. */
export function datasetsFolder(): string {
  return new URL('data/', document.baseURI).href;
}

let fetched: Promise<Catalog> | null = null;

/** The datasets this site offers, fetched once for all who ask. Rejects with DatasetError; then the next one asks again. */
export function siteCatalog(): Promise<Catalog> {
  fetched ??= fetchCatalog({ base: datasetsFolder(), fetch: (url, init) => globalThis.fetch(url, init) }).catch(
    (error: unknown) => {
      fetched = null;
      throw error;
    },
  );
  return fetched;
}

/** Has the next one who asks fetch it anew: what it lists may have changed since. */
export function forgetCatalog(): void {
  fetched = null;
}
