import { useState } from 'react';
import type { ColumnBar, ColumnLane } from './ColumnBars.tsx';
import { ColumnButtons } from './ColumnButtons.tsx';
import { columnBarsHeight, type ColumnGeometry, columnGeometry, xOfColumn } from './columnGeometry.ts';
import { ColumnPlot } from './ColumnPlot.tsx';
import styles from './DurationColumns.module.css';
import { textWidth } from './theme.ts';
import { useWidth } from './useWidth.ts';
import { steady } from './steady.tsx';

/** A place on the axis of time that is marked by a line over all columns. */
export interface DurationMark {
  readonly id: string;
  readonly label: string;
  /** In columns from the left edge of the first one: 1.5 is the middle of the second. */
  readonly at: number;
}

/** One stretch of time, ready to paint. */
export interface DurationColumn extends ColumnBar {
  /** Told of it while it is pointed at or focused. */
  readonly facts: readonly string[];
}

interface DurationColumnsProps {
  readonly columns: readonly DurationColumn[];
  readonly lane: ColumnLane;
  readonly marks: readonly DurationMark[];
  /** What the columns are: “Stretches of time”. */
  readonly label: string;
  readonly onSelect: (id: string) => void;
}

const labelSize = 12;
const markLine = 19;
/** So many marks have a line of their own above the columns, so that their labels never touch. */
const marksAtMost = 2;

/** CSS pixels the columns, their axis and the labels of the marks take. */
export function durationColumnsHeight(lane: Pick<ColumnLane, 'height' | 'label'>): number {
  return marksAtMost * markLine + columnBarsHeight([lane]);
}

/** How many took how long, with marks on the axis of time. Arrow keys go from column to column, Enter chooses. */
export const DurationColumns = steady(DurationColumnsPicture);

function DurationColumnsPicture(props: DurationColumnsProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} className={styles.chart}>
      {width !== null && <SizedDurations {...props} width={width} />}
    </div>
  );
}

function SizedDurations({ columns, lane, marks, label, onSelect, width }: DurationColumnsProps & { width: number }) {
  const [active, setActive] = useState<number | null>(null);
  const lanes = [lane];
  const geometry = columnGeometry(width, { columns, lanes, labelWidth: 4 });
  const column = active === null ? undefined : columns[active];
  const x = active === null ? 0 : xOfColumn(geometry, active);
  return (
    <div className={styles.stage} style={{ blockSize: geometry.height + marksAtMost * markLine }}>
      <Marks marks={marks} geometry={geometry} />
      <div className={styles.columns} style={{ insetBlockStart: marksAtMost * markLine, blockSize: geometry.height }}>
        <ColumnPlot columns={columns} lanes={lanes} geometry={geometry} active={active} />
        {column !== undefined && (
          <div
            className={styles.tooltip}
            aria-hidden="true"
            style={x < width / 2 ? { insetInlineStart: x + 12 } : { insetInlineEnd: width - x + 12 }}
          >
            <p className={styles.tooltipTitle}>{column.title}</p>
            {column.facts.map((fact) => (
              <p key={fact}>{fact}</p>
            ))}
          </div>
        )}
        <ColumnButtons columns={columns} geometry={geometry} label={label} onActive={setActive} onSelect={onSelect} />
      </div>
    </div>
  );
}

/** Behind the columns, for the eye: whoever shows the chart says the marks in words too. */
function Marks({ marks, geometry }: { marks: readonly DurationMark[]; geometry: ColumnGeometry }) {
  const { left, step, width, lanes } = geometry;
  const height = geometry.height + marksAtMost * markLine;
  return (
    <svg className={styles.marks} width={width} height={height} aria-hidden="true">
      {marks.slice(0, marksAtMost).map(({ id, label, at }, index) => {
        const x = left + at * step;
        const top = index * markLine;
        const isLeft = x + 5 + textWidth(label, labelSize) > width;
        return (
          <g key={id}>
            <line x1={x} x2={x} y1={top + 2} y2={(lanes[0]?.bottom ?? 0) + marksAtMost * markLine} />
            <text x={isLeft ? x - 5 : x + 5} y={top + markLine / 2 + 1} textAnchor={isLeft ? 'end' : 'start'}>
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
