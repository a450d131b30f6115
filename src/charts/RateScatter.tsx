import { type KeyboardEvent, useId, useRef, useState } from 'react';
import styles from './RateScatter.module.css';
import { type ScatterGeometry, scatterGeometry } from './rateScatterGeometry.ts';
import { spreadLabels } from './spreadLabels.ts';
import { textWidth } from './theme.ts';
import { useWidth } from './useWidth.ts';

/** One point, ready to paint. */
export interface ScatterPoint {
  readonly id: string;
  readonly x: number;
  /** 0..1. */
  readonly y: number;
  readonly label: string;
  /** Outside the limits: drawn full and labelled. */
  readonly isOutside: boolean;
  /** Read out for the point, and shown while it is hovered or has the focus. */
  readonly name: string;
  readonly selected: boolean;
}
/** A pair of limits that narrows with x. */
export interface ScatterLimits {
  readonly label: string;
  readonly dashed: boolean;
  readonly points: readonly { readonly x: number; readonly low: number; readonly high: number }[];
}
export interface ScatterTick {
  readonly value: number;
  readonly label: string;
}

export interface RateScatterProps {
  /** From left to right: the arrow keys go along. */
  readonly points: readonly ScatterPoint[];
  readonly limits: readonly ScatterLimits[];
  /** The level the limits close in on. */
  readonly centre: { readonly value: number; readonly label: string } | null;
  readonly xTicks: readonly ScatterTick[];
  readonly yTicks: readonly ScatterTick[];
  readonly xLabel: string;
  readonly onSelect: (id: string) => void;
}

const labelSize = 12;
const mostLabels = 12;

/** Rates against sizes with the limits of chance. Arrow keys go from point to point, Enter selects one. */
export function RateScatter(props: RateScatterProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} className={styles.chart}>
      {width !== null && <SizedScatter {...props} width={width} />}
    </div>
  );
}

function SizedScatter({
  points,
  limits,
  centre,
  xTicks,
  yTicks,
  xLabel,
  onSelect,
  width,
}: RateScatterProps & { width: number }) {
  const geometry = scatterGeometry(width, endsOf(xTicks), endsOf(yTicks));
  const [active, setActive] = useState<number | null>(null);
  const point = active === null ? undefined : points[active];
  return (
    <div className={styles.stage} style={{ blockSize: geometry.height }}>
      <Ground geometry={geometry} limits={limits} centre={centre} xTicks={xTicks} yTicks={yTicks} xLabel={xLabel} />
      <Labels geometry={geometry} points={points} />
      <Points points={points} geometry={geometry} onActive={setActive} onSelect={onSelect} />
      {point !== undefined && (
        <p
          className={styles.tooltip}
          aria-hidden="true"
          style={{
            insetBlockStart: Math.max(0, geometry.y(point.y) - 46),
            ...(geometry.x(point.x) < width / 2
              ? { insetInlineStart: geometry.x(point.x) + 10 }
              : { insetInlineEnd: width - geometry.x(point.x) + 10 }),
          }}
        >
          {point.name}
        </p>
      )}
    </div>
  );
}

/** Axes, limits and the level in the middle. */
function Ground({
  geometry,
  limits,
  centre,
  xTicks,
  yTicks,
  xLabel,
}: Omit<RateScatterProps, 'points' | 'onSelect'> & { geometry: ScatterGeometry }) {
  const clip = useId();
  const { left, right, top, bottom, width, height, x, y } = geometry;
  const path = (of: ScatterLimits, side: 'low' | 'high') =>
    of.points.map((each, at) => `${at === 0 ? 'M' : 'L'}${x(each.x).toFixed(1)} ${y(each[side]).toFixed(1)}`).join('');
  return (
    <svg width={width} height={height} className={styles.ground} aria-hidden="true">
      <defs>
        <clipPath id={clip}>
          <rect x={left} y={top} width={right - left} height={bottom - top} />
        </clipPath>
      </defs>
      {yTicks.map(({ value, label }) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} className={styles.grid} />
          <text x={left - 8} y={y(value)} textAnchor="end" dominantBaseline="central">
            {label}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} className={styles.axis} />
      {xTicks.map(({ value, label }) => (
        <text key={value} x={x(value)} y={bottom + 16} textAnchor="middle">
          {label}
        </text>
      ))}
      <text x={right} y={bottom + 34} textAnchor="end">
        {xLabel}
      </text>
      <g clipPath={`url(#${clip})`}>
        {limits.map((each) => (
          <g key={each.label} className={each.dashed ? styles.outer : styles.inner}>
            <path d={path(each, 'low')} />
            <path d={path(each, 'high')} />
          </g>
        ))}
        {centre !== null && (
          <line x1={left} x2={right} y1={y(centre.value)} y2={y(centre.value)} className={styles.centre} />
        )}
      </g>
      <EndLabels geometry={geometry} limits={limits} centre={centre} />
    </svg>
  );
}

