import { StepBars, type StepBar } from './StepBars.tsx';
import styles from './SmallFunnels.module.css';

/** One funnel among many, ready to paint. */
export interface SmallFunnel {
  readonly id: string;
  readonly label: string;
  /** Said beside the name. */
  readonly rateText: string;
  readonly bars: readonly StepBar[];
  /** Read out for the whole funnel. */
  readonly name: string;
  readonly selected: boolean;
}

interface SmallFunnelsProps {
  readonly funnels: readonly SmallFunnel[];
  /** The value all funnels share as their full length. */
  readonly longest: number;
  readonly onSelect: (id: string) => void;
}

/** Many small funnels on one scale, each a switch. */
export function SmallFunnels({ funnels, longest, onSelect }: SmallFunnelsProps) {
  return (
    <ul className={styles.grid}>
      {funnels.map(({ id, label, rateText, bars, name, selected }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.funnel}
            aria-pressed={selected}
            aria-label={name}
            onClick={() => onSelect(id)}
          >
            <span className={styles.head}>
              <span className={styles.label}>{label}</span>
              <span className={styles.rate}>{rateText}</span>
            </span>
            <StepBars bars={bars} longest={longest} size="small" />
          </button>
        </li>
      ))}
    </ul>
  );
}
