import { memo, useMemo } from 'react';
import {
  CartesianGrid,
  type DotItemDotProps,
  Line,
  LineChart,
  XAxis,
  type XAxisTickContentProps,
  YAxis,
} from 'recharts';
import { otherLine, stepColour } from './theme.ts';
import { bucketNameWidth, namedBuckets, trendGeometry } from './trendGeometry.ts';
import type { TrendBucket, TrendLine, TrendOther, TrendTick } from './TrendLines.tsx';
import styles from './TrendLines.module.css';

interface TrendPlotProps {
  readonly buckets: readonly TrendBucket[];
  readonly lines: readonly TrendLine[];
  readonly ticks: readonly TrendTick[];
  readonly other: TrendOther | null;
  readonly width: number;
  readonly labelWidth: number;
}

/** With more buckets dots would merge into the line. */
const mostDots = 40;
const dotted = '0.1 5';

/** The axes and lines. Where the first or last bucket is not whole, its stretch of the line is dotted and its point hollow. */
export const TrendPlot = memo(function TrendPlot(props: TrendPlotProps) {
  const { buckets, lines, ticks, other, width, labelWidth } = props;
  const { left, right, top, bottom, height, domain } = trendGeometry(width, buckets.length, labelWidth);
  const data = useMemo(() => plotRows(buckets, lines, other), [buckets, lines, other]);
  const named = namedBuckets(
    trendGeometry(width, buckets.length, labelWidth),
    buckets.length,
    bucketNameWidth(buckets),
  );
  const highest = ticks.at(-1)?.value ?? 1;

  const bucketTick = ({ x, y, payload }: XAxisTickContentProps) => {
    const bucket = buckets[Number(payload.value)];
    return (
      <text x={x} y={Number(y) + 10} textAnchor="middle" className={styles.tick}>
        {bucket?.label}
        <tspan x={x} dy="16" className={styles.size}>
          {bucket?.sizeText}
        </tspan>
      </text>
    );
  };

  return (
    <div className={styles.plot}>
      <LineChart
        data={data}
        width={width}
        height={height}
        margin={{ top, right: width - right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="index"
          type="number"
          domain={[...domain]}
          ticks={[...named]}
          interval={0}
          height={height - bottom}
          tick={bucketTick}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
        />
        <YAxis
          type="number"
          domain={[0, highest]}
          ticks={ticks.map(({ value }) => value)}
          tickFormatter={(value: number) => ticks.find((tick) => tick.value === value)?.label ?? ''}
          interval={0}
          width={left}
          tickLine={false}
          axisLine={false}
        />
        {lines.flatMap((line) => {
          const stroke = {
            type: 'linear',
            stroke: stepColour(line.position),
            isAnimationActive: false,
            legendType: 'none',
          } as const;
          return [
            <Line
              key={line.id}
              {...stroke}
              dataKey={`${line.id} whole`}
              strokeWidth={2.25}
              strokeDasharray={line.dashed ? '6 4' : ''}
              dot={Point}
            />,
            ...(['head', 'tail'] as const).map((part) => (
              <Line
                key={`${line.id} ${part}`}
                {...stroke}
                dataKey={`${line.id} ${part}`}
                strokeWidth={2.5}
                strokeLinecap="round"
                strokeDasharray={dotted}
                dot={Point}
              />
            )),
          ];
        })}
        {other !== null && (
          <Line
            dataKey="there"
            type="linear"
            stroke="var(--ink)"
            strokeWidth={otherLine.width}
            strokeDasharray={otherLine.dashes}
            isAnimationActive={false}
            legendType="none"
            dot={OtherPoint}
          />
        )}
      </LineChart>
    </div>
  );
});

interface PlotRow {
  readonly index: number;
  /** Which of its values are marked with a point. */
  readonly points: ReadonlySet<string>;
  /** The other selection’s rate, and whether its stretch of time is not whole. */
  readonly there: number | null;
  readonly isThereOpen: boolean;
  readonly [dataKey: string]: number | null | boolean | ReadonlySet<string>;
}

/** Every line three times: the stretch between whole buckets, and the dotted stretches at both ends where the end is not whole. */
function plotRows(buckets: readonly TrendBucket[], lines: readonly TrendLine[], other: TrendOther | null): PlotRow[] {
  const last = buckets.length - 1;
  const headOpen = buckets[0]?.note !== null && last > 0;
  const tailOpen = buckets[last]?.note !== null;
  const isOpen = (index: number) => (index === 0 && headOpen) || (index === last && tailOpen);
  const rateAt = (index: number, line: number) => buckets[index]?.points[line]?.rate ?? null;

  return buckets.map((_, index) => {
    const values: Record<string, number | null> = {};
    const points = new Set<string>();
    lines.forEach(({ id }, line) => {
      const rate = rateAt(index, line);
      values[`${id} whole`] = isOpen(index) ? null : rate;
      values[`${id} head`] = headOpen && index <= 1 ? rate : null;
      values[`${id} tail`] = tailOpen && index >= last - 1 ? rate : null;
      // A point between two gaps would not be seen as a line.
      const isAlone = rateAt(index - 1, line) === null && rateAt(index + 1, line) === null;
      if (isOpen(index)) points.add(index === last ? `${id} tail` : `${id} head`);
      else if (buckets.length <= mostDots || isAlone) points.add(`${id} whole`);
    });
    const there = other?.points[index] ?? null;
    return { ...values, index, points, there: there?.rate ?? null, isThereOpen: there !== null && there.note !== null };
  });
}

function Point({ cx, cy, stroke, value, dataKey, payload }: DotItemDotProps) {
  const key = String(dataKey);
  if (typeof value !== 'number' || !(payload as PlotRow).points.has(key)) return null;
  return (
    <circle
      cx={cx}
      cy={cy}
      r={3.25}
      stroke={stroke}
      strokeWidth={2}
      fill={key.endsWith(' whole') ? stroke : 'var(--card)'}
    />
  );
}

/** Square, so that it is told from the points of the selection. */
function OtherPoint({ cx, cy, value, payload }: DotItemDotProps) {
  const { isThereOpen } = payload as PlotRow;
  if (typeof value !== 'number' || cx === undefined || cy === undefined) return null;
  return (
    <rect
      data-there=""
      x={cx - 2.5}
      y={cy - 2.5}
      width={5}
      height={5}
      stroke="var(--ink)"
      strokeWidth={1.2}
      fill={isThereOpen ? 'var(--card)' : 'var(--ink)'}
    />
  );
}
