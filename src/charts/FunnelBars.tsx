import { useId, useMemo } from 'react';
import { Bar, BarChart, type BarShapeProps, XAxis, YAxis } from 'recharts';
import styles from './FunnelBars.module.css';
import { FunnelRow } from './FunnelRow.tsx';
import { funnelLayout, wideRowHeight } from './funnelLayout.ts';
import { useWidth } from './useWidth.ts';

/** One step, ready to paint. */
export interface FunnelBar<Id extends string = string> {
  readonly id: Id;
  /** From 1; chooses the colour. */
  readonly position: number;
  readonly label: string;
  readonly value: number;
  readonly valueText: string;
  /** Of what 100 % is. */
  readonly shareText: string;
  readonly previousText: string | null;
  /** Read out for the whole bar. */
  readonly name: string;
  readonly selected: boolean;
  /** The stretch up to the bar before; null on the first step and where nothing is lost. */
  readonly loss: FunnelLoss | null;
  /** Said where a step is larger than the one before. */
  readonly gainText: string | null;
  /** The same step of another selection; null where nothing is compared. */
  readonly other: FunnelOther | null;
}
/** A step of the other side, drawn as a thin bar to the same 100 %. */
export interface FunnelOther {
  /** Of what 100 % is there; null where there is nothing. */
  readonly share: number | null;
  readonly shareText: string;
  readonly previousText: string | null;
  /** Both in one line, where there is no room beside the bar. */
  readonly bothText: string;
}
export interface FunnelLoss {
  readonly value: number;
  readonly text: string;
  readonly name: string;
  readonly selected: boolean;
}

interface FunnelBarsProps<Id extends string> {
  readonly bars: readonly FunnelBar<Id>[];
  /** The value that is 100 %; bars share its scale. */
  readonly whole: number;
  readonly onSelectStep: (id: Id) => void;
  readonly onSelectLoss: (id: Id) => void;
}

export const funnelBarsHeight = wideRowHeight * 4;

/** The steps as bars from top to bottom, what is lost between two of them hatched. */
export function FunnelBars<Id extends string>(props: FunnelBarsProps<Id>) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} className={styles.chart} data-marks="">
      {width !== null && <Bars {...props} width={width} />}
    </div>
  );
}

function Bars<Id extends string>({
  bars,
  whole,
  onSelectStep,
  onSelectLoss,
  width,
}: FunnelBarsProps<Id> & { width: number }) {
  const hatch = useId();
  const layout = funnelLayout(bars, width);
  const longest = Math.max(whole, 1, ...bars.map((bar) => Math.max(bar.value, (bar.other?.share ?? 0) * whole)));
  const scale = (width - layout.left - layout.right) / longest;
  const data = useMemo(() => [...bars], [bars]);

  const shape = ({ y, height, index }: BarShapeProps) => {
    const bar = bars[index];
    if (bar === undefined) return null;
    return (
      <FunnelRow
        bar={bar}
        layout={layout}
        width={width}
        y={y}
        height={height}
        scale={scale}
        whole={whole}
        track={whole > (bars[0]?.value ?? 0) ? whole * scale : 0}
        hatch={`url(#${hatch})`}
        onSelectStep={() => onSelectStep(bar.id)}
        onSelectLoss={() => onSelectLoss(bar.id)}
      />
    );
  };

  return (
    <BarChart
      layout="vertical"
      data={data}
      width={width}
      height={layout.rowHeight * bars.length}
      margin={{ top: 0, bottom: 0, left: layout.left, right: layout.right }}
      accessibilityLayer={false}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={styles.hatchGround} />
          <line x1="0" y1="0" x2="0" y2="6" className={styles.hatchLine} />
        </pattern>
      </defs>
      <XAxis type="number" domain={[0, longest]} hide />
      <YAxis type="category" dataKey="id" hide />
      <Bar dataKey="value" barSize={layout.barHeight} shape={shape} isAnimationActive={false} />
    </BarChart>
  );
}
