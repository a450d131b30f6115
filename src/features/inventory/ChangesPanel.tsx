import { useMemo, useState } from 'react';
import { isChanged, stockChangesQuery } from '../../model/queries/stockChanges.ts';
import type { StockSnapshot } from '../../model/queries/stockSnapshots.ts';
import type { Choice } from '../../model/filters.ts';
import { panelError } from '../../queries/panelError.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './panels.module.css';
import { TablePanel } from './TablePanel.tsx';
import { changesTable } from './tableView.ts';
import { countedProducts, snapshotLabels, stockScope } from './wording.ts';

interface ChangesPanelProps {
  readonly a: StockSnapshot;
  readonly b: StockSnapshot;
  readonly products: Choice;
}

/** What differs between two snapshots: from, to, and the change with its sign. */
export function ChangesPanel({ a, b, products }: ChangesPanelProps) {
  const [all, showAll] = useState(false);
  const query = stockChangesQuery(a, b, products);
  const answer = useRows(query);
  const { rows } = answer;
  const current = useMemo(() => {
    if (rows === undefined) return null;
    const table = changesTable(rows, all);
    const [from, to] = snapshotLabels([a, b]);
    return { ...table, title: `Changed ${from} → ${to}`, changed: rows.filter(isChanged).length };
  }, [rows, all, a, b]);
  const view = useSettled(current, answer);
  return (
    <TablePanel
      title={view?.title ?? 'Changed'}
      name="changed"
      subtitle={view === null ? '' : `${countedProducts(view.changed)}${a.at > b.at ? ' · backwards in time' : ''}`}
      view={view}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['snapshot', 'stockLevel'], [query], stockScope([a, b], products))}
    >
      {view !== null && view.kept > 0 && (
        <p className={styles.rest}>
          {countedProducts(view.kept)} kept {view.kept === 1 ? 'its' : 'their'} level.{' '}
          <Button look="text" onPress={() => showAll(!all)}>
            {all ? 'Show those that changed' : 'Show all'}
          </Button>
        </p>
      )}
    </TablePanel>
  );
}
