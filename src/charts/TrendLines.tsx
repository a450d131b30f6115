import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import { spreadLabels } from './spreadLabels.ts';
import { OtherSwatch, Swatch } from './Swatch.tsx';
import { textWidth } from './theme.ts';
import {
  bucketNameWidth,
  bucketWidth,
  type TrendGeometry,
  trendGeometry,
  xOfBucket,
  yOfRate,
} from './trendGeometry.ts';
import frame from './ChartFrame.module.css';
import styles from './TrendLines.module.css';
import { TrendTooltip } from './TrendTooltip.tsx';
import { useWidth } from './useWidth.ts';
import { steady } from './steady.tsx';

/** Comes with the chart library, after the numbers: on a slow line they need not wait for it. */
const TrendPlot = lazy(() => import('./TrendPlot.tsx').then((room) => ({ default: room.TrendPlot })));

/** One line of the picture: a step. */
export interface TrendLine {
  readonly id: string;
  /** From 1; chooses the colour. */
  readonly position: number;
  readonly label: string;
  /** Told at the end of the line. */
  readonly endText: string;
  readonly dashed: boolean;
}
/** One bucket of time, ready to paint. */
export interface TrendBucket {
  readonly id: string;
  /** Under the axis, in two lines. */
  readonly label: string;
  readonly sizeText: string;
  /** Read out for the bucket. */
  readonly name: string;
  /** Heads the tooltip. */
  readonly title: string;
  /** Said in the tooltip when the bucket is not whole. */
  readonly note: string | null;
  /** One per line; null is a gap. */
  readonly points: readonly TrendPoint[];
}
export interface TrendPoint {
  readonly rate: number | null;
  readonly countText: string;
  readonly rateText: string;
}
/** One step of another selection, laid under the buckets. */
export interface TrendOther {
  readonly label: string;
  /** Told at the end of the line. */
  readonly endText: string;
  /** One per bucket; null where nothing of it lies there. */
  readonly points: readonly (TrendOtherPoint | null)[];
}
export interface TrendOtherPoint extends TrendPoint {
  /** The stretch of time of the other selection. */
  readonly title: string;
  /** Said in the tooltip when that is not whole. */
  readonly note: string | null;
}
export interface TrendTick {
  readonly value: number;
  readonly label: string;
}

export interface TrendLinesProps {
  readonly buckets: readonly TrendBucket[];
  readonly lines: readonly TrendLine[];
  /** Of the rates, from 0 up; the last one is the top of the picture. */
  readonly ticks: readonly TrendTick[];
  /** What the selection is compared with, if anything. */
  readonly other?: TrendOther | null;
  readonly onSelectBucket: (id: string) => void;
}

const labelSize = 12;
const labelGap = 17;
const swatch = 26;
const endLabelsFrom = 380;

/** Rates of the steps over time. Arrow keys go from bucket to bucket, Enter selects one. */
export const TrendLines = steady(TrendLinesPicture);

function TrendLinesPicture(props: TrendLinesProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} className={styles.chart}>
      {width !== null && <SizedTrend {...props} width={width} />}
    </div>
  );
}

function SizedTrend(props: TrendLinesProps & { width: number }) {
  const { buckets, lines, ticks, other = null, onSelectBucket, width } = props;
  const hasEndLabels = width >= endLabelsFrom;
  const named = other === null ? lines : [...lines, other];
  const widestLabel = Math.max(...named.map(({ label, endText }) => textWidth(`${label} ${endText}`, labelSize)));
  const labelWidth = hasEndLabels ? widestLabel + swatch : bucketNameWidth(buckets) / 2;
  const geometry = trendGeometry(width, buckets.length, labelWidth);
  const [active, setActive] = useState<number | null>(null);
  const activeBucket = active === null ? undefined : buckets[active];

  return (
    <>
      {!hasEndLabels && <LineNames lines={lines} other={other} />}
      <div className={styles.stage}>
        <Suspense fallback={<div aria-busy="true" className={frame.skeleton} style={{ blockSize: geometry.height }} />}>
          <TrendPlot
            buckets={buckets}
            lines={lines}
            ticks={ticks}
            other={other}
            width={width}
            labelWidth={labelWidth}
          />
        </Suspense>
        {hasEndLabels && <EndLabels buckets={buckets} lines={lines} ticks={ticks} other={other} geometry={geometry} />}
        {active !== null && activeBucket !== undefined && (
          <>
            <div
              className={styles.guide}
              style={{
                insetInlineStart: xOfBucket(geometry, active),
                insetBlockStart: geometry.top,
                blockSize: geometry.bottom - geometry.top,
              }}
            />
            <TrendTooltip
              bucket={activeBucket}
              lines={lines}
              other={other === null ? null : { label: other.label, point: other.points[active] ?? null }}
              x={xOfBucket(geometry, active)}
              width={width}
            />
          </>
        )}
        <BucketButtons buckets={buckets} geometry={geometry} onActive={setActive} onSelectBucket={onSelectBucket} />
      </div>
    </>
  );
}

