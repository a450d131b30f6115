import { memo } from 'react';
import styles from './ColumnBars.module.css';
import type { ColumnBar, ColumnLane, ColumnSeries } from './ColumnBars.tsx';
import { type ColumnGeometry, namedColumns, xOfColumn, xOfName } from './columnGeometry.ts';
import { onStepColour, stepColour, textWidth } from './theme.ts';

interface ColumnPlotProps {
  readonly columns: readonly ColumnBar[];
  readonly lanes: readonly ColumnLane[];
  readonly geometry: ColumnGeometry;
  readonly active: number | null;
}

const textSize = 12;
/** A part that is not nothing is never drawn thinner than this. */
const thinnest = 1.5;

export function columnColour(tone: ColumnSeries['tone']): string {
  return tone === 'none' ? 'var(--muted)' : stepColour(tone);
}

/** The axes and the bars. */
export const ColumnPlot = memo(function ColumnPlot({ columns, lanes, geometry, active }: ColumnPlotProps) {
  const { width, height, lanes: placed } = geometry;
  const named = namedColumns(geometry, columns);
  const nameLine = (placed.at(-1)?.bottom ?? 0) + 17;
  return (
    <svg className={styles.plot} width={width} height={height} aria-hidden="true">
      {lanes.map((lane, at) => (
        <Lane key={lane.id} lane={lane} at={at} columns={columns} geometry={geometry} active={active} />
      ))}
      {columns.map(({ id, label, sub }, index) => {
        const isNamed = named.has(index);
        if (!isNamed && sub === '') return null;
        return (
          <text key={id} y={nameLine} textAnchor="middle">
            {isNamed && <tspan x={xOfName(geometry, index, label)}>{label}</tspan>}
            <tspan x={xOfColumn(geometry, index)} y={nameLine + 16} className={styles.sub}>
              {sub}
            </tspan>
          </text>
        );
      })}
    </svg>
  );
});

function Lane({
  lane,
  at,
  columns,
  geometry,
  active,
}: Omit<ColumnPlotProps, 'lanes'> & { lane: ColumnLane; at: number }) {
  const { left, right } = geometry;
  const { top, bottom } = geometry.lanes[at] ?? { top: 0, bottom: 0 };
  const highest = lane.ticks.at(-1)?.value ?? 1;
  const yOf = (value: number) => bottom - (value / highest) * (bottom - top);
  return (
    <g>
      {lane.label !== null && (
        <text x={0} y={top - 14} className={styles.laneLabel}>
          {lane.label}
        </text>
      )}
      {lane.ticks.map(({ value, label }) => (
        <g key={value}>
          <line
            x1={left}
            x2={right}
            y1={yOf(value)}
            y2={yOf(value)}
            className={value === 0 ? styles.base : styles.grid}
          />
          <text x={left - 8} y={yOf(value)} textAnchor="end" className={styles.tick}>
            {label}
          </text>
        </g>
      ))}
      {columns.map((column, index) => (
        <Stack
          key={column.id}
          column={column}
          series={lane.series}
          geometry={geometry}
          x={xOfColumn(geometry, index) - geometry.bar / 2}
          yOf={yOf}
          isActive={index === active}
        />
      ))}
    </g>
  );
}

interface StackProps {
  readonly column: ColumnBar;
  readonly series: readonly ColumnSeries[];
  readonly geometry: ColumnGeometry;
  readonly x: number;
  readonly yOf: (value: number) => number;
  readonly isActive: boolean;
}

/** The parts of a column, each with its number on it where it fits. */
function Stack({ column, series, geometry: { bar, step }, x, yOf, isActive }: StackProps) {
  const isAlone = series.length === 1;
  const gap = isAlone || bar < 5 ? 0 : 1;
  return (
    <g data-active={isActive} className={styles.stack}>
      {series.map(({ id, tone }, index) => {
        const { value, text } = column.values[id] ?? { value: 0, text: '0' };
        if (value <= 0) return null;
        const below = series.slice(index + 1).reduce((sum, one) => sum + (column.values[one.id]?.value ?? 0), 0);
        const size = Math.max(thinnest, yOf(below) - yOf(below + value) - (below > 0 ? gap : 0));
        const y = yOf(below) - (below > 0 ? gap : 0) - size;
        const isWide = textWidth(text, textSize) + 6 <= (isAlone ? step : bar);
        return (
          <g key={id}>
            <rect x={x} y={y} width={bar} height={size} fill={columnColour(tone)} />
            {isWide && (isAlone || size >= 17) && (
              <text
                x={x + bar / 2}
                y={isAlone ? y - 8 : y + size / 2}
                textAnchor="middle"
                className={styles.value}
                style={isAlone ? undefined : { fill: tone === 'none' ? 'var(--card)' : onStepColour(tone) }}
              >
                {text}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
