import {
  unstable_createAdapterProvider as createAdapterProvider,
  type unstable_AdapterInterface as AdapterInterface,
} from 'nuqs/adapters/custom';
import { useMemo, useSyncExternalStore } from 'react';
import { parameterNames } from './parameters.ts';
import { readRawQuery, writeRawQuery } from './rawQuery.ts';

const written = new EventTarget();

function subscribe(onChange: () => void): () => void {
  written.addEventListener('write', onChange);
  window.addEventListener('popstate', onChange);
  return () => {
    written.removeEventListener('write', onChange);
    window.removeEventListener('popstate', onChange);
  };
}

/** The query string of the address bar. */
export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}

/** The address of the page with another query string. */
export function addressWith(search: string): string {
  return location.href.replace(/[?#].*$/s, '') + search;
}

/**
 * nuqs’ own adapters decode a value before its parser sees it, so that a `%2C` inside a name could not be told from the comma
 * between two. Here the values inside URLSearchParams are the percent-encoded ones, on the way in and on the way out.
 */
function encodedParams(search: string): URLSearchParams {
  return new URLSearchParams([...readRawQuery(search).raw]);
}

/** Writes only known parameters, in their order; the same address twice is one entry of the history. */
const updateUrl: AdapterInterface['updateUrl'] = (params, { history: mode }) => {
  const search = writeRawQuery(
    parameterNames.flatMap((name) => {
      const raw = params.get(name);
      return raw === null ? [] : [[name, raw] as const];
    }),
  );
  const address = new URL(addressWith(search));
  const isSame = address.search === location.search;
  if (mode === 'push' && !isSame) history.pushState(history.state, '', address);
  else history.replaceState(history.state, '', address);
  written.dispatchEvent(new Event('write'));
};

const getSearchParamsSnapshot = () => encodedParams(location.search);

function useLinkAdapter(): AdapterInterface {
  const search = useSearch();
  const searchParams = useMemo(() => encodedParams(search), [search]);
  return { searchParams, updateUrl, getSearchParamsSnapshot };
}

export const LinkAdapter = createAdapterProvider(useLinkAdapter);
