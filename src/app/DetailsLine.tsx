import type { LoadProgress } from './datasetStore.ts';
import styles from './EarlyLine.module.css';
import { megabytes } from './loadSteps.ts';

/** Says, above the page and out of its way, that something on it waits for the details of sessions, and how far they are; nothing otherwise. */
export function DetailsLine({ progress: { details } }: { progress: LoadProgress }) {
  if (details === null || details === undefined) return null;
  const { loaded, total } = details;
  return (
    <aside className={styles.line} aria-label="Products and events are on their way">
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ inlineSize: `${(loaded / total) * 100}%` }} />
      </span>
      <p>
        <strong>Loading products and single events</strong>
        {` · ${megabytes(loaded)} of ${megabytes(total)}`}
      </p>
      <p className={styles.more}>They come when something looks at them. What does not need them is there already.</p>
    </aside>
  );
}
