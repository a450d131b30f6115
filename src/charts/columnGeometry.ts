import type { ColumnBar, ColumnLane } from './ColumnBars.tsx';
import { textWidth } from './theme.ts';

/** Where columns are drawn, in CSS pixels of the figure. */
export interface ColumnGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** From one column to the next, and how wide a bar is. */
  readonly step: number;
  readonly bar: number;
  /** Top and bottom of each lane. */
  readonly lanes: readonly { readonly top: number; readonly bottom: number }[];
  /** Every so manieth column is named. */
  readonly every: number;
}

/** Under the lanes: names of columns, and the line under them where some column has one. */
const axisHeight = { names: 26, subs: 44 };
const laneGap = 14;
const laneLabel = 20;
const widestBar = 64;
const labelSize = 12;

/** CSS pixels all lanes and the axis under them take. */
export function columnBarsHeight(
  lanes: readonly Pick<ColumnLane, 'height' | 'label'>[],
  { hasSubs = false } = {},
): number {
  const heights = lanes.map(({ height, label }) => height + (label === null ? 0 : laneLabel) + laneGap);
  return heights.reduce((sum, height) => sum + height, hasSubs ? axisHeight.subs : axisHeight.names);
}

/** The lanes one under the other, beside a value axis and labels `labelWidth` wide. */
export function columnGeometry(
  width: number,
  { columns, lanes, labelWidth }: { columns: readonly ColumnBar[]; lanes: readonly ColumnLane[]; labelWidth: number },
): ColumnGeometry {
  const ticks = lanes.flatMap((lane) => lane.ticks.map(({ label }) => textWidth(label, labelSize)));
  const left = Math.max(28, ...ticks) + 8;
  const right = Math.max(left + 40, width - labelWidth);
  const step = (right - left) / Math.max(1, columns.length);
  const widestName = Math.max(
    0,
    ...columns.flatMap(({ label, sub }) => [label, sub].map((text) => textWidth(text, labelSize))),
  );
  let y = 0;
  const placed = lanes.map((lane) => {
    const top = y + (lane.label === null ? 0 : laneLabel) + laneGap;
    y = top + lane.height;
    return { top, bottom: y };
  });
  return {
    width,
    height: columnBarsHeight(lanes, { hasSubs: columns.some(({ sub }) => sub !== '') }),
    left,
    right,
    step,
    bar: step < 5 ? step : Math.min(step * 0.72, widestBar),
    lanes: placed,
    every: Math.max(1, Math.ceil((widestName + 10) / step)),
  };
}

/** Middle of a column. */
export function xOfColumn({ left, step }: ColumnGeometry, index: number): number {
  return left + (index + 0.5) * step;
}

/** Middle of a column’s name: under the column, but never out of the picture. */
export function xOfName(geometry: ColumnGeometry, index: number, name: string): number {
  const half = textWidth(name, labelSize) / 2;
  return Math.max(half, Math.min(xOfColumn(geometry, index), geometry.width - half));
}

/** Which columns are named: the last one, and back from it those whose names do not touch. */
export function namedColumns(geometry: ColumnGeometry, columns: readonly ColumnBar[]): ReadonlySet<number> {
  const named = new Set<number>();
  let free = Infinity;
  for (let index = columns.length - 1; index >= 0; index -= geometry.every) {
    const name = columns[index]?.label ?? '';
    const middle = xOfName(geometry, index, name);
    const half = textWidth(name, labelSize) / 2;
    if (middle + half <= free) {
      named.add(index);
      free = middle - half - 8;
    }
  }
  return named;
}

/** From 0 to at least `highest` in a few round steps; whole numbers only. */
export function roundTicks(highest: number): readonly number[] {
  const rough = Math.max(1, highest) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(1, highest) / step) + 1 }, (_, at) => at * step);
}
