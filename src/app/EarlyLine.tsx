import type { LoadProgress } from './datasetStore.ts';
import styles from './EarlyLine.module.css';
import { loadSteps } from './loadSteps.ts';

/** Says, above the page and out of its way, that its first numbers stand before the database does, and how far that is. */
export function EarlyLine({ progress }: { progress: LoadProgress }) {
  const step = loadSteps(progress).find(({ state }) => state === 'running');
  return (
    <aside className={styles.line} aria-label="The database is on its way">
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ inlineSize: `${(step?.share ?? 0) * 100}%` }} />
      </span>
      <p>
        <strong>Loading the database</strong>
        {step !== undefined && ` · ${step.label.toLowerCase()} ${step.detail}`}
      </p>
      <p className={styles.more}>
        These numbers came ready with the data. What you choose is answered as soon as it is here.
      </p>
    </aside>
  );
}
