import { textWidth } from './theme.ts';
import type { TrendBucket } from './TrendLines.tsx';

/** Where the lines are drawn, in CSS pixels of the figure. */
export interface TrendGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Index of a bucket at the left and at the right end of the plot. */
  readonly domain: readonly [number, number];
}

export const trendHeight = 250;

/** The plot beside labels `labelWidth` wide; a single bucket stands in the middle. */
export function trendGeometry(width: number, buckets: number, labelWidth: number): TrendGeometry {
  return {
    width,
    height: trendHeight,
    left: 46,
    right: width - labelWidth,
    top: 14,
    bottom: trendHeight - 44,
    domain: buckets > 1 ? [0, buckets - 1] : [-1, 1],
  };
}

/** CSS pixels between two buckets. */
export function bucketWidth({ left, right, domain }: TrendGeometry): number {
  return (right - left) / (domain[1] - domain[0]);
}

export function xOfBucket(geometry: TrendGeometry, index: number): number {
  return geometry.left + (index - geometry.domain[0]) * bucketWidth(geometry);
}

export function yOfRate({ top, bottom }: TrendGeometry, rate: number, highest: number): number {
  return bottom - (rate / highest) * (bottom - top);
}

/** How wide the names of buckets under the axis are. */
export function bucketNameWidth(buckets: readonly TrendBucket[]): number {
  return Math.max(...buckets.map(({ label, sizeText }) => Math.max(textWidth(label, 12), textWidth(sizeText, 11.5))));
}

/** Which buckets are named under the axis, so that names that wide do not touch. */
export function namedBuckets(geometry: TrendGeometry, buckets: number, nameWidth: number): readonly number[] {
  const every = Math.max(1, Math.ceil((nameWidth + 12) / bucketWidth(geometry)));
  return Array.from({ length: Math.ceil(buckets / every) }, (_, at) => at * every);
}
