import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './ShareBars.module.css';

/** One row: a thing, how many, and what share of all that is. */
export interface ShareBar {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly valueText: string;
  readonly shareText: string;
  /** What stands for “none” or “not known” is drawn back. */
  readonly muted: boolean;
}

interface ShareBarsProps {
  readonly rows: readonly ShareBar[];
  readonly heads: { readonly label: string; readonly value: string; readonly share: string };
  /** What the rows are: “states”. */
  readonly noun: string;
}

export const shareRowHeight = 30;
export const sharesAtFirst = 10;
const atOnce = 200;

/** A list of counts with thin bars and their shares; the longest bar is the largest count. */
export function ShareBars({ rows, heads, noun }: ShareBarsProps) {
  const [shown, setShown] = useState(sharesAtFirst);
  const longest = Math.max(1, ...rows.map(({ value }) => value));
  const next = Math.min(shown + atOnce, rows.length);
  return (
    <div className={styles.chart}>
      <div className={styles.heads} aria-hidden="true">
        <span>{heads.label}</span>
        <span className={styles.number}>{heads.value}</span>
        <span />
        <span className={styles.number}>{heads.share}</span>
      </div>
      <ul className={styles.rows}>
        {rows.slice(0, shown).map(({ id, label, value, valueText, shareText, muted }) => (
          <li key={id} className={styles.row} data-muted={muted}>
            <span className={styles.label} title={label}>
              {label}
            </span>
            <span className={styles.number}>{valueText}</span>
            <span className={styles.bar} style={{ inlineSize: `${(value / longest) * 100}%` }} />
            <span className={styles.number}>{shareText}</span>
          </li>
        ))}
      </ul>
      {rows.length > sharesAtFirst && (
        <p className={styles.more}>
          {rows.length > shown && (
            <Button look="text" onPress={() => setShown(next)}>
              {next >= rows.length
                ? `Show all ${rows.length} ${noun}`
                : `Show ${atOnce} more of ${rows.length} ${noun}`}
            </Button>
          )}
          {shown > sharesAtFirst && (
            <Button look="text" onPress={() => setShown(sharesAtFirst)}>
              Show the first {sharesAtFirst}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
