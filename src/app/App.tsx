import { QueryClientProvider } from '@tanstack/react-query';
import { ErrorBoundary } from 'react-error-boundary';
import { guardStaleChunks } from '../offline/staleChunk.ts';
import { localQueryClient } from '../queries/client.ts';
import { LinkProvider } from '../url/LinkProvider.tsx';
import { Crash } from './Crash.tsx';
import { Dashboard } from './Dashboard.tsx';
import { datasetStore } from './datasetStore.ts';
import { FramedScreen } from './FramedScreen.tsx';
import { framingOf, isFramedByStranger } from './framing.ts';
import { siteHosts } from './siteHosts.ts';

const client = localQueryClient();
const store = datasetStore();
const isAway = isFramedByStranger(framingOf(window), siteHosts('frame'));

guardStaleChunks();

/** The whole page. */
export function App() {
  if (isAway) return <FramedScreen />;
  return (
    <ErrorBoundary FallbackComponent={Crash}>
      <QueryClientProvider client={client}>
        <LinkProvider>
          <Dashboard store={store} />
        </LinkProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
