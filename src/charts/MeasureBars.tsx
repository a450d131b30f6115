import styles from './MeasureBars.module.css';

/** One row, ready to paint. */
export interface MeasureBar {
  readonly id: string;
  readonly label: string;
  /** Length of the bar, 0..1. */
  readonly length: number;
  readonly valueText: string;
  /** Read out for the whole row. */
  readonly name: string;
  readonly selected: boolean;
}

interface MeasureBarsProps {
  /** Heads the list and names it. */
  readonly title: string;
  readonly bars: readonly MeasureBar[];
  /** A measure of loss is hatched. */
  readonly isLoss: boolean;
  readonly onSelect: (id: string) => void;
}

/** A short ranked list: name, bar, number. A row is a switch. */
export function MeasureBars({ title, bars, isLoss, onSelect }: MeasureBarsProps) {
  return (
    <div className={styles.list}>
      <h3 className={styles.title}>{title}</h3>
      <ol className={styles.rows} aria-label={title}>
        {bars.map((bar) => (
          <li key={bar.id}>
            <button
              type="button"
              className={styles.row}
              aria-pressed={bar.selected}
              aria-label={bar.name}
              onClick={() => onSelect(bar.id)}
            >
              <span className={styles.label}>{bar.label}</span>
              <span className={styles.track}>
                <span
                  className={isLoss ? styles.loss : styles.bar}
                  style={{ inlineSize: `${Math.max(bar.length, 0) * 100}%` }}
                />
              </span>
              <span className={styles.value}>{bar.valueText}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
