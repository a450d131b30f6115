import { stepColour } from './theme.ts';
import styles from './StepBars.module.css';

/** One step, ready to paint. */
export interface StepBar {
  readonly id: string;
  /** From 1; chooses the colour. */
  readonly position: number;
  readonly label: string;
  readonly value: number;
  readonly valueText: string;
  /** What is lost from the step before; zero on the first and where nothing is. */
  readonly lost: number;
  readonly lostText: string;
  /** Of the first step; said where there is room. */
  readonly rateText?: string;
}

interface StepBarsProps {
  readonly bars: readonly StepBar[];
  /** The value of a bar of full length. */
  readonly longest: number;
  /** `large` also says the names, losses and rates of the steps. */
  readonly size: 'small' | 'large';
}

/** The steps as bars under each other, what is lost hatched. For the eye: whoever shows it says the numbers in words too. */
export function StepBars({ bars, longest, size }: StepBarsProps) {
  const share = (value: number) => `${(Math.max(value, 0) / Math.max(longest, 1)) * 100}%`;
  return (
    <span className={styles.bars} data-size={size} aria-hidden="true">
      {bars.map(({ id, position, label, value, valueText, lost, lostText, rateText }) => (
        <span key={id} className={styles.row}>
          {size === 'large' && <span className={styles.label}>{label}</span>}
          <span className={styles.track}>
            <span className={styles.bar} style={{ inlineSize: share(value), background: stepColour(position) }} />
            <span className={styles.lost} style={{ inlineSize: share(lost) }} />
          </span>
          <span className={styles.value}>{valueText}</span>
          {size === 'large' && (
            <>
              <span className={styles.lostText}>{lostText}</span>
              <span className={styles.rate}>{rateText}</span>
            </>
          )}
        </span>
      ))}
    </span>
  );
}
