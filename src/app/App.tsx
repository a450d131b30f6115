import { QueryClientProvider } from '@tanstack/react-query';
import { ErrorBoundary } from 'react-error-boundary';
import { localQueryClient } from '../queries/client.ts';
import { LinkProvider } from '../url/LinkProvider.tsx';
import { Crash } from './Crash.tsx';
import { Dashboard } from './Dashboard.tsx';
import { datasetStore } from './datasetStore.ts';

const client = localQueryClient();
const store = datasetStore();

/** The whole page. */
export function App() {
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
