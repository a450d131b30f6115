import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './RankedBars.module.css';
import { steady } from './steady.tsx';

/** One row of a ranking, ready to paint. */
export interface RankedBar {
  readonly id: string;
  /** What pressing the row filters by. */
  readonly selects: string;
  readonly label: string;
  readonly value: number;
  readonly valueText: string;
  /** The part of `value` that is lost. */
  readonly lost: number;
  readonly lostText: string;
  readonly rateText: string;
  /** The rate and its 95 % interval, 0..1; null where there is none. */
  readonly range: { readonly rate: number; readonly low: number; readonly high: number } | null;
  /** The same rate of another selection; null or left out where nothing is compared. */
  readonly other?: RankedOther | null;
  /** Read out for the whole row. */
  readonly name: string;
  readonly selected: boolean;
  /** A filter that is marked here, not applied, leaves the row out. */
  readonly leftOut?: boolean;
}

export interface RankedOther {
  /** 0..1, marked beside the rate; null where there is none. */
  readonly rate: number | null;
  /** Under the row: the other rate and the difference. */
  readonly text: string;
}

interface RankedBarsProps {
  readonly rows: readonly RankedBar[];
  readonly heads: { readonly label: string; readonly value: string; readonly lost: string; readonly rate: string };
  /** What the rows are: “states”. */
  readonly noun: string;
  readonly onToggle: (selects: string) => void;
}

export const rankedRowHeight = 32;
export const rankedAtFirst = 10;
const atOnce = 200;

/** A ranked list: count, thin bar with its lost part hatched, rate with its interval. A row is a switch. */
export const RankedBars = steady(RankedBarsPicture);

function RankedBarsPicture({ rows, heads, noun, onToggle }: RankedBarsProps) {
  const [shown, setShown] = useState(rankedAtFirst);
  const longest = Math.max(1, ...rows.map(({ value }) => value));
  const next = Math.min(shown + atOnce, rows.length);
  return (
    <div className={styles.chart}>
      <div className={styles.heads} aria-hidden="true">
        <span>{heads.label}</span>
        <span className={styles.value}>{heads.value}</span>
        <span className={styles.bar} />
        <span className={styles.lost}>{heads.lost}</span>
        <span className={styles.rate}>{heads.rate}</span>
      </div>
      <ul className={styles.rows}>
        {rows.slice(0, shown).map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className={styles.row}
              aria-pressed={row.selected}
              data-left-out={row.leftOut === true}
              aria-label={row.name}
              onClick={() => onToggle(row.selects)}
            >
              <RowContent row={row} longest={longest} />
            </button>
          </li>
        ))}
      </ul>
      {rows.length > rankedAtFirst && (
        <p className={styles.more}>
          {rows.length > shown && (
            <Button look="text" onPress={() => setShown(next)}>
              {next >= rows.length
                ? `Show all ${rows.length} ${noun}`
                : `Show ${atOnce} more of ${rows.length} ${noun}`}
            </Button>
          )}
          {shown > rankedAtFirst && (
            <Button look="text" onPress={() => setShown(rankedAtFirst)}>
              Show the first {rankedAtFirst}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** The numbers of a row, those of the other side in a second line. */
function RowContent({ row, longest }: { row: RankedBar; longest: number }) {
  const share = (value: number) => `${(Math.max(value, 0) / longest) * 100}%`;
  return (
    <>
      <span className={styles.label}>{row.label}</span>
      <span className={styles.value}>{row.valueText}</span>
      <span className={styles.bar}>
        <span className={styles.kept} style={{ inlineSize: share(row.value - row.lost) }} />
        <span className={styles.hatched} style={{ inlineSize: share(row.lost) }} />
      </span>
      <span className={styles.lost} data-none={row.lost === 0}>
        {row.lostText}
      </span>
      <span className={styles.rate}>
        {row.range !== null && (
          <span className={styles.track}>
            <span
              className={styles.interval}
              style={{ insetInlineStart: `${row.range.low * 100}%`, insetInlineEnd: `${(1 - row.range.high) * 100}%` }}
            />
            <span className={styles.point} style={{ insetInlineStart: `${row.range.rate * 100}%` }} />
            {row.other != null && row.other.rate !== null && (
              <span className={styles.pointThere} style={{ insetInlineStart: `${row.other.rate * 100}%` }} />
            )}
          </span>
        )}
        <span className={styles.rateText}>{row.rateText}</span>
      </span>
      {row.other != null && <span className={styles.there}>{row.other.text}</span>}
    </>
  );
}
