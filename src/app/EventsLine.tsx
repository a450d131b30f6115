import type { LoadProgress } from './datasetStore.ts';
import styles from './EarlyLine.module.css';
import { megabytes } from './loadSteps.ts';

/** Says, above the page and out of its way, that something on it waits for single events, and how far they are; nothing otherwise. */
export function EventsLine({ progress: { events } }: { progress: LoadProgress }) {
  if (events === null || events === undefined) return null;
  const { loaded, total } = events;
  return (
    <aside className={styles.line} aria-label="The single events are on their way">
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ inlineSize: `${(loaded / total) * 100}%` }} />
      </span>
      <p>
        <strong>Loading the single events</strong>
        {` · ${megabytes(loaded)} of ${megabytes(total)}`}
      </p>
      <p className={styles.more}>They come when something looks at them. Everything else on the page is there.</p>
    </aside>
  );
}
