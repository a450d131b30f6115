import styles from './SaidLine.module.css';
import type { Said } from './useDoing.ts';

/** What came of the last press, read out when it changes. Its place is kept, so that nothing moves. */
export function SaidLine({ doing, said }: { doing: string | null; said: Said | null }) {
  return (
    <p className={styles.said} role="status" data-tone={said?.tone}>
      {doing ?? said?.sentence}
    </p>
  );
}
