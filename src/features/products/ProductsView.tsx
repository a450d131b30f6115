import { useMemo } from 'react';
import { alikeness } from '../../model/productTests.ts';
import { type ProductRow, productsQuery } from '../../model/queries/products.ts';
import { daysOf } from '../../model/resolve.ts';
import { panelError } from '../../queries/panelError.ts';
import { stepWords } from '../../queries/proofOf.ts';
import { useSides } from '../../queries/useSides.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { ProductsState } from '../../url/viewState.ts';
import { BucketsPanel } from './BucketsPanel.tsx';
import { ExtremesPanel } from './ExtremesPanel.tsx';
import { extremesView } from './extremesView.ts';
import { Focus } from './Focus.tsx';
import { Headline } from './Headline.tsx';
import { changesOf } from './changes.ts';
import { found, sortedBy } from './listing.ts';
import { knownIn } from './measures.ts';
import styles from './ProductsView.module.css';
import { ScatterPanel } from './ScatterPanel.tsx';
import { scatterView } from './scatterView.ts';
import { SmallFunnelsPanel } from './SmallFunnelsPanel.tsx';
import { TablePanel } from './TablePanel.tsx';
import { tableView } from './tableView.ts';
import type { ViewProps } from './viewProps.ts';

/** Which products sell, which do not, and whether that is more than chance. */
export function ProductsView(props: ViewProps) {
  return props.facts.hasProducts ? <Products {...props} /> : <NoProducts />;
}

function Products({ state, filters, other, facts, currency, onState, onFilters }: ViewProps) {
  const { counting, grain, products: chosen } = state;
  const { unit } = counting;
  const { measure, top, sort, order, find, focus } = chosen;
  const query = productsQuery(filters, counting);
  const otherQuery = other === null ? null : productsQuery(other.filters, counting);
  const answer = useSides(query, otherQuery);
  const { rows, others } = answer;
  // All panels of this answer settle together: old rows are never told in the words of a newer question.
  const current = useMemo(() => {
    if (rows === undefined || others === undefined) return null;
    const compared =
      other === null || others === null ? null : { side: other, changes: changesOf(rows, others, other) };
    return { rows, filters, counting, compared };
  }, [rows, others, filters, counting, other]);
  const settled = useSettled(current, answer);
  const test = useMemo(() => (settled === null ? null : alikeness(trials(settled.rows))), [settled]);
  const known = useMemo(() => knownIn(facts), [facts]);

  const table = useMemo(
    () =>
      settled === null
        ? null
        : tableView(settled.rows, test, { sort, order, find }, { ...settled, known }, settled.compared),
    [settled, test, sort, order, find, known],
  );
  const extremes = useMemo(
    () => (settled === null ? null : extremesView(settled.rows, { measure, top, focus }, known, currency)),
    [settled, measure, top, focus, known, currency],
  );
  const scatter = useMemo(
    () => (settled === null ? null : scatterView(settled.rows, test, { unit: settled.counting.unit, focus })),
    [settled, test, focus],
  );
  const ordered = useMemo(
    () =>
      settled === null ? null : sortedBy(found(settled.rows, find), sort, order, known, settled.compared?.changes),
    [settled, find, sort, order, known],
  );

  const choose = (patch: Partial<ProductsState>, mode?: 'push' | 'replace') =>
    onState({ products: { ...chosen, ...patch } }, mode);
  const toggleFocus = (product: string) => choose({ focus: product === focus ? null : product });
  const panel = {
    asked: {
      queries: [query],
      others: otherQuery === null ? [] : [otherQuery],
      words: ['productRow', ...stepWords(counting)] as const,
    },
    stale: answer.stale,
    error: panelError(answer),
  };
  const days = daysOf(filters, facts);
  const isListed = settled === null || settled.rows.some(({ name }) => name === focus);

  return (
    <div className={styles.view}>
      <Headline test={test} products={settled?.rows.length ?? null} stale={answer.stale} error={answer.error} />
      <TablePanel {...panel} view={table} chosen={chosen} onChoose={choose} onFocus={toggleFocus} />
      {focus !== null && !isListed && (
        <Notice tone="note" onDismiss={() => choose({ focus: null })}>
          “{focus}” is not among the products of this selection, so it cannot be looked at closely.
        </Notice>
      )}
      {focus !== null && isListed && (
        <Focus
          product={focus}
          filters={filters}
          counting={counting}
          grain={grain}
          days={days}
          onClose={() => choose({ focus: null })}
          onFilters={onFilters}
        />
      )}
      <div className={styles.pair}>
        <ExtremesPanel {...panel} view={extremes} chosen={chosen} onChoose={choose} onFocus={toggleFocus} />
        <ScatterPanel {...panel} view={scatter} unit={unit} onFocus={toggleFocus} />
      </div>
      <SmallFunnelsPanel {...panel} rows={ordered} unit={unit} focus={focus} onFocus={toggleFocus} />
      {days !== null && (
        <BucketsPanel
          filters={filters}
          counting={counting}
          grain={grain}
          find={find}
          days={days}
          onGrain={(next) => onState({ grain: next })}
        />
      )}
    </div>
  );
}

function trials(rows: readonly ProductRow[]) {
  return rows.map(({ name, counts }) => ({ name, part: counts.checkout, whole: counts.page_view }));
}

function NoProducts() {
  return (
    <Notice tone="note">
      This dataset does not say which products its sessions concern. With a product_id in events.csv, and products.csv
      (product_id, name) and order_items.csv (order_id, product_id, quantity) beside it, the products appear here.
    </Notice>
  );
}
