import { useState } from 'react';
import { ColumnButtons } from './ColumnButtons.tsx';
import styles from './ColumnBars.module.css';
import { type ColumnGeometry, columnGeometry, xOfColumn } from './columnGeometry.ts';
import { ColumnPlot, columnColour } from './ColumnPlot.tsx';
import { spreadLabels } from './spreadLabels.ts';
import { textWidth } from './theme.ts';
import { useWidth } from './useWidth.ts';

/** What a part of a column is. `tone` is a step of the ramp, or `none` for what has no place on it. */
export interface ColumnSeries {
  readonly id: string;
  readonly label: string;
  readonly tone: 1 | 2 | 3 | 4 | 'none';
  /** Told beside the last column; null where the column’s own label is enough. */
  readonly endText: string | null;
}
/** Columns over one axis of values. Several lanes share their columns. */
export interface ColumnLane {
  readonly id: string;
  /** Above the lane. */
  readonly label: string | null;
  /** CSS pixels. */
  readonly height: number;
  /** From 0 up; the last one is the top of the lane. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  /** From the top of the stack down. */
  readonly series: readonly ColumnSeries[];
}
/** One column, ready to paint. */
export interface ColumnBar {
  readonly id: string;
  /** Under the axis, in two lines. */
  readonly label: string;
  readonly sub: string;
  /** Heads the tooltip. */
  readonly title: string;
  /** Read out for the column. */
  readonly name: string;
  /** Said in the tooltip. */
  readonly note: string | null;
  readonly selected: boolean;
  /** By series; what a column lacks is 0. */
  readonly values: Readonly<Record<string, ColumnValue>>;
}
export interface ColumnValue {
  readonly value: number;
  readonly text: string;
}

export interface ColumnBarsProps {
  readonly columns: readonly ColumnBar[];
  readonly lanes: readonly ColumnLane[];
  /** What the columns are: “Snapshots”. */
  readonly label: string;
  /** Without it columns cannot be chosen: the numbers are in the table. */
  readonly onSelect?: (id: string) => void;
}

const labelSize = 12;
const labelGap = 17;
const endLabelsFrom = 420;

/** Stacked columns in one lane or several. Where columns can be chosen, arrow keys go from one to the next and Enter chooses. */
export function ColumnBars(props: ColumnBarsProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} className={styles.chart}>
      {width !== null && <SizedColumns {...props} width={width} />}
    </div>
  );
}

function SizedColumns({ columns, lanes, label, onSelect, width }: ColumnBarsProps & { width: number }) {
  const [active, setActive] = useState<number | null>(null);
  const named = lanes.flatMap(({ series }) => series).filter(({ endText }) => endText !== null);
  const beside = named.length > 0 && width >= endLabelsFrom;
  const labelWidth = beside ? Math.max(...named.map((one) => textWidth(endLabel(one), labelSize))) + 26 : 4;
  const geometry = columnGeometry(width, { columns, lanes, labelWidth });
  const activeColumn = active === null ? undefined : columns[active];
  return (
    <>
      {named.length > 0 && !beside && <SeriesNames series={named} />}
      <div className={styles.stage} style={{ blockSize: geometry.height }}>
        <ColumnPlot columns={columns} lanes={lanes} geometry={geometry} active={active} />
        {beside && <EndLabels columns={columns} lanes={lanes} geometry={geometry} />}
        {active !== null && activeColumn !== undefined && (
          <ColumnTooltip column={activeColumn} lanes={lanes} x={xOfColumn(geometry, active)} width={width} />
        )}
        <ColumnButtons columns={columns} geometry={geometry} label={label} onActive={setActive} onSelect={onSelect} />
      </div>
    </>
  );
}

function endLabel({ label, endText }: ColumnSeries): string {
  return `${label} ${endText ?? ''}`;
}

/** Names beside the last column, at the height of its parts, instead of a legend. */
function EndLabels({
  columns,
  lanes,
  geometry,
}: Pick<ColumnBarsProps, 'columns' | 'lanes'> & { geometry: ColumnGeometry }) {
  const last = columns.at(-1);
  return lanes.map((lane, at) => {
    const { top, bottom } = geometry.lanes[at] ?? { top: 0, bottom: 0 };
    const highest = lane.ticks.at(-1)?.value ?? 1;
    const values = lane.series.map(({ id }) => last?.values[id]?.value ?? 0);
    const named = lane.series.filter(({ endText }) => endText !== null);
    const wanted = named.map((one) => {
      const index = lane.series.indexOf(one);
      const below = values.slice(index + 1).reduce((sum, value) => sum + value, 0);
      return bottom - ((below + (values[index] ?? 0) / 2) / highest) * (bottom - top);
    });
    const placed = spreadLabels(wanted, { gap: labelGap, top, bottom });
    return (
      <ul key={lane.id} className={styles.ends} aria-hidden="true">
        {named.map((one, index) => (
          <li key={one.id} style={{ insetInlineStart: geometry.right + 8, insetBlockStart: placed[index] }}>
            <Dot tone={one.tone} /> {endLabel(one)}
          </li>
        ))}
      </ul>
    );
  });
}

/** Where names beside the columns would leave no room for them. */
function SeriesNames({ series }: { series: readonly ColumnSeries[] }) {
  return (
    <ul className={styles.names} aria-hidden="true">
      {series.map((one) => (
        <li key={one.id}>
          <Dot tone={one.tone} /> {endLabel(one)}
        </li>
      ))}
    </ul>
  );
}

function Dot({ tone }: Pick<ColumnSeries, 'tone'>) {
  return <span className={styles.dot} style={{ background: columnColour(tone) }} />;
}

interface ColumnTooltipProps {
  readonly column: ColumnBar;
  readonly lanes: readonly ColumnLane[];
  readonly x: number;
  readonly width: number;
}

/** The numbers of one column, for the eye only: its button and the table say the same. */
function ColumnTooltip({ column, lanes, x, width }: ColumnTooltipProps) {
  return (
    <div
      className={styles.tooltip}
      aria-hidden="true"
      style={x < width / 2 ? { insetInlineStart: x + 12 } : { insetInlineEnd: width - x + 12 }}
    >
      <p className={styles.tooltipTitle}>{column.title}</p>
      <table>
        <tbody>
          {lanes
            .flatMap(({ series }) => series)
            .map(({ id, label, tone }) => (
              <tr key={id}>
                <th>
                  <Dot tone={tone} /> {label}
                </th>
                <td>{column.values[id]?.text}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {column.note !== null && <p className={styles.tooltipNote}>{column.note}</p>}
    </div>
  );
}
