import { useId } from 'react';
import { bandLabels, runTexts, type StockRunMark } from './stockBands.ts';
import { StockHatch } from './StockHatch.tsx';
import styles from './StockHeat.module.css';
import { useWidth } from './useWidth.ts';

export interface StockHeatRow {
  /** What pressing the label filters by. */
  readonly product: string;
  readonly selected: boolean;
  readonly runs: readonly StockHeatRun[];
}

export interface StockHeatRun extends StockRunMark {
  /** Shade, from 1 for little to 5 for much; 0 is out of stock. */
  readonly shade: 0 | 1 | 2 | 3 | 4 | 5;
  /** Told on hover. */
  readonly told: string;
}

interface StockHeatProps {
  readonly rows: readonly StockHeatRow[];
  readonly snapshots: readonly string[];
  /** What each shade stands for. */
  readonly legend: readonly { readonly shade: StockHeatRun['shade']; readonly text: string }[];
  readonly onToggle: (product: string) => void;
}

const cellHeight = 24;
export const stockHeatRowHeight = cellHeight + 3;

/** Products by snapshots, darker where more is on hand, hatched where nothing is. */
export function StockHeat({ rows, snapshots, legend, onToggle }: StockHeatProps) {
  const [measure, width] = useWidth();
  const hatch = useId();
  return (
    <div className={styles.chart}>
      <svg width="0" height="0" className={styles.patterns} aria-hidden="true">
        <StockHatch id={hatch} />
      </svg>
      <ul className={styles.legend}>
        {legend.map(({ shade, text }) => (
          <li key={shade}>
            <svg width="20" height="12" aria-hidden="true" className={styles.swatch}>
              <rect width="20" height="12" rx="2" {...fillOf(shade, hatch)} />
            </svg>
            {text}
          </li>
        ))}
      </ul>
      <div className={styles.row} aria-hidden="true">
        <span className={styles.corner}>Product</span>
        <div ref={measure} className={styles.days}>
          {width !== null &&
            bandLabels(snapshots, width).map(({ label, centre }) => (
              <span key={label} style={{ insetInlineStart: centre }}>
                {label}
              </span>
            ))}
        </div>
      </div>
      <ul className={styles.rows}>
        {rows.map(({ product, selected, runs }) => (
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
              {width !== null && <HeatLine runs={runs} band={width / snapshots.length} width={width} hatch={hatch} />}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface HeatLineProps {
  readonly runs: readonly StockHeatRun[];
  readonly band: number;
  readonly width: number;
  readonly hatch: string;
}

function HeatLine({ runs, band, width, hatch }: HeatLineProps) {
  // With many snapshots a gap of its own for every cell would leave no cell.
  const gap = band >= 8 ? 1 : 0;
  return (
    <svg width={width} height={cellHeight} className={styles.svg} aria-hidden="true">
      {runs.map(({ start, end, shade, told }) => (
        <rect
          key={start}
          x={start * band}
          width={Math.max((end - start) * band - gap, 0.5)}
          height={cellHeight}
          rx={gap * 2}
          {...fillOf(shade, hatch)}
        >
          <title>{told}</title>
        </rect>
      ))}
      {runTexts(runs, band).map(({ key, x, run }) => (
        <text key={key} x={x} y={cellHeight / 2 + 4} textAnchor="middle" data-shade={run.shade}>
          {run.text}
        </text>
      ))}
    </svg>
  );
}

function fillOf(shade: StockHeatRun['shade'], hatch: string) {
  return shade === 0 ? { fill: `url(#${hatch})` } : { 'data-shade': shade };
}
