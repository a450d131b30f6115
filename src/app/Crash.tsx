import type { FallbackProps } from 'react-error-boundary';
import { useMissingPart } from '../offline/MissingPartNotice.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './FailureScreen.module.css';

/** What stands where something broke that nobody caught: never a white page. */
export function Crash({ error, resetErrorBoundary }: FallbackProps) {
  // Told where the page tells its own state: it is no fault of this part.
  if (useMissingPart() !== null) return null;
  return (
    <section className={styles.screen} role="alert">
      <h1 className={styles.title}>This part of the page broke</h1>
      <p className={styles.sentence}>
        It is a fault of the dashboard, not of your data. Your filters and the link are as they were.
      </p>
      <div className={styles.ways}>
        <Button look="strong" onPress={resetErrorBoundary}>
          Draw it again
        </Button>
      </div>
      <p className={styles.small}>{error instanceof Error ? error.message : String(error)}</p>
    </section>
  );
}
