import { type ReactNode, useMemo, useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import type { Counting, Day, Filters } from '../../model/filters.ts';
import {
  type ComparedDays,
  orderChangesQuery,
  orderMovesQuery,
  type OrderSnapshotRow,
} from '../../model/queries/ordersStatus.ts';
import { shows } from '../../model/subjects.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import styles from './ChangesPanel.module.css';
import { ChangesList } from './ChangesList.tsx';
import { cannotCompare, changesView } from './changesView.ts';
import { panelError } from '../../queries/panelError.ts';
import { SnapshotField } from './SnapshotField.tsx';
import { statusHeight } from './StatusPanel.tsx';
import { useSettled } from '../../queries/useSettled.ts';

interface ChangesPanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly days: readonly OrderSnapshotRow[];
  readonly compared: ComparedDays;
  readonly onCompare: (days: { snapshotA?: Day; snapshotB?: Day }) => void;
}

const title = 'Orders that changed';
const atOnce = 200;

/** The orders whose status differs between two snapshots, which are chosen here. */
export function ChangesPanel({ days, compared, onCompare, ...asked }: ChangesPanelProps) {
  const { a, b } = compared;
  // Both are written down, so that a link that names one does not change its meaning when the other is chosen.
  const keep = { ...(a === null ? {} : { snapshotA: a }), ...(b === null ? {} : { snapshotB: b }) };
  const fields = (
    <span className={styles.fields}>
      <SnapshotField label="From" value={a} days={days} onChange={(day) => onCompare({ ...keep, snapshotA: day })} />
      <span aria-hidden="true">→</span>
      <SnapshotField label="To" value={b} days={days} onChange={(day) => onCompare({ ...keep, snapshotB: day })} />
    </span>
  );
  const problem = cannotCompare(compared, days[0]?.day);
  if (problem !== null || a === null || b === null) {
    return (
      <ChartFrame
        title={title}
        subjects={[]}
        subtitle={fields}
        numbers={{ columns: [{ label: 'Order', align: 'start' }], rows: [] }}
        stale={false}
        error={null}
        empty={problem}
        height={statusHeight}
      >
        {null}
      </ChartFrame>
    );
  }
  return <Changes {...asked} a={a} b={b} fields={fields} />;
}

interface ChangesProps extends Pick<ChangesPanelProps, 'filters' | 'counting'> {
  readonly a: Day;
  readonly b: Day;
  readonly fields: ReactNode;
}

function Changes({ filters, counting, a, b, fields }: ChangesProps) {
  const [limit, setLimit] = useState(atOnce);
  const changesQuery = orderChangesQuery(filters, counting, { a, b, limit });
  const movesQuery = orderMovesQuery(filters, counting, a, b);
  const changes = useRows(changesQuery);
  const moves = useRows(movesQuery);
  const answer = {
    stale: changes.stale || moves.stale,
    error: changes.error ?? moves.error,
    retry: changes.error === null ? moves.retry : changes.retry,
  };
  const current = useMemo(
    () =>
      changes.rows === undefined || moves.rows === undefined ? null : changesView(changes.rows, moves.rows, { a, b }),
    [changes.rows, moves.rows, a, b],
  );
  const view = useSettled(current, answer);
  return (
    <ChartFrame
      title={title}
      subjects={shows('status')}
      subtitle={fields}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['orderStatus', 'chosenOrders'], [changesQuery, movesQuery])}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      height={statusHeight}
    >
      {view !== null && <ChangesList view={view} onMore={() => setLimit(limit + atOnce)} />}
    </ChartFrame>
  );
}
