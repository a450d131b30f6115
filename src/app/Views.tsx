import { lazy, Suspense } from 'react';
import { CountingSwitch } from '../features/filters/CountingSwitch.tsx';
import { FilterBar } from '../features/filters/FilterBar.tsx';
import { GrainSwitch } from '../features/filters/GrainSwitch.tsx';
import type { Manifest } from '../ingest/manifest.ts';
import type { Filters } from '../model/filters.ts';
import { otherSide, type OtherSide } from '../model/comparison.ts';
import { factsQuery, type Facts, type KnownValue, valuesQuery } from '../model/queries/facts.ts';
import { daysOf, resolve } from '../model/resolve.ts';
import { useRows } from '../queries/useRows.ts';
import { Notice } from '../ui/Notice.tsx';
import { SoloPanel } from '../ui/SoloPanel.tsx';
import type { HistoryMode, ViewLink } from '../url/useViewState.ts';
import type { ViewState } from '../url/viewState.ts';
import styles from './Dashboard.module.css';
import { EmbedFooter } from './EmbedFooter.tsx';
import { Notices } from './Notices.tsx';

const FunnelView = lazy(() =>
  import('../features/funnel/FunnelView.tsx').then((room) => ({ default: room.FunnelView })),
);
const ProductsView = lazy(() =>
  import('../features/products/ProductsView.tsx').then((room) => ({ default: room.ProductsView })),
);
const InventoryView = lazy(() =>
  import('../features/inventory/InventoryView.tsx').then((room) => ({ default: room.InventoryView })),
);
const OrdersView = lazy(() =>
  import('../features/orders/OrdersView.tsx').then((room) => ({ default: room.OrdersView })),
);

const facts = factsQuery();
const values = valuesQuery();

/** The filter bar and the chosen view, once the dataset has said what it holds. */
export function Views({ link, manifest }: { link: ViewLink; manifest: Manifest }) {
  const known = useRows(facts);
  const offered = useRows(values);
  const error = known.error ?? offered.error;
  const [fact] = known.rows ?? [];
  if (error !== null && fact === undefined) return <Notice tone="loss">{error.message}</Notice>;
  if (fact === undefined || offered.rows === undefined) return <div className={styles.waiting} aria-busy="true" />;
  return <ResolvedViews link={link} manifest={manifest} facts={fact} values={offered.rows} />;
}

interface ResolvedViewsProps {
  readonly link: ViewLink;
  readonly manifest: Manifest;
  readonly facts: Facts;
  readonly values: readonly KnownValue[];
}

function ResolvedViews({ link, manifest, facts: fact, values: offered }: ResolvedViewsProps) {
  const { state, change } = link;
  const { filters, issues } = resolve(state.filters, fact, offered);
  const compared = otherSide(filters, state.compare, fact);
  const incomparable = compared !== null && 'none' in compared ? [compared.none] : [];
  const shown: ShownProps = {
    state,
    filters,
    other: compared === null || 'none' in compared ? null : compared,
    facts: fact,
    currency: manifest.currency,
    onState: change,
    onFilters: (next) => change({ filters: next }),
  };
  return (
    <>
      <Notices sentences={[...issues, ...incomparable]} />
      {state.embed === null && (
        <FilterBar
          filters={filters}
          counting={state.counting}
          facts={fact}
          values={offered}
          onChange={(next, mode) => change({ filters: next }, mode)}
        />
      )}
      <Suspense fallback={<div className={styles.waiting} aria-busy="true" />}>
        {state.embed === null || state.embed === 'view' ? (
          <Shown {...shown} />
        ) : (
          <SoloPanel slug={state.embed} missing={`This view has no panel “${state.embed}”.`}>
            <Shown {...shown} />
          </SoloPanel>
        )}
      </Suspense>
      {state.embed !== null && <EmbedFooter state={state} title={manifest.title} />}
    </>
  );
}

/** What every view is given. */
interface ShownProps {
  readonly state: ViewState;
  readonly filters: Filters;
  /** What the selection is compared with, if anything. */
  readonly other: OtherSide | null;
  readonly facts: Facts;
  readonly currency: string;
  readonly onState: (patch: Partial<ViewState>, mode?: HistoryMode) => void;
  readonly onFilters: (filters: Filters) => void;
}

function Shown(props: ShownProps) {
  switch (props.state.view) {
    case 'funnel':
      return <Funnel {...props} />;
    case 'products':
      return <ProductsView {...props} />;
    case 'inventory':
      return <InventoryView {...props} />;
    case 'orders':
      return <OrdersView {...props} />;
    case 'data':
      return null;
  }
}

function Funnel(props: ShownProps) {
  const { state, filters, facts: fact, onState } = props;
  const { counting, grain } = state;
  const days = daysOf(filters, fact);
  return (
    <FunnelView
      {...props}
      switches={{
        counting: <CountingSwitch counting={counting} onChange={(next) => onState({ counting: next })} />,
        grain:
          days === null ? null : (
            <GrainSwitch grain={grain} days={days} onChange={(next) => onState({ grain: next })} />
          ),
      }}
    />
  );
}
