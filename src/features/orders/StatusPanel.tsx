import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { ColumnBars } from '../../charts/ColumnBars.tsx';
import { columnBarsHeight } from '../../charts/columnGeometry.ts';
import type { Counting, Day, Filters } from '../../model/filters.ts';
import { type ComparedDays, type OrderSnapshotRow, ordersStatusQuery } from '../../model/queries/ordersStatus.ts';
import { shows } from '../../model/subjects.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { Defined } from './Defined.tsx';
import { panelError } from '../../queries/panelError.ts';
import { comparisonWith, statusLane, statusView } from './statusView.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface StatusPanelProps {
  readonly title: string;
  readonly filters: Filters;
  readonly counting: Counting;
  readonly days: readonly OrderSnapshotRow[];
  readonly compared: ComparedDays;
  readonly onCompare: (days: { snapshotA: Day; snapshotB: Day }) => void;
}

export const statusHeight = columnBarsHeight([statusLane], { hasSubs: true });

/** Orders by status at every snapshot. A column compares its snapshot with the one before. */
export function StatusPanel({ title, filters, counting, days, compared, onCompare }: StatusPanelProps) {
  const query = ordersStatusQuery(filters, counting);
  const answer = useRows(query);
  const { rows } = answer;
  const { a, b } = compared;
  const current = useMemo(() => (rows === undefined ? null : statusView(rows, { a, b })), [rows, a, b]);
  const view = useSettled(current, answer);
  return (
    <ChartFrame
      title={title}
      subjects={shows('status')}
      subtitle={<Defined word="orderStatus">orders as last seen, by day</Defined>}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['orderStatus', 'snapshot', 'chosenOrders'], [query])}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      height={statusHeight}
    >
      {view !== null && (
        <ColumnBars
          columns={view.columns}
          lanes={view.lanes}
          label="Snapshots of orders"
          onSelect={(day) => {
            const next = comparisonWith(days, day);
            if (next !== null) onCompare(next);
          }}
        />
      )}
    </ChartFrame>
  );
}
