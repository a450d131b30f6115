import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { ColumnBars } from '../../charts/ColumnBars.tsx';
import { columnBarsHeight } from '../../charts/columnGeometry.ts';
import type { Counting, Day, Filters, Grain } from '../../model/filters.ts';
import { grainFor } from '../../model/grain.ts';
import { type OrdersClock, ordersTrendQuery } from '../../model/queries/ordersTrend.ts';
import type { Subject } from '../../model/subjects.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { Defined } from './Defined.tsx';
import { ordersTrendView, trendLanes } from './ordersTrendView.ts';
import { panelError } from '../../queries/panelError.ts';
import { toggleDays } from './toggleDays.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface OrdersTrendPanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly grain: Grain | 'auto';
  readonly clock: OrdersClock;
  /** The days there are on this clock. */
  readonly days: { readonly from: Day; readonly to: Day };
  readonly currency: string;
  readonly hasRevenue: boolean;
  /** Which orders this clock cannot place. */
  readonly leavesOut: string | null;
  /** Where columns are days of sessions, they can be chosen. */
  readonly onFilters?: (filters: Filters) => void;
}

const titles: Readonly<Record<OrdersClock, string>> = {
  'session start': 'Orders by session start',
  'order date': 'Orders by order date',
};

const about: Readonly<Record<OrdersClock, readonly Subject[]>> = {
  'session start': ['orders', 'units', 'revenue', 'sessions', 'times'],
  'order date': ['orders', 'units', 'revenue', 'order dates'],
};

/** Orders, units and revenue over time, by the start of the session or by the date of the order. */
export function OrdersTrendPanel({
  grain: chosen,
  clock,
  days,
  leavesOut,
  onFilters,
  ...asked
}: OrdersTrendPanelProps) {
  const { filters, counting, currency, hasRevenue } = asked;
  const { grain, coarsened } = grainFor(days.from, days.to, chosen);
  const query = ordersTrendQuery(filters, counting, grain, clock);
  const answer = useRows(query);
  const { rows } = answer;
  const current = useMemo(
    () => (rows === undefined ? null : ordersTrendView(rows, { grain, currency, hasRevenue })),
    [rows, grain, currency, hasRevenue],
  );
  const view = useSettled(current, answer);
  const notes = [
    coarsened ? `The range is too long to be drawn by ${chosen}.` : null,
    view?.note ?? null,
    leavesOut,
  ].filter((note) => note !== null);
  const select = (bucket: string) => {
    const row = rows?.find((candidate) => candidate.bucket === bucket);
    if (row !== undefined) onFilters?.(toggleDays(filters, row));
  };
  return (
    <ChartFrame
      title={titles[clock]}
      subjects={about[clock]}
      subtitle={
        <>
          per {grain}, UTC ·{' '}
          <Defined word="chosenOrders">
            {clock === 'session start' ? 'of their sessions' : 'of the orders themselves'}
          </Defined>
        </>
      }
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['chosenOrders', 'units', 'revenue', 'incomplete'], [query])}
      empty={view?.empty ?? null}
      note={notes.length === 0 ? null : notes.join(' ')}
      height={columnBarsHeight(trendLanes)}
    >
      {view !== null && (
        <ColumnBars
          columns={view.columns}
          lanes={view.lanes}
          label={`${titles[clock]}, buckets of time`}
          {...(onFilters === undefined ? {} : { onSelect: select })}
        />
      )}
    </ChartFrame>
  );
}
