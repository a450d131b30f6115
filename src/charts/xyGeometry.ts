import { textWidth } from './theme.ts';

/** One row, ready to paint. */
export interface XyPoint {
  /** Under the axis. */
  readonly label: string;
  /** Null is a gap. */
  readonly value: number | null;
  /** Label and value, for whoever points at it. */
  readonly name: string;
}
/** A line across the picture. */
export interface XyTick {
  readonly value: number;
  readonly label: string;
}

/** Where things are drawn, in CSS pixels of the figure. */
export interface XyGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** From one row to the next, and how wide a bar is. */
  readonly step: number;
  readonly bar: number;
  /** Every so manieth row is named. */
  readonly every: number;
}

export const xyPlotHeight = 300;
const axisHeight = 26;
const labelSize = 12;
const widestBar = 64;
const longestLabel = 18;

/** A label as it is drawn under the axis. */
export function axisLabel(label: string): string {
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
}

/** Rows side by side, as far apart as the width allows, beside an axis of values. */
export function xyGeometry(width: number, points: readonly XyPoint[], ticks: readonly XyTick[]): XyGeometry {
  const left = Math.max(24, ...ticks.map(({ label }) => textWidth(label, labelSize))) + 8;
  const right = Math.max(left + 40, width - 8);
  const step = (right - left) / Math.max(1, points.length);
  const widest = Math.max(0, ...points.map(({ label }) => textWidth(axisLabel(label), labelSize)));
  return {
    width,
    height: xyPlotHeight,
    left,
    right,
    top: 10,
    bottom: xyPlotHeight - axisHeight,
    step,
    bar: step < 5 ? step : Math.min(step * 0.72, widestBar),
    every: Math.max(1, Math.ceil((widest + 12) / step)),
  };
}

/** Middle of a row. */
export function xOfPoint({ left, step }: XyGeometry, index: number): number {
  return left + (index + 0.5) * step;
}

/** Height of a value; the first tick is the bottom of the picture, the last one the top. */
export function yOfValue({ top, bottom }: XyGeometry, ticks: readonly XyTick[], value: number): number {
  const low = ticks.at(0)?.value ?? 0;
  const high = ticks.at(-1)?.value ?? 1;
  // Halves, because the span of two numbers can be larger than any number.
  return bottom - ((value / 2 - low / 2) / (high / 2 - low / 2 || 1)) * (bottom - top);
}

/** The drawn line, as one path a stretch: a row without a value is a gap. */
export function linePaths(geometry: XyGeometry, ticks: readonly XyTick[], points: readonly XyPoint[]): string[] {
  const paths: string[] = [];
  let open = false;
  points.forEach(({ value }, index) => {
    if (value === null) {
      open = false;
      return;
    }
    const at = `${xOfPoint(geometry, index).toFixed(1)} ${yOfValue(geometry, ticks, value).toFixed(1)}`;
    if (open) paths[paths.length - 1] += ` L ${at}`;
    else paths.push(`M ${at}`);
    open = true;
  });
  return paths;
}
