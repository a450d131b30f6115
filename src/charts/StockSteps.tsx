import { useId } from 'react';
import { bandLabels, runTexts, type StockRunMark } from './stockBands.ts';
import { StockHatch } from './StockHatch.tsx';
import styles from './StockSteps.module.css';
import { useWidth } from './useWidth.ts';

/** One product’s level over the snapshots, ready to paint. */
export interface StockStepsRow {
  /** What pressing the label filters by. */
  readonly product: string;
  readonly selected: boolean;
  readonly runs: readonly StockRunMark[];
  /** One text for each head. */
  readonly cells: readonly string[];
}

interface StockStepsProps {
  readonly rows: readonly StockStepsRow[];
  /** A label for each snapshot. */
  readonly snapshots: readonly string[];
  readonly heads: readonly string[];
  /** Which of the cells is the one to read, and which is about loss. */
  readonly leading: number;
  readonly losing: number;
  /** The level at the top of every line: all share one scale. */
  readonly highest: number;
  readonly onToggle: (product: string) => void;
}

const lineHeight = 62;
const top = 18;
const base = lineHeight - 5;
export const stockStepsRowHeight = lineHeight + 9;

/** A step line for each product on one scale, its stock-outs hatched, and its figures beside it. */
export function StockSteps({ rows, snapshots, heads, leading, losing, highest, onToggle }: StockStepsProps) {
  const [measure, width] = useWidth();
  return (
    <div className={styles.chart}>
      <div className={styles.heads} aria-hidden="true">
        <span>Product</span>
        <div ref={measure} className={styles.days}>
          {width !== null &&
            bandLabels(snapshots, width).map(({ label, centre }) => (
              <span key={label} style={{ insetInlineStart: centre }}>
                {label}
              </span>
            ))}
        </div>
        {heads.map((head) => (
          <span key={head} className={styles.cell}>
            {head}
          </span>
        ))}
      </div>
      <ul className={styles.rows}>
        {rows.map(({ product, selected, runs, cells }) => (
          <li key={product} className={styles.row}>
            <button
              type="button"
              className={styles.label}
              aria-pressed={selected}
              title={product}
              onClick={() => onToggle(product)}
            >
              {product}
            </button>
            <div className={styles.line}>
              {width !== null && <StepLine runs={runs} count={snapshots.length} width={width} highest={highest} />}
            </div>
            {heads.map((head, index) => (
              <span
                key={head}
                className={styles.cell}
                data-leading={index === leading || undefined}
                data-losing={(index === losing && cells[index] !== '—') || undefined}
              >
                <span className={styles.head}>{head} </span>
                {cells[index]}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface StepLineProps {
  readonly runs: readonly StockRunMark[];
  readonly count: number;
  readonly width: number;
  readonly highest: number;
}

function StepLine({ runs, count, width, highest }: StepLineProps) {
  const hatch = useId();
  const band = width / Math.max(count, 1);
  const heightOf = (level: number) => base - (Math.max(level, 0) / Math.max(highest, 1)) * (base - top);
  return (
    <svg width={width} height={lineHeight} className={styles.svg} aria-hidden="true">
      <StockHatch id={hatch} />
      <line x2={width} y1={base + 1.5} y2={base + 1.5} className={styles.base} />
      {runs
        .filter(({ isOut }) => isOut)
        .map(({ start, end }) => (
          <rect
            key={start}
            x={start * band}
            width={(end - start) * band}
            y={1}
            height={base}
            fill={`url(#${hatch})`}
            className={styles.out}
          />
        ))}
      <path className={styles.path} d={stepPath(runs, band, heightOf)} />
      {runTexts(runs, band).map(({ key, x, run }) => (
        <text key={key} x={x} y={heightOf(run.level) - 5} textAnchor="middle" data-out={run.isOut || undefined}>
          {run.text}
        </text>
      ))}
    </svg>
  );
}

/** One line for runs that follow on each other; a new one after a gap. */
function stepPath(runs: readonly StockRunMark[], band: number, heightOf: (level: number) => number): string {
  return runs
    .map(({ start, end, level }, index) => {
      const goesOn = runs[index - 1]?.end === start;
      return `${goesOn ? 'V' : `M${start * band} `}${heightOf(level)}H${end * band}`;
    })
    .join('');
}
