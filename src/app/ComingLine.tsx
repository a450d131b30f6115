import styles from './ComingLine.module.css';

interface ComingLineProps {
  /** What is on its way, as a name for the line. */
  readonly label: string;
  readonly title: string;
  /** How far it is; empty where nobody knows. */
  readonly detail: string;
  /** 0..1. */
  readonly share: number;
  /** What that means for the page. Left out where there is little room. */
  readonly more: string;
}

/** Says, above the page and out of its way, what is still on its way, and how far it is. */
export function ComingLine({ label, title, detail, share, more }: ComingLineProps) {
  return (
    <aside className={styles.line} aria-label={label}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <p>
        <strong>{title}</strong>
        {detail !== '' && ` · ${detail}`}
      </p>
      <p className={styles.more}>{more}</p>
    </aside>
  );
}
