import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import type { Counting, Day, Filters, Grain } from '../../model/filters.ts';
import { fits, grainFor } from '../../model/grain.ts';
import { productBucketsQuery } from '../../model/queries/productBuckets.ts';
import { shows } from '../../model/subjects.ts';
import { panelError } from '../../queries/panelError.ts';
import { proofOf, stepWords } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { bucketsView } from './bucketsView.ts';

interface BucketsPanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly grain: Grain | 'auto';
  readonly find: string | null;
  /** The days on screen. */
  readonly days: { readonly from: Day; readonly to: Day };
  readonly onGrain: (grain: Grain) => void;
}

const labels = { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' } as const;
const height = 380;

/** Every product in every bucket of time; weeks unless another grain is chosen. */
export function BucketsPanel({ filters, counting, grain: chosen, find, days, onGrain }: BucketsPanelProps) {
  const { grain, coarsened } = grainFor(days.from, days.to, chosen === 'auto' ? 'week' : chosen);
  const { unit } = counting;
  const query = productBucketsQuery(filters, counting, grain, find);
  const answer = useRows(query);
  const { rows } = answer;
  const current = useMemo(() => (rows === undefined ? null : bucketsView(rows, grain, unit)), [rows, grain, unit]);
  const view = useSettled(current, answer);
  const notes = [
    ...(coarsened ? [`The range is too long for every ${chosen}.`] : []),
    ...(view === null || view.note === null ? [] : [view.note]),
  ];
  return (
    <ChartFrame
      title={`Products by ${grain}`}
      name="products-over-time"
      subjects={shows('sessions', 'steps', 'times', 'products')}
      subtitle={`${unit} by their start, UTC, newest first`}
      tools={
        <SegmentedControl
          label="By"
          segments={(Object.keys(labels) as Grain[]).map((id) => ({
            id,
            label: labels[id],
            isDisabled: id !== grain && !fits(id, days.from, days.to),
          }))}
          value={grain}
          onChange={onGrain}
        />
      }
      numbers={view === null ? null : 'drawn'}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['productRow', ...stepWords(counting), 'incomplete'], [query])}
      empty={view?.empty ?? null}
      note={notes.length === 0 ? null : notes.join(' ')}
      height={height}
    >
      {view !== null && (
        <DataTable caption={`Products by ${grain}`} columns={view.columns} rows={view.rows} height={height} />
      )}
    </ChartFrame>
  );
}
