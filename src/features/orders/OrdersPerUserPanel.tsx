import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { ShareBars, shareRowHeight } from '../../charts/ShareBars.tsx';
import type { Counting, Filters } from '../../model/filters.ts';
import { ordersPerUserQuery } from '../../model/queries/ordersPerUser.ts';
import { ordersTotalsQuery } from '../../model/queries/ordersTotals.ts';
import { shows } from '../../model/subjects.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { ordersPerUserView } from './breakdownView.ts';
import { Defined } from './Defined.tsx';
import { panelError } from '../../queries/panelError.ts';
import { UnknownPanel } from './UnknownPanel.tsx';
import { useSettled } from '../../queries/useSettled.ts';

interface OrdersPerUserPanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly isKnown: boolean;
}

const title = 'Users by number of orders';

/** How many users ordered once, twice, and more often. */
export function OrdersPerUserPanel({ isKnown, ...asked }: OrdersPerUserPanelProps) {
  return isKnown ? (
    <PerUser {...asked} />
  ) : (
    <UnknownPanel title={title} sentence="The orders file does not say who ordered (user_id)." />
  );
}

function PerUser({ filters, counting }: Omit<OrdersPerUserPanelProps, 'isKnown'>) {
  const usersQuery = ordersPerUserQuery(filters, counting);
  const totalsQuery = ordersTotalsQuery(filters, counting);
  const users = useRows(usersQuery);
  const totals = useRows(totalsQuery);
  const answer = {
    stale: users.stale || totals.stale,
    error: users.error ?? totals.error,
    retry: users.error === null ? totals.retry : users.retry,
  };
  const withoutUser = totals.rows?.[0]?.withoutUser;
  const current = useMemo(
    () => (users.rows === undefined || withoutUser === undefined ? null : ordersPerUserView(users.rows, withoutUser)),
    [users.rows, withoutUser],
  );
  const view = useSettled(current, answer);
  return (
    <ChartFrame
      title={title}
      subjects={shows('orders', 'users')}
      subtitle={<Defined word="repeatRate">of the chosen orders</Defined>}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['chosenOrders', 'repeatRate'], [usersQuery, totalsQuery])}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      height={4 * shareRowHeight}
    >
      {view !== null && (
        <ShareBars rows={view.rows} heads={{ label: 'Orders', value: 'Users', share: 'Of all users' }} noun="rows" />
      )}
    </ChartFrame>
  );
}
