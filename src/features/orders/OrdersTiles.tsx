import { useMemo, useRef } from 'react';
import type { Counting, Filters } from '../../model/filters.ts';
import type { OrdersFacts } from '../../model/queries/ordersFacts.ts';
import { ordersTotalsQuery } from '../../model/queries/ordersTotals.ts';
import { shows } from '../../model/subjects.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { RetryButton } from '../../ui/RetryButton.tsx';
import { PanelNotesPlace } from '../../ui/panelNotes.tsx';
import { PanelToolsPlace } from '../../ui/panelTools.ts';
import { Defined } from './Defined.tsx';
import styles from './OrdersTiles.module.css';
import { tilesView } from './tilesView.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface OrdersTilesProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly known: OrdersFacts;
  readonly hasRevenue: boolean;
  /** ISO code. */
  readonly currency: string;
}

/** The key figures of the orders. */
export function OrdersTiles({ filters, counting, known, hasRevenue, currency }: OrdersTilesProps) {
  const answer = useRows(ordersTotalsQuery(filters, counting));
  const { stale, error, retry } = answer;
  const [row] = answer.rows ?? [];
  const current = useMemo(
    () => (row === undefined ? null : tilesView(row, { ...known, hasRevenue }, currency)),
    [row, known, hasRevenue, currency],
  );
  const tiles = useSettled(current, answer);
  const section = useRef<HTMLElement>(null);
  const proof = proofOf(tiles === null ? [] : tiles.map(({ word }) => word), [ordersTotalsQuery(filters, counting)]);
  return (
    <section
      ref={section}
      className={styles.tiles}
      aria-label="Key figures"
      aria-busy={error === null && (tiles === null || stale)}
    >
      {error !== null && (
        <div className={styles.error} role="alert">
          <p>{error.message}</p>
          <RetryButton onRetry={retry} />
        </div>
      )}
      {tiles !== null && (
        <dl className={styles.numbers} data-dimmed={error !== null || stale}>
          {tiles.map(({ label, word, value, detail }) => (
            <div key={label} className={styles.tile}>
              <dt>
                <Defined word={word} className={styles.label}>
                  {label}
                </Defined>
              </dt>
              <dd className={styles.value}>{value}</dd>
              {detail !== null && <dd className={styles.detail}>{detail}</dd>}
            </div>
          ))}
        </dl>
      )}
      <div className={styles.tools} data-export="skip">
        <PanelNotesPlace isTight subjects={shows('orders', 'units', 'revenue', 'users', 'promos', 'delivery')} />
        <PanelToolsPlace name="key-figures" title="Key figures" proof={proof} figure={section} />
      </div>
    </section>
  );
}
