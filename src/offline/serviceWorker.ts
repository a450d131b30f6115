import { ExpirationPlugin } from 'workbox-expiration';
import { addPlugins, addRoute, cleanupOutdatedCaches, createHandlerBoundToURL, precache } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import { cacheNames, hashInAddress, keptAs, keptAtHeader, outlivedBy, toWorker } from './kept.ts';
import { hasHash, isSound } from './sound.ts';
import type { LastingEvent, WorkerScope } from './workerScope.ts';

// The script that is `sw.js` in the built page. All of a build is kept before any of it is shown, each file checked against
// its hash, and stays until the next build takes over whole.

const worker = self as unknown as WorkerScope;
const { scope } = worker.registration;
const names = cacheNames(scope);

/** A manifest that takes longer than this is read from the last visit. */
const manifestSeconds = 5;

/** More files than a dataset has. */
const mostDataFiles = 64;

type Plugin = CacheFirst['plugins'][number];

/** Passes over a kept answer that is not what its address promises, so that it is fetched anew. */
const onlySound: Plugin = {
  cachedResponseWillBeUsed: ({ request, cachedResponse }) =>
    Promise.resolve(
      cachedResponse !== undefined && cachedResponse !== null && isSound(request.url, cachedResponse)
        ? cachedResponse
        : null,
    ),
};

/** Keeps an answer only when it is the very file that the build or the manifest named. */
function onlyWithHash(hashOf: (address: string) => string | null): Plugin {
  return {
    cacheWillUpdate: async ({ request, response }) => {
      const hash = hashOf(request.url);
      return hash !== null && isSound(request.url, response) && (await hasHash(response, hash)) ? response : null;
    },
  };
}

const onlyLastDataset: Plugin = {
  cacheDidUpdate: async ({ cacheName, request }) => {
    const cache = await caches.open(cacheName);
    const kept = (await cache.keys()).map(({ url }) => url);
    await Promise.all(outlivedBy(request.url, kept, scope).map((address) => cache.delete(address)));
  },
};

const datedManifests: Plugin = {
  cacheWillUpdate: async ({ request, response }) => {
    if (!isSound(request.url, response)) return null;
    const headers = new Headers(response.headers);
    headers.set(keptAtHeader, new Date().toISOString());
    return new Response(await response.blob(), { headers });
  },
  /** The network gave none. */
  cachedResponseWillBeUsed: async ({ event, cachedResponse }) => {
    if (cachedResponse !== undefined && cachedResponse !== null && 'clientId' in event) {
      const client = await worker.clients.get(String(event.clientId));
      client?.postMessage({ type: 'KEPT_MANIFEST', keptAt: cachedResponse.headers.get(keptAtHeader) });
    }
    return cachedResponse;
  },
};

/** Lets the oldest go, and all of them when the browser has no more room. */
function atMost(maxEntries: number): Plugin {
  return new ExpirationPlugin({ maxEntries, purgeOnQuotaError: true }) as Plugin;
}

const strategies = {
  engine: new CacheFirst({
    cacheName: names.engine,
    matchOptions: { ignoreVary: true },
    plugins: [
      onlySound,
      onlyWithHash((address) => worker.buildFiles.engine[address.slice(scope.length)] ?? null),
      atMost(Object.keys(worker.buildFiles.engine).length),
    ],
  }),
  data: new CacheFirst({
    cacheName: names.data,
    matchOptions: { ignoreVary: true },
    plugins: [onlySound, onlyWithHash(hashInAddress), onlyLastDataset, atMost(mostDataFiles)],
  }),
  manifest: new NetworkFirst({
    cacheName: names.manifest,
    matchOptions: { ignoreVary: true },
    networkTimeoutSeconds: manifestSeconds,
    plugins: [onlySound, datedManifests],
  }),
};

addPlugins([onlySound]);
precache([...worker.buildFiles.page]);
cleanupOutdatedCaches();
// Every view is the same page with another query string.
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && keptAs(url.href, scope) === 'page',
  createHandlerBoundToURL('index.html'),
);
addRoute({ directoryIndex: '', cleanURLs: false, ignoreURLParametersMatching: [] });
for (const kept of ['engine', 'data', 'manifest'] as const) {
  registerRoute(
    ({ request, url }) => !request.headers.has('range') && keptAs(url.href, scope) === kept,
    strategies[kept],
  );
}

worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));

worker.addEventListener('message', (event) => {
  const message = toWorker(event.data);
  if (message === null || event.source === null || !event.source.url.startsWith(scope)) return;
  event.waitUntil(message.type === 'SKIP_WAITING' ? worker.skipWaiting() : keepAll(message.addresses, event));
});

async function takeOver(): Promise<void> {
  const own: readonly string[] = Object.values(names);
  const outdated = (await caches.keys()).filter(
    (name) => name.startsWith('greenery-') && name.endsWith(` ${scope}`) && !own.includes(name),
  );
  await Promise.all(outdated.map((name) => caches.delete(name)));
  // The first visit, too, is to be answered without a network from here on.
  await worker.clients.claim();
}

/** Keeps what the page fetched before it had a worker; the browser still has most of it and need not ask the network. */
async function keepAll(addresses: readonly string[], event: LastingEvent): Promise<void> {
  for (const address of addresses) {
    const kept = keptAs(address, scope);
    if (kept === null || kept === 'page') continue;
    const request = new Request(address, { cache: kept === 'manifest' ? 'no-cache' : 'force-cache' });
    const [answered, done] = strategies[kept].handleAll({ event, request });
    try {
      await (await answered).body?.cancel();
      await done;
    } catch {
      // Without network or room, the next visit tries again.
    }
  }
}
