import styles from './RangeMark.module.css';

/** A rate and its interval on a line from 0 to 100 %, for the eye only: the numbers stand beside it. */
export function RangeMark({ rate, low, high }: { rate: number; low: number; high: number }) {
  return (
    <span className={styles.track} aria-hidden="true">
      <span
        className={styles.interval}
        style={{ insetInlineStart: `${low * 100}%`, insetInlineEnd: `${(1 - high) * 100}%` }}
      />
      <span className={styles.point} style={{ insetInlineStart: `${rate * 100}%` }} />
    </span>
  );
}
