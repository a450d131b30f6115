import { type ReactNode, useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { TrendLines } from '../../charts/TrendLines.tsx';
import { trendHeight } from '../../charts/trendGeometry.ts';
import type { Counting, Day, Filters, Grain } from '../../model/filters.ts';
import { grainFor } from '../../model/grain.ts';
import { trendQuery } from '../../model/queries/trend.ts';
import { useRows } from '../../queries/useRows.ts';
import { panelError } from '../../queries/panelError.ts';
import { toggleBucket } from './selection.ts';
import { trendView } from './trendView.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface TrendPanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly grain: Grain | 'auto';
  /** The days on screen. */
  readonly days: { readonly from: Day; readonly to: Day };
  readonly grainSwitch: ReactNode;
  readonly onChange: (filters: Filters) => void;
}

/** The steps over time. A bucket filters by its days. */
export function TrendPanel({ filters, counting, grain: chosen, days, grainSwitch, onChange }: TrendPanelProps) {
  const { grain, coarsened } = grainFor(days.from, days.to, chosen);
  const answer = useRows(trendQuery(filters, counting, grain));
  const { rows } = answer;
  const current = useMemo(
    () => (rows === undefined ? null : trendView(rows, grain, counting)),
    [rows, grain, counting],
  );
  const view = useSettled(current, answer);
  const notes = [
    ...(coarsened ? [`The range is too long to be drawn by ${chosen}.`] : []),
    ...(view === null || view.note === null ? [] : [view.note]),
  ];
  return (
    <ChartFrame
      title="Step conversion"
      subtitle={`by ${grain}, UTC`}
      tools={grainSwitch}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      empty={view?.empty ?? null}
      note={notes.length === 0 ? null : notes.join(' ')}
      height={trendHeight}
    >
      {view !== null && (
        <TrendLines
          buckets={view.buckets}
          lines={view.lines}
          ticks={view.ticks}
          onSelectBucket={(bucket) => {
            const row = rows?.find((candidate) => candidate.bucket === bucket);
            if (row !== undefined) onChange(toggleBucket(filters, row));
          }}
        />
      )}
    </ChartFrame>
  );
}
