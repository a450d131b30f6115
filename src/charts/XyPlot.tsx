import { useWidth } from './useWidth.ts';
import {
  axisLabel,
  linePaths,
  xOfPoint,
  type XyGeometry,
  xyGeometry,
  xyPlotHeight,
  type XyPoint,
  type XyTick,
  yOfValue,
} from './xyGeometry.ts';
import styles from './XyPlot.module.css';

export interface XyPlotProps {
  /** In the order they are drawn, from the left. */
  readonly points: readonly XyPoint[];
  /** Of the values, from the bottom up. Bars need zero among them. */
  readonly ticks: readonly XyTick[];
  readonly kind: 'bars' | 'line';
}

/** One series of rows side by side. For the eye only: whoever shows it has the same numbers in a table. */
export function XyPlot(props: XyPlotProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} className={styles.chart} style={{ minBlockSize: xyPlotHeight }} aria-hidden="true">
      {width !== null && <SizedPlot {...props} width={width} />}
    </div>
  );
}

function SizedPlot({ points, ticks, kind, width }: XyPlotProps & { width: number }) {
  const geometry = xyGeometry(width, points, ticks);
  return (
    <svg width={geometry.width} height={geometry.height} className={styles.plot}>
      {ticks.map(({ value, label }) => (
        <g key={value} transform={`translate(0 ${yOfValue(geometry, ticks, value)})`}>
          <line className={styles.rule} data-zero={value === 0} x1={geometry.left} x2={geometry.right} />
          <text className={styles.tick} x={geometry.left - 8} dy="0.35em">
            {label}
          </text>
        </g>
      ))}
      <AxisLabels points={points} geometry={geometry} />
      {kind === 'line' &&
        linePaths(geometry, ticks, points).map((path) => <path key={path} className={styles.line} d={path} />)}
      {points.map((point, index) => (
        // Rows of an answer have no names of their own: their place is what they are.
        // oxlint-disable-next-line react/no-array-index-key
        <Mark key={index} point={point} index={index} ticks={ticks} kind={kind} geometry={geometry} />
      ))}
    </svg>
  );
}

interface MarkProps extends Pick<XyPlotProps, 'ticks' | 'kind'> {
  readonly point: XyPoint;
  readonly index: number;
  readonly geometry: XyGeometry;
}

/** A bar from zero or a dot, and the stretch over it that tells its numbers. */
function Mark({ point: { value, name }, index, ticks, kind, geometry }: MarkProps) {
  const x = xOfPoint(geometry, index);
  const { step, bar, top, bottom } = geometry;
  const zero = yOfValue(geometry, ticks, 0);
  const y = value === null ? zero : yOfValue(geometry, ticks, value);
  return (
    <g className={styles.mark}>
      {value !== null && kind === 'bars' && (
        <rect
          className={styles.bar}
          x={x - bar / 2}
          y={Math.min(y, zero)}
          width={bar}
          height={Math.max(1, Math.abs(y - zero))}
        />
      )}
      {value !== null && kind === 'line' && <circle className={styles.dot} cx={x} cy={y} r={step < 8 ? 1.5 : 3} />}
      <rect className={styles.over} x={x - step / 2} y={top} width={step} height={bottom - top}>
        <title>{name}</title>
      </rect>
    </g>
  );
}

function AxisLabels({ points, geometry }: { points: readonly XyPoint[]; geometry: XyGeometry }) {
  const named = points.flatMap(({ label }, index) => (index % geometry.every === 0 ? [{ label, index }] : []));
  return named.map(({ label, index }) => (
    <text key={index} className={styles.label} x={xOfPoint(geometry, index)} y={geometry.height - 8}>
      {axisLabel(label)}
    </text>
  ));
}
