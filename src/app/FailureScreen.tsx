import type { Catalog } from '../ingest/manifest.ts';
import { type DataIssue, DatasetError } from '../ingest/issue.ts';
import { Button } from '../ui/Button.tsx';
import { RetryButton } from '../ui/RetryButton.tsx';
import styles from './FailureScreen.module.css';
import { IssueList } from './IssueList.tsx';

interface FailureScreenProps {
  readonly error: Error;
  readonly catalog: Catalog | undefined;
  readonly current: string | null;
  readonly onRetry: () => void;
  readonly onDataset: (id: string) => void;
  readonly onReset: () => void;
  /** The way on that fits this dataset best, before all others. */
  readonly first?: { readonly label: string; readonly onPress: () => void } | null;
}

/** Why there are no numbers, and every way on. The filters and the link stay as they are. */
export function FailureScreen(props: FailureScreenProps) {
  const { error, catalog, current, onRetry, onDataset, onReset, first = null } = props;
  const issues: readonly DataIssue[] = error instanceof DatasetError ? error.issues : [];
  const others = catalog?.datasets.filter((dataset) => dataset.id !== (current ?? catalog.default)) ?? [];
  return (
    <section className={styles.screen} role="alert">
      <h1 className={styles.title}>The data could not be shown</h1>
      <p className={styles.sentence}>{error.message}</p>
      <div className={styles.ways}>
        {first !== null && (
          <Button look="strong" onPress={first.onPress}>
            {first.label}
          </Button>
        )}
        <RetryButton look={first === null ? 'strong' : 'framed'} onRetry={onRetry} />
        {others.map((dataset) => (
          <Button key={dataset.id} onPress={() => onDataset(dataset.id)}>
            Open {dataset.title}
          </Button>
        ))}
        <Button onPress={onReset}>Start afresh</Button>
      </div>
      {issues.length > 1 && <IssueList issues={issues} />}
      <p className={styles.small}>Nothing was changed: your filters and the link are as they were.</p>
    </section>
  );
}
