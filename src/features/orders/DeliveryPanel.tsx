import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { ColumnBars } from '../../charts/ColumnBars.tsx';
import { columnBarsHeight } from '../../charts/columnGeometry.ts';
import type { Counting, Filters } from '../../model/filters.ts';
import { deliveryDaysQuery, ordersDeliveryQuery } from '../../model/queries/ordersDelivery.ts';
import { shows } from '../../model/subjects.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { Defined } from './Defined.tsx';
import { deliveryLane, deliveryView } from './deliveryView.ts';
import { panelError } from '../../queries/panelError.ts';
import { UnknownPanel } from './UnknownPanel.tsx';
import { useSettled } from '../../queries/useSettled.ts';

interface DeliveryPanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly isKnown: boolean;
}

const title = 'Delivery time';

/** How many days deliveries took, and whether they came when they were promised. */
export function DeliveryPanel({ isKnown, ...asked }: DeliveryPanelProps) {
  return isKnown ? (
    <Deliveries {...asked} />
  ) : (
    <UnknownPanel title={title} sentence="The orders file has no times of delivery (created_at, delivered_at)." />
  );
}

function Deliveries({ filters, counting }: Omit<DeliveryPanelProps, 'isKnown'>) {
  const daysQuery = deliveryDaysQuery(filters, counting);
  const totalsQuery = ordersDeliveryQuery(filters, counting);
  const days = useRows(daysQuery);
  const totals = useRows(totalsQuery);
  const answer = {
    stale: days.stale || totals.stale,
    error: days.error ?? totals.error,
    retry: days.error === null ? totals.retry : days.retry,
  };
  const [row] = totals.rows ?? [];
  const current = useMemo(
    () => (days.rows === undefined || row === undefined ? null : deliveryView(days.rows, row)),
    [days.rows, row],
  );
  const view = useSettled(current, answer);
  return (
    <ChartFrame
      title={title}
      subjects={shows('orders', 'delivery', 'order dates')}
      subtitle={
        <>
          days from order to delivery · <Defined word="punctuality">against the estimate</Defined>
        </>
      }
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['chosenOrders', 'averageDelivery', 'punctuality'], [daysQuery, totalsQuery])}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      height={columnBarsHeight([deliveryLane])}
    >
      {view !== null && <ColumnBars columns={view.columns} lanes={view.lanes} label="Days to delivery" />}
    </ChartFrame>
  );
}
