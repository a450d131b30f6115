import { DatasetError } from '../ingest/issue.ts';
import { Button } from '../ui/Button.tsx';
import { RetryButton } from '../ui/RetryButton.tsx';
import failureStyles from './FailureScreen.module.css';
import styles from './ServerFailure.module.css';
import { ServerUnfitError } from './serverUnfit.ts';

interface ServerFailureProps {
  readonly error: Error;
  readonly onRetry: () => void;
  /** Asks for the password again; null before anybody was asked. */
  readonly onSignIn: (() => void) | null;
  readonly onReset: () => void;
}

/** Why a database server gives no numbers, with everything that is wrong with it, and the ways on. */
export function ServerFailure({ error, onRetry, onSignIn, onReset }: ServerFailureProps) {
  const { sentence, reasons } = told(error);
  return (
    <section className={failureStyles.screen} role="alert">
      <h1 className={failureStyles.title}>
        {error instanceof ServerUnfitError
          ? 'The database server is not set up for this page'
          : 'The data could not be shown'}
      </h1>
      <p className={failureStyles.sentence}>{sentence}</p>
      {reasons.length > 0 && (
        <ul className={styles.reasons} aria-label="What is wrong">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <div className={failureStyles.ways}>
        <RetryButton look="strong" onRetry={onRetry} />
        {onSignIn !== null && <Button onPress={onSignIn}>Sign in again</Button>}
        <Button onPress={onReset}>Start afresh</Button>
      </div>
      <p className={failureStyles.small}>Nothing was changed: your filters and the link are as they were.</p>
    </section>
  );
}

function told(error: Error): { readonly sentence: string; readonly reasons: readonly string[] } {
  if (error instanceof ServerUnfitError) {
    const { reasons } = error;
    return {
      sentence:
        reasons.length === 1
          ? 'With it as it is, a number could be wrong and nobody told, so no number was asked for. Whoever keeps the server can put this right:'
          : `With it as it is, numbers could be wrong and nobody told, so none was asked for. Whoever keeps the server can put these ${reasons.length} things right:`,
      reasons,
    };
  }
  const reasons = error instanceof DatasetError ? error.issues.map(({ sentence }) => sentence) : [];
  return { sentence: error.message, reasons: reasons.length > 1 ? reasons.slice(1) : [] };
}