/** What each line is, at its end. */
function EndLabels({
  geometry,
  limits,
  centre,
}: Pick<RateScatterProps, 'limits' | 'centre'> & { geometry: ScatterGeometry }) {
  const { right, top, bottom, y } = geometry;
  const said = [
    ...limits.map(({ label, points }) => ({ label, level: points.at(-1)?.high ?? 1 })),
    ...(centre === null ? [] : [{ label: centre.label, level: centre.value }]),
  ];
  const placed = spreadLabels(
    said.map(({ level }) => y(level)),
    { gap: 15, top, bottom },
  );
  return said.map(({ label }, at) => (
    <text key={label} x={right + 6} y={placed[at]} dominantBaseline="central">
      {label}
    </text>
  ));
}

/** Names of the points outside; of very many, those the furthest from the middle are the caller’s choice: the first ones. */
function Labels({ geometry, points }: { geometry: ScatterGeometry; points: readonly ScatterPoint[] }) {
  const named = points.filter(({ isOutside, selected }) => isOutside || selected).slice(0, mostLabels);
  const placed = spreadLabels(
    named.map((point) => geometry.y(point.y)),
    { gap: 15, top: geometry.top + 6, bottom: geometry.bottom - 6 },
  );
  return (
    <svg width={geometry.width} height={geometry.height} className={styles.labels} aria-hidden="true">
      {named.map((point, at) => {
        const x = geometry.x(point.x);
        const text = point.label.length > 24 ? `${point.label.slice(0, 23)}…` : point.label;
        const fits = x + 9 + textWidth(text, labelSize) < geometry.width;
        return (
          <text
            key={point.id}
            x={fits ? x + 9 : x - 9}
            y={placed[at]}
            textAnchor={fits ? 'start' : 'end'}
            dominantBaseline="central"
          >
            {text}
          </text>
        );
      })}
    </svg>
  );
}

interface PointsProps {
  readonly points: readonly ScatterPoint[];
  readonly geometry: ScatterGeometry;
  readonly onActive: (index: number | null) => void;
  readonly onSelect: (id: string) => void;
}

/** Every point is a button; together they are one stop of the Tab key. */
function Points({ points, geometry, onActive, onSelect }: PointsProps) {
  const group = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const tabStop = Math.min(stop, points.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onActive(null);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: tabStop + 1,
      ArrowDown: tabStop + 1,
      ArrowLeft: tabStop - 1,
      ArrowUp: tabStop - 1,
      Home: 0,
      End: points.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    group.current?.querySelectorAll('button')[target]?.focus();
  };

  return (
    <div ref={group} role="group" aria-label="Points">
      {points.map((point, index) => (
        <button
          key={point.id}
          type="button"
          className={styles.point}
          data-outside={point.isOutside || undefined}
          style={{ insetInlineStart: geometry.x(point.x), insetBlockStart: geometry.y(point.y) }}
          tabIndex={index === tabStop ? 0 : -1}
          aria-label={point.name}
          aria-pressed={point.selected}
          onKeyDown={onKeyDown}
          onFocus={() => {
            setStop(index);
            onActive(index);
          }}
          onBlur={() => onActive(null)}
          onPointerEnter={() => onActive(index)}
          onPointerLeave={() => onActive(null)}
          onClick={() => onSelect(point.id)}
        />
      ))}
    </div>
  );
}

function endsOf(ticks: readonly ScatterTick[]) {
  return { from: ticks[0]?.value ?? 0, to: ticks.at(-1)?.value ?? 1 };
}
