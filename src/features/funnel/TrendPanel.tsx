import { type ReactNode, useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { TrendLines } from '../../charts/TrendLines.tsx';
import { trendHeight } from '../../charts/trendGeometry.ts';
import type { OtherSide } from '../../model/comparison.ts';
import type { Counting, Day, Filters, Grain } from '../../model/filters.ts';
import { grainFor } from '../../model/grain.ts';
import { trendQuery } from '../../model/queries/trend.ts';
import { shows } from '../../model/subjects.ts';
import { countingWords, proofOf, proofOfSides } from '../../queries/proofOf.ts';
import { useSides } from '../../queries/useSides.ts';
import { panelError } from '../../queries/panelError.ts';
import { toggleBucket } from './selection.ts';
import { trendView } from './trendView.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface TrendPanelProps {
  readonly filters: Filters;
  /** What the selection is compared with, if anything. */
  readonly other: OtherSide | null;
  readonly counting: Counting;
  readonly grain: Grain | 'auto';
  /** The days on screen. */
  readonly days: { readonly from: Day; readonly to: Day };
  readonly grainSwitch: ReactNode;
  readonly onChange: (filters: Filters) => void;
}

const subjects = shows('sessions', 'steps', 'times');

/** The steps over time. A bucket filters by its days. */
export function TrendPanel(props: TrendPanelProps) {
  const { filters, other, counting, grain: chosen, days, grainSwitch, onChange } = props;
  const { grain, coarsened } = grainFor(days.from, days.to, chosen);
  const query = useMemo(() => trendQuery(filters, counting, grain), [filters, counting, grain]);
  const otherQuery = useMemo(
    () => (other === null ? null : trendQuery(other.filters, counting, grain)),
    [other, counting, grain],
  );
  const proof = useMemo(
    () =>
      proofOf(
        [
          ...countingWords(counting),
          'conversion',
          'incomplete',
          ...(otherQuery === null ? [] : (['compared'] as const)),
        ],
        proofOfSides(query, otherQuery, other, counting),
      ),
    [query, otherQuery, other, counting],
  );
  const answer = useSides(query, otherQuery);
  const { rows, others, stale } = answer;
  const current = useMemo(() => {
    if (stale || rows === undefined || others === undefined) return null;
    const compared = other === null || others === null ? null : { side: other, rows: others };
    return trendView(rows, grain, counting, compared);
  }, [stale, rows, others, grain, counting, other]);
  const view = useSettled(current, answer);
  const notes = [
    ...(coarsened ? [`The range is too long to be drawn by ${chosen}.`] : []),
    ...(view === null || view.note === null ? [] : [view.note]),
  ];
  return (
    <ChartFrame
      title="Step conversion"
      subjects={subjects}
      subtitle={`by ${grain}, UTC`}
      tools={grainSwitch}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proof}
      empty={view?.empty ?? null}
      note={notes.length === 0 ? null : notes.join(' ')}
      height={trendHeight}
    >
      {view !== null && (
        <TrendLines
          buckets={view.buckets}
          lines={view.lines}
          ticks={view.ticks}
          other={view.other}
          onSelectBucket={(bucket) => {
            const row = rows?.find((candidate) => candidate.bucket === bucket);
            if (row !== undefined) onChange(toggleBucket(filters, row));
          }}
        />
      )}
    </ChartFrame>
  );
}
