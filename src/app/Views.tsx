import { lazy, Suspense, useEffect, useRef } from 'react';
import type { SectionId } from '../features/data/sections.ts';
import { CountingSwitch } from '../features/filters/CountingSwitch.tsx';
import { FilterBar } from '../features/filters/FilterBar.tsx';
import { GrainSwitch } from '../features/filters/GrainSwitch.tsx';
import { PanelMenu } from '../features/proof/PanelMenu.tsx';
import type { Filters } from '../model/filters.ts';
import { countedSide, otherSide, type OtherSide } from '../model/comparison.ts';
import { factsQuery, type Facts, type KnownValue, valuesQuery } from '../model/queries/facts.ts';
import { daysOf, resolve } from '../model/resolve.ts';
import { selectionText } from '../model/selectionText.ts';
import { selectedBy } from '../model/subjects.ts';
import type { PublishingEngine } from '../ownData/publish/publishDataset.ts';
import { useRows } from '../queries/useRows.ts';
import { RetryButton } from '../ui/RetryButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { type PanelNotes, PanelNotesProvider } from '../ui/panelNotes.tsx';
import { type PanelTools, PanelToolsProvider } from '../ui/panelTools.ts';
import { SoloPanel } from '../ui/SoloPanel.tsx';
import { type HistoryMode, linkOf, type ViewLink } from '../url/useViewState.ts';
import type { ViewState } from '../url/viewState.ts';
import styles from './Dashboard.module.css';
import { datasetInfo } from './datasetInfo.ts';
import type { OpenDataset } from './datasetStore.ts';
import { EmbedFooter } from './EmbedFooter.tsx';
import { fetchedPart } from './fetchedPart.tsx';
import { notesOf } from './notesOf.ts';
import { Notices } from './Notices.tsx';
import { PrintHead } from './PrintHead.tsx';

const FunnelView = fetchedPart(() => import('../features/funnel/FunnelView.tsx').then((room) => room.FunnelView));
const ProductsView = fetchedPart(() =>
  import('../features/products/ProductsView.tsx').then((room) => room.ProductsView),
);
const InventoryView = fetchedPart(() =>
  import('../features/inventory/InventoryView.tsx').then((room) => room.InventoryView),
);
const OrdersView = fetchedPart(() => import('../features/orders/OrdersView.tsx').then((room) => room.OrdersView));

const SessionsSheet = lazy(() =>
  import('../features/sessions/SessionsSheet.tsx').then((room) => ({ default: room.SessionsSheet })),
);

const PublishPanel = lazy(() =>
  import('../ownData/publish/PublishPanel.tsx').then((room) => ({ default: room.PublishPanel })),
);

const DataView = fetchedPart(() => import('../features/data/DataView.tsx').then((room) => room.DataView));

const views: Readonly<Record<ViewState['view'], { readonly fetch: () => void }>> = {
  funnel: FunnelView,
  products: ProductsView,
  inventory: InventoryView,
  orders: OrdersView,
  data: DataView,
};

/** Begins to fetch the part of the page that shows this view: it is there, or nearly, when the view is drawn. */
export function fetchView(view: ViewState['view']): void {
  views[view].fetch();
}

const facts = factsQuery();
const values = valuesQuery();

interface ViewsProps {
  readonly link: ViewLink;
  readonly open: OpenDataset;
  /** Null while it starts again, and where it makes no files. */
  readonly publishing: PublishingEngine | null;
  /** Called when the view is on screen. */
  readonly onDrawn: () => void;
}

/** The filter bar and the chosen view, once the dataset has said what it holds. */
export function Views(props: ViewsProps) {
  const known = useRows(facts);
  const offered = useRows(values);
  const error = known.error ?? offered.error;
  const [fact] = known.rows ?? [];
  if (error !== null && (fact === undefined || offered.rows === undefined)) {
    const retry = () => [known, offered].filter((rows) => rows.error !== null).forEach((rows) => rows.retry());
    return (
      <Notice tone="loss" action={<RetryButton onRetry={retry} />}>
        {error.message}
      </Notice>
    );
  }
  if (fact === undefined || offered.rows === undefined) return <div className={styles.waiting} aria-busy="true" />;
  return <ResolvedViews {...props} facts={fact} values={offered.rows} />;
}

