import { notifyManager, QueryClient } from '@tanstack/react-query';
import { inFrames } from './inFrames.ts';

/** A query cache for an engine that lives in the page: never offline, never stale by itself, no use in asking again. */
export function localQueryClient(): QueryClient {
  notifyManager.setScheduler(inFrames());
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Infinity,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
}
