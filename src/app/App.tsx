import { QueryClientProvider } from '@tanstack/react-query';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { MissingPartNotice } from '../offline/MissingPartNotice.tsx';
import { guardStaleChunks } from '../offline/staleChunk.ts';
import { followConnection } from '../offline/useOffline.ts';
import { localQueryClient } from '../queries/client.ts';
import { sourceVersion } from '../queries/dataSource.ts';
import { enterFirstAnswers } from '../queries/enterFirstAnswers.ts';
import { LinkProvider } from '../url/LinkProvider.tsx';
import { defaultViewState } from '../url/viewState.ts';
import { Crash } from './Crash.tsx';
import { Dashboard } from './Dashboard.tsx';
import { datasetStore } from './datasetStore.ts';
import { FramedScreen } from './FramedScreen.tsx';
import { framingOf, isFramedByStranger } from './framing.ts';
import { siteHosts } from './siteHosts.ts';

const client = localQueryClient();
const store = datasetStore((manifest, answers) =>
  enterFirstAnswers(client, { dataVersion: sourceVersion(manifest), answers, counting: defaultViewState.counting }),
);
const isAway = isFramedByStranger(framingOf(window), siteHosts('frame'));

guardStaleChunks();
followConnection();

/** Here nothing else is left that could tell of a missing part. */
function wholePageCrash(props: FallbackProps) {
  return (
    <main>
      <MissingPartNotice />
      <Crash {...props} />
    </main>
  );
}

/** The whole page. */
export function App() {
  if (isAway) return <FramedScreen />;
  return (
    <ErrorBoundary fallbackRender={wholePageCrash}>
      <QueryClientProvider client={client}>
        <LinkProvider>
          <Dashboard store={store} />
        </LinkProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
