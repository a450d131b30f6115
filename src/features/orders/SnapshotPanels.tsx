import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { comparedDays, orderSnapshotsQuery } from '../../model/queries/ordersStatus.ts';
import { shows } from '../../model/subjects.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { ChangesPanel } from './ChangesPanel.tsx';
import { Defined } from './Defined.tsx';
import styles from './OrdersView.module.css';
import { panelError } from '../../queries/panelError.ts';
import { statusHeight, StatusPanel } from './StatusPanel.tsx';
import type { ViewProps } from './viewProps.ts';

type SnapshotPanelsProps = Pick<ViewProps, 'state' | 'filters' | 'facts' | 'onState'>;

/** What the snapshot of orders tells: the status at every snapshot, and what changed between two of them. */
export function SnapshotPanels(props: SnapshotPanelsProps) {
  return props.facts.hasOrderStatus ? <KnownSnapshots {...props} /> : <NoSnapshots />;
}

const orderSnapshots = orderSnapshotsQuery();
const title = 'Status at each snapshot';
const noNumbers = { columns: [{ label: 'Snapshot', align: 'start' as const }], rows: [] };

function KnownSnapshots({ state, filters, onState }: SnapshotPanelsProps) {
  const answer = useRows(orderSnapshots);
  const { counting, snapshots } = state;
  if (answer.rows === undefined) {
    return (
      <ChartFrame
        title={title}
        subjects={shows('status')}
        subtitle={<Defined word="orderStatus">all snapshots of orders</Defined>}
        numbers={null}
        stale={answer.stale}
        error={panelError(answer)}
        proof={proofOf(['orderStatus', 'snapshot'], [orderSnapshots])}
        empty={null}
        height={statusHeight}
      >
        {null}
      </ChartFrame>
    );
  }
  const compared = comparedDays(answer.rows, snapshots);
  const asked = { filters, counting, days: answer.rows, compared };
  const compare = (days: Partial<typeof snapshots>) => onState({ snapshots: { ...snapshots, ...days } });
  return (
    <div className={styles.pair}>
      <StatusPanel {...asked} title={title} onCompare={compare} />
      <ChangesPanel {...asked} onCompare={compare} />
    </div>
  );
}

function NoSnapshots() {
  return (
    <ChartFrame
      title={title}
      subjects={[]}
      subtitle="snapshots of orders"
      numbers={noNumbers}
      stale={false}
      error={null}
      empty="This dataset has no snapshot of orders. With orders_snapshot.csv (order_id, status, dbt_valid_from, dbt_valid_to), as dbt writes it, the status of orders over time appears here."
      height={120}
    >
      {null}
    </ChartFrame>
  );
}