/** Names at the ends of the lines instead of a legend. */
function EndLabels({
  buckets,
  lines,
  ticks,
  other = null,
  geometry,
}: Omit<TrendLinesProps, 'onSelectBucket'> & { geometry: TrendGeometry }) {
  const highest = ticks.at(-1)?.value ?? 1;
  const newest = lines.map(
    (_, at) => buckets.findLast((bucket) => (bucket.points[at]?.rate ?? null) !== null)?.points[at]?.rate,
  );
  const newestThere = other?.points.findLast((point) => (point?.rate ?? null) !== null)?.rate;
  const wanted = [...newest, ...(other === null ? [] : [newestThere])].map((rate) =>
    yOfRate(geometry, rate ?? 0, highest),
  );
  const placed = spreadLabels(wanted, { gap: labelGap, top: geometry.top, bottom: geometry.bottom });
  return (
    <svg className={styles.overlay} width={geometry.width} height={geometry.height} aria-hidden="true">
      {lines.map(({ id, position, label, endText, dashed }, at) => (
        <g key={id} transform={`translate(${geometry.right + 8} ${placed[at] ?? 0})`}>
          <Swatch position={position} dashed={dashed} />
          <text x={15}>
            {label} {endText}
          </text>
        </g>
      ))}
      {other !== null && (
        <g transform={`translate(${geometry.right + 8} ${placed[lines.length] ?? 0})`}>
          <OtherSwatch />
          <text x={15}>
            {other.label} {other.endText}
          </text>
        </g>
      )}
    </svg>
  );
}

/** Where labels beside the lines would leave no room for them. */
function LineNames({ lines, other }: { lines: readonly TrendLine[]; other: TrendOther | null }) {
  return (
    <ul className={styles.names} aria-hidden="true">
      {lines.map(({ id, position, label, endText, dashed }) => (
        <li key={id}>
          <svg width="10" height="4">
            <g transform="translate(0 2)">
              <Swatch position={position} dashed={dashed} />
            </g>
          </svg>
          {label} {endText}
        </li>
      ))}
      {other !== null && (
        <li>
          <svg width="10" height="4">
            <g transform="translate(0 2)">
              <OtherSwatch />
            </g>
          </svg>
          {other.label} {other.endText}
        </li>
      )}
    </ul>
  );
}

interface BucketButtonsProps {
  readonly buckets: readonly TrendBucket[];
  readonly geometry: TrendGeometry;
  readonly onActive: (index: number | null) => void;
  readonly onSelectBucket: (id: string) => void;
}

/** One invisible button over every bucket; together they are one stop of the Tab key. */
function BucketButtons({ buckets, geometry, onActive, onSelectBucket }: BucketButtonsProps) {
  const row = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const tabStop = Math.min(stop, buckets.length - 1);
  const step = bucketWidth(geometry);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onActive(null);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: tabStop + 1,
      ArrowLeft: tabStop - 1,
      Home: 0,
      End: buckets.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    row.current?.querySelectorAll('button')[target]?.focus();
  };

  return (
    <div ref={row} className={styles.buckets} role="group" aria-label="Buckets of time">
      {buckets.map((bucket, index) => (
        <button
          key={bucket.id}
          type="button"
          className={styles.bucket}
          style={{
            insetInlineStart: xOfBucket(geometry, index) - step / 2,
            insetBlockStart: geometry.top,
            inlineSize: step,
            blockSize: geometry.height - geometry.top,
          }}
          tabIndex={index === tabStop ? 0 : -1}
          aria-label={bucket.name}
          onKeyDown={onKeyDown}
          onFocus={() => {
            setStop(index);
            onActive(index);
          }}
          onBlur={() => onActive(null)}
          onPointerEnter={() => onActive(index)}
          onPointerLeave={() => onActive(null)}
          onClick={() => onSelectBucket(bucket.id)}
        />
      ))}
    </div>
  );
}
