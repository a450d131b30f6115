import { lazy, Suspense } from 'react';
import frame from './ChartFrame.module.css';
import styles from './FunnelBars.module.css';
import { wideRowHeight } from './funnelLayout.ts';
import { useWidth } from './useWidth.ts';

/** Comes with the chart library, after the numbers: on a slow line they need not wait for it. */
const FunnelBarsPlot = lazy(() => import('./FunnelBarsPlot.tsx').then((room) => ({ default: room.FunnelBarsPlot })));

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

export interface FunnelBarsProps<Id extends string> {
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
      {width !== null && (
        <Suspense fallback={<div aria-busy="true" className={frame.skeleton} />}>
          {/* The ids of the bars are known to whoever gives them. */}
          <FunnelBarsPlot {...(props as unknown as FunnelBarsProps<string>)} width={width} />
        </Suspense>
      )}
    </div>
  );
}