interface ResolvedViewsProps extends ViewsProps {
  readonly facts: Facts;
  readonly values: readonly KnownValue[];
}

function ResolvedViews({ link, open, publishing, onDrawn, facts: fact, values: offered }: ResolvedViewsProps) {
  const { state, change } = link;
  const { manifest } = open;
  const { filters, issues } = resolve(state.filters, fact, offered);
  const compared = otherSide(filters, state.compare, fact);
  const incomparable = compared === null ? [] : comparisonIssues(compared, state.view);
  // Where the view about the data begins to read, when something on another view leads there.
  const wantedRef = useRef<SectionId | null>(null);
  const shown: ShownProps = {
    wantedRef,
    state,
    filters,
    other: compared === null || 'none' in compared ? null : countedSide(compared, state.counting),
    facts: fact,
    open,
    publishing,
    currency: manifest.currency,
    onState: change,
    onFilters: (next) => change({ filters: next }),
  };
  const toolsOf: PanelTools = (panel) => (
    <PanelMenu
      panel={panel}
      source={{ dataset: manifest, state, filters, facts: fact }}
      onConsole={open.server === undefined ? (sql) => change({ view: 'data', sql }) : null}
    />
  );
  const panelNotes: PanelNotes = {
    notesFor: notesOf(open.report, selectedBy(filters, state.counting)),
    whole: {
      label: 'Load report',
      href: linkOf({ ...state, view: 'data', embed: null }),
      onPress: () => {
        wantedRef.current = 'load';
        change({ view: 'data', embed: null });
      },
    },
  };
  return (
    <PanelToolsProvider value={toolsOf}>
      <PanelNotesProvider value={panelNotes}>
        <Notices sentences={[...issues, ...incomparable]} />
        <PrintHead
          state={state}
          manifest={manifest}
          selection={selectionText(filters, state.counting, daysOf(filters, fact))}
        />
        {state.embed === null && (
          <FilterBar
            filters={filters}
            counting={state.counting}
            facts={fact}
            values={offered}
            onChange={(next, mode) => change({ filters: next }, mode)}
            compare={state.compare}
            onCompare={(compare, mode) => change({ compare }, mode)}
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
          <Drawn onDrawn={onDrawn} />
        </Suspense>
        <Suspense fallback={null}>
          {state.sessions !== null && <SessionsSheet {...shown} dataset={manifest} />}
        </Suspense>
        {state.embed !== null && <EmbedFooter state={state} title={manifest.title} />}
      </PanelNotesProvider>
    </PanelToolsProvider>
  );
}

/** Tells that what stands beside it is on screen: inside the same `Suspense`, it waits for the same parts of the page. */
function Drawn({ onDrawn }: Pick<ViewsProps, 'onDrawn'>) {
  useEffect(() => {
    // The frame after the next one has been painted.
    const frame = requestAnimationFrame(() => requestAnimationFrame(onDrawn));
    return () => cancelAnimationFrame(frame);
  }, [onDrawn]);
  return null;
}

/** Why a comparison that is asked for is not to be seen. */
function comparisonIssues(compared: OtherSide | { none: string }, view: ViewState['view']): readonly string[] {
  if ('none' in compared) return [compared.none];
  return view === 'funnel' || view === 'products' ? [] : ['The comparison is shown in the views Funnel and Products.'];
}

/** What every view is given. */
interface ShownProps {
  readonly wantedRef: { current: SectionId | null };
  readonly state: ViewState;
  readonly filters: Filters;
  /** What the selection is compared with, if anything. */
  readonly other: OtherSide | null;
  readonly facts: Facts;
  readonly open: OpenDataset;
  readonly publishing: PublishingEngine | null;
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
      return <Data {...props} />;
  }
}

function Data(props: ShownProps) {
  const { open, publishing } = props;
  const publish = publishing !== null && (
    <Suspense fallback={null}>
      <PublishPanel
        key={`${open.manifest.id} ${open.manifest.dataVersion}`}
        engine={publishing}
        about={open.manifest}
      />
    </Suspense>
  );
  return <DataView {...props} dataset={datasetInfo(open)} publish={publish} />;
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
