import { useId, useMemo } from 'react';
import { Bar, BarChart, type BarShapeProps, XAxis, YAxis } from 'recharts';
import type { FunnelBarsProps } from './FunnelBars.tsx';
import styles from './FunnelBars.module.css';
import { FunnelRow } from './FunnelRow.tsx';
import { funnelLayout } from './funnelLayout.ts';
import { steady } from './steady.tsx';

/** The bars, for a width that is known. */
export const FunnelBarsPlot = steady(FunnelBarsPlotPicture);

function FunnelBarsPlotPicture({
  bars,
  whole,
  onSelectStep,
  onSelectLoss,
  width,
}: FunnelBarsProps<string> & { readonly width: number }) {
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
