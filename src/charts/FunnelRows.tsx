import { Button } from '../ui/Button.tsx';
import { Tip } from '../ui/Tip.tsx';
import styles from './FunnelRows.module.css';
import { StepBars, type StepBar } from './StepBars.tsx';
import { steady } from './steady.tsx';

/** One funnel of a breakdown, ready to paint. */
export interface FunnelRow {
  readonly id: string;
  /** What pressing the row asks for; null where it cannot be asked for. */
  readonly selects: string | null;
  readonly label: string;
  /** Explains the label; null where it says all. */
  readonly about: string | null;
  readonly valueText: string;
  readonly bars: readonly StepBar[];
  readonly lost: number;
  readonly lostText: string;
  readonly rateText: string;
  /** The rate and its 95 % interval, 0..1; null where there is none. */
  readonly range: { readonly rate: number; readonly low: number; readonly high: number } | null;
  /** Read out for the whole row. */
  readonly name: string;
}

interface FunnelRowsProps {
  readonly rows: readonly FunnelRow[];
  readonly heads: {
    readonly label: string;
    readonly value: string;
    readonly steps: string;
    readonly lost: string;
    readonly rate: string;
  };
  /** The value all funnels share as their full length. */
  readonly longest: number;
  readonly onKeep: (selects: string) => void;
  readonly onShow: (selects: string) => void;
}

export const funnelRowHeight = 72;
export const funnelRowsHead = 28;

/** Funnels under each other on one scale. A row keeps only what it counts; a second button shows the sessions behind it. */
export const FunnelRows = steady(FunnelRowsPicture);

function FunnelRowsPicture({ rows, heads, longest, onKeep, onShow }: FunnelRowsProps) {
  return (
    <div className={styles.chart}>
      <div className={styles.heads} aria-hidden="true">
        <span>{heads.label}</span>
        <span className={styles.value}>{heads.value}</span>
        <span className={styles.bars}>{heads.steps}</span>
        <span className={styles.lost}>{heads.lost}</span>
        <span className={styles.rate}>{heads.rate}</span>
      </div>
      <ul className={styles.rows}>
        {rows.map((row) => {
          const { id, selects, label, name } = row;
          return (
            <li key={id} className={styles.line}>
              {selects === null ? (
                <div className={styles.row}>
                  <span className={styles.unseen}>{name}</span>
                  <Content row={row} longest={longest} />
                </div>
              ) : (
                <>
                  <button
                    type="button"
                    className={styles.row}
                    aria-label={`${name}. Keep only these.`}
                    onClick={() => onKeep(selects)}
                  >
                    <Content row={row} longest={longest} />
                  </button>
                  <span className={styles.show}>
                    <Button look="text" aria-label={`Show sessions: ${label}`} onPress={() => onShow(selects)}>
                      Show sessions
                    </Button>
                  </span>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What a row shows. Its numbers are for the eye: the name of the row says them. */
function Content({ row, longest }: { row: FunnelRow; longest: number }) {
  const { label, about, valueText, bars, lost, lostText, rateText, range } = row;
  return (
    <>
      <span className={styles.label}>{about === null ? label : <Tip text={about}>{label}</Tip>}</span>
      <span className={styles.value} aria-hidden="true">
        {valueText}
      </span>
      <span className={styles.bars}>
        <StepBars bars={bars} longest={longest} size="small" />
      </span>
      <span className={styles.lost} data-none={lost === 0} aria-hidden="true">
        {lostText}
      </span>
      <span className={styles.rate} aria-hidden="true">
        {range !== null && (
          <span className={styles.track}>
            <span
              className={styles.interval}
              style={{ insetInlineStart: `${range.low * 100}%`, insetInlineEnd: `${(1 - range.high) * 100}%` }}
            />
            <span className={styles.point} style={{ insetInlineStart: `${range.rate * 100}%` }} />
          </span>
        )}
        <span className={styles.rateText}>{rateText}</span>
      </span>
    </>
  );
}
