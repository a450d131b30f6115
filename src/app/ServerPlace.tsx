import type { DatasetStatus } from './datasetStore.ts';
import { ServerFailure } from './ServerFailure.tsx';
import { SignInScreen } from './SignInScreen.tsx';

interface ServerPlaceProps {
  readonly now: DatasetStatus;
  readonly onRetry: () => void;
  readonly onReset: () => void;
}

/** What stands in place of the views until the database server answers. */
export function ServerPlace({ now, onRetry, onReset }: ServerPlaceProps) {
  switch (now.status) {
    case 'starting':
      return now.signIn === undefined ? <div aria-busy="true" /> : <SignInScreen {...now.signIn} />;
    case 'failed':
      return <ServerFailure error={now.error} onRetry={onRetry} onSignIn={now.signInAgain ?? null} onReset={onReset} />;
    case 'ready':
      return null;
  }
}
