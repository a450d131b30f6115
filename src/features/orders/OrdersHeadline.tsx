import { useMemo } from 'react';
import type { Counting, Filters } from '../../model/filters.ts';
import { ordersStatusQuery } from '../../model/queries/ordersStatus.ts';
import { ordersTotalsQuery } from '../../model/queries/ordersTotals.ts';
import { shows } from '../../model/subjects.ts';
import { useRows } from '../../queries/useRows.ts';
import { PanelNotesPlace } from '../../ui/panelNotes.tsx';
import { Defined } from './Defined.tsx';
import { type HeadlinePart, headlineView } from './headlineView.ts';
import styles from './OrdersHeadline.module.css';
import { useSettled } from '../../queries/useSettled.ts';

interface OrdersHeadlineProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly currency: string;
  readonly hasStatus: boolean;
}

/** The finding in one or two sentences; every number in it opens its definition. */
export function OrdersHeadline({ filters, counting, currency, hasStatus }: OrdersHeadlineProps) {
  const totals = useRows(ordersTotalsQuery(filters, counting));
  const statuses = useRows(ordersStatusQuery(filters, counting));
  const stale = totals.stale || statuses.stale;
  const error = totals.error ?? statuses.error;
  const [row] = totals.rows ?? [];
  const held = hasStatus ? statuses.rows : noStatuses;
  const current = useMemo(
    () => (row === undefined || held === undefined ? null : headlineView(row, held, currency)),
    [row, held, currency],
  );
  const waiting = error === null ? 'Counting orders …' : 'The orders could not be counted.';
  const parts = useSettled(current, { stale, error }) ?? [{ text: waiting }];
  return (
    <h1 className={styles.headline} aria-busy={error === null && (stale || current === null)}>
      {parts.map((part, index) => (
        // The same words can come twice: a piece is known by its place.
        // oxlint-disable-next-line react/no-array-index-key
        <Part key={index} part={part} />
      ))}
      <PanelNotesPlace subjects={shows('orders', 'revenue', 'status')} />
    </h1>
  );
}

const noStatuses = [] as const;

function Part({ part: { text, word, tone } }: { part: HeadlinePart }) {
  if (word === undefined) return <span data-tone={tone}>{text}</span>;
  return (
    <span data-tone={tone}>
      <Defined word={word} className={styles.number}>
        {text}
      </Defined>
    </span>
  );
}
