import { useMemo } from 'react';
import type { Filters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { stockRange } from '../../model/queries/stockRange.ts';
import { type StockSnapshot, stockSnapshotsQuery } from '../../model/queries/stockSnapshots.ts';
import { useRows } from '../../queries/useRows.ts';
import { RetryButton } from '../../ui/RetryButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { ViewState } from '../../url/viewState.ts';
import { ChangesPanel } from './ChangesPanel.tsx';
import { Headline } from './Headline.tsx';
import { HeatPanel } from './HeatPanel.tsx';
import { ignoredFilters } from './ignoredFilters.ts';
import styles from './InventoryView.module.css';
import { MeasuresPanel } from './MeasuresPanel.tsx';
import { MovedPanel } from './MovedPanel.tsx';
import { SnapshotFields } from './SnapshotFields.tsx';
import { StockOutsPanel } from './StockOutsPanel.tsx';

interface ViewProps {
  readonly state: ViewState;
  /** As the dataset can answer them. */
  readonly filters: Filters;
  readonly facts: Facts;
  readonly currency: string;
  readonly onState: (patch: Partial<ViewState>, mode?: 'push' | 'replace') => void;
  readonly onFilters: (filters: Filters) => void;
}

const snapshots = stockSnapshotsQuery();

/** How the stock of products moved from snapshot to snapshot. */
export function InventoryView(props: ViewProps) {
  return props.facts.hasStock ? <Stock {...props} /> : <NoStock />;
}

function Stock(props: ViewProps) {
  const { rows, error, retry } = useRows(snapshots);
  if (error !== null && rows === undefined) {
    return (
      <Notice tone="loss" action={<RetryButton onRetry={retry} />}>
        {error.message}
      </Notice>
    );
  }
  if (rows === undefined) return <div className={styles.waiting} aria-busy="true" />;
  return <StockOfSnapshots {...props} all={rows} />;
}

function StockOfSnapshots({ state, filters, onState, onFilters, all }: ViewProps & { all: readonly StockSnapshot[] }) {
  const asked = state.snapshots;
  const range = useMemo(() => stockRange(all, asked), [all, asked]);
  if (range === null) return <NoStock />;
  const { rule, now } = ignoredFilters(filters);
  return (
    <div className={styles.view}>
      <SnapshotFields all={all} range={range} asked={asked} onChange={(next) => onState({ snapshots: next })} />
      {range.issues.map((issue) => (
        <Notice key={issue} tone="note">
          {issue}
        </Notice>
      ))}
      <Headline shown={range.shown} products={filters.product} />
      <aside className={styles.note} aria-label="Filters that do not apply">
        {rule} {now !== null && <strong>{now}</strong>}
      </aside>
      <div className={styles.pair}>
        <MovedPanel range={range} filters={filters} onFilters={onFilters} />
        {range.a !== null && <ChangesPanel a={range.a} b={range.b} products={filters.product} />}
      </div>
      <StockOutsPanel
        recent={range.recent}
        last={asked.last}
        products={filters.product}
        onLast={(last) => onState({ snapshots: { ...asked, last } }, 'replace')}
      />
      <HeatPanel range={range} filters={filters} onFilters={onFilters} />
      <MeasuresPanel range={range} filters={filters} />
    </div>
  );
}

function NoStock() {
  return (
    <div className={styles.view}>
      <h1 className={styles.none}>This dataset has no snapshot of stock.</h1>
      <p className={styles.ask}>
        With product_inventory_snapshot.csv, a dbt snapshot of products (product_id, inventory, dbt_valid_from,
        dbt_valid_to), or with inventory_levels.csv, plain levels by date (product_id, date, inventory), beside
        products.csv, this view shows how stock moved.
      </p>
    </div>
  );
}
