import { useIsFetching, useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { UnconfirmedHostError } from '../ingest/datasetAddress.ts';
import type { Manifest } from '../ingest/manifest.ts';
import { changedSince } from '../model/linkCheck.ts';
import { MissingPartNotice } from '../offline/MissingPartNotice.tsx';
import { OfflineLine } from '../offline/OfflineLine.tsx';
import { UpdateNotice } from '../offline/UpdateNotice.tsx';
import { useOfflineCopy } from '../offline/useOfflineCopy.ts';
import { type DataSource, DataSourceProvider, sourceVersion } from '../queries/dataSource.ts';
import { Notice } from '../ui/Notice.tsx';
import { useViewState, viewIn } from '../url/useViewState.ts';
import { defaultViewState } from '../url/viewState.ts';
import { confirmHost } from './confirmedHosts.ts';
import { ConfirmHost } from './ConfirmHost.tsx';
import { Crash } from './Crash.tsx';
import styles from './Dashboard.module.css';
import { DataNotes } from './DataNotes.tsx';
import type { DatasetState, DatasetStore, LoadProgress } from './datasetStore.ts';
import { EarlyLine } from './EarlyLine.tsx';
import { DetailsLine } from './DetailsLine.tsx';
import { FailureScreen } from './FailureScreen.tsx';
import { Header } from './Header.tsx';
import { LoadScreen } from './LoadScreen.tsx';
import { Notices } from './Notices.tsx';
import { siteCatalog } from './siteCatalog.ts';
import { OwnDataPlace } from './OwnDataPlace.tsx';
import { useFilesDragged } from './useFilesDragged.ts';
import { useOwnData } from './useOwnData.ts';
import { fetchView, Views } from './Views.tsx';

/** Signing in to a database server, and what is wrong with it. */
const ServerPlace = REMOTE_ENGINE
  ? lazy(() => import('./ServerPlace.tsx').then((room) => ({ default: room.ServerPlace })))
  : null;

const noFilesTaken =
  'This page reads a database server and takes no files. Files of your own can be opened where the dashboard is put up without one.';

/** The page: header, what the link got wrong, and the dataset in whatever state it is. */
export function Dashboard({ store }: { store: DatasetStore }) {
  const link = useViewState();
  const dataset = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const catalog = useQuery({
    queryKey: ['catalog'],
    queryFn: siteCatalog,
    enabled: !REMOTE_ENGINE,
  });

  const { data: wanted } = link.state;
  useEffect(() => store.open(wanted), [store, wanted]);
  useEffect(() => fetchView(link.state.view), [link.state.view]);
  useEffect(() => {
    document.documentElement.dataset['engine'] = dataset.now.status;
  }, [dataset.now.status]);

  const own = useOwnData({
    dataset,
    onDataset: (id) => link.change({ ...defaultViewState, data: id }),
    onRetry: store.retry,
  });
  const [hasFiles, showHasFiles] = useState(false);
  const takeFiles = REMOTE_ENGINE ? () => showHasFiles(true) : own.show;
  useFilesDragged(link.state.embed === null ? takeFiles : null);

  useOfflineCopy(dataset.now.status === 'ready' && link.state.embed === null);

  const openDataset = (id: string) => {
    const isDefault = id === catalog.data?.default;
    link.change({ ...defaultViewState, data: isDefault ? null : id });
  };

  return (
    <div className={styles.page}>
      {link.state.embed === null && (
        <Header
          state={link.state}
          dataset={dataset.data}
          datasets={catalog.data?.datasets ?? []}
          onDataset={openDataset}
          onView={(view) => link.change({ view })}
          onQuery={(query) => link.change(() => viewIn(query))}
          onOwnData={REMOTE_ENGINE ? null : own.show}
        />
      )}
      <main className={link.state.embed === null ? styles.main : styles.embedded}>
        {link.state.embed === null && <UpdateNotice />}
        <MissingPartNotice />
        <OfflineLine />
        <Notices sentences={link.issues} onDismiss={link.dismissIssues} />
        <Notices sentences={own.problem === null ? [] : [own.problem]} onDismiss={own.dismissProblem} />
        {REMOTE_ENGINE && hasFiles && <Notices sentences={[noFilesTaken]} onDismiss={() => showHasFiles(false)} />}
        <ChangedSince check={link.state.check} manifest={dataset.data?.manifest ?? null} />
        <ErrorBoundary FallbackComponent={Crash} resetKeys={[link.state, dataset.data]}>
          <DatasetBody dataset={dataset} link={link} store={store} />
          {ServerPlace !== null && (
            <Suspense fallback={<div aria-busy="true" />}>
              <ServerPlace now={dataset.now} onRetry={store.retry} onReset={() => link.change(defaultViewState)} />
            </Suspense>
          )}
          {dataset.now.status === 'failed' && dataset.now.error instanceof UnconfirmedHostError && (
            <ConfirmForeign
              error={dataset.now.error}
              onOpen={store.retry}
              onCancel={() => link.change({ data: null })}
            />
          )}
          {!REMOTE_ENGINE &&
            dataset.now.status === 'failed' &&
            !(dataset.now.error instanceof UnconfirmedHostError) && (
              <FailureScreen
                error={dataset.now.error}
                catalog={catalog.data}
                current={wanted}
                onRetry={store.retry}
                onDataset={openDataset}
                onReset={() => link.change(defaultViewState)}
                first={ownWay(own)}
              />
            )}
        </ErrorBoundary>
      </main>
      {!REMOTE_ENGINE && <OwnDataPlace own={own} />}
    </div>
  );
}

/** For a person's own files: choosing them, or reading them in another way. */
function ownWay({ wanted, failure, show }: ReturnType<typeof useOwnData>) {
  if (wanted !== null) return { label: 'Choose the files', onPress: show };
  return failure === null ? null : { label: 'Change how the files are read', onPress: show };
}

interface ConfirmForeignProps {
  readonly error: UnconfirmedHostError;
  readonly onOpen: () => void;
  readonly onCancel: () => void;
}

function ConfirmForeign({ error: { origin }, onOpen, onCancel }: ConfirmForeignProps) {
  const open = () => {
    confirmHost(origin);
    onOpen();
  };
  return <ConfirmHost origin={origin} onOpen={open} onCancel={onCancel} />;
}

/** Says when a link was made with other data or definitions; the next choice is the reader’s own, and takes it away. */
function ChangedSince({ check, manifest }: { check: string | null; manifest: Manifest | null }) {
  const sentence = manifest === null ? null : changedSince(check, manifest.dataVersion);
  return <Notices sentences={sentence === null ? [] : [sentence]} />;
}

interface DatasetBodyProps {
  readonly dataset: DatasetState;
  readonly link: ReturnType<typeof useViewState>;
  readonly store: DatasetStore;
}

/** Draws how far the start is, and is all that is drawn again when that changes. */
function Progressing({ of, as: Screen }: { of: DatasetStore; as: ComponentType<{ progress: LoadProgress }> }) {
  return <Screen progress={useSyncExternalStore(of.progress.subscribe, of.progress.getSnapshot)} />;
}

/** How long nothing is asked before the page counts as settled. */
const settledMs = 2000;

/** Tells, each time the page has come to rest, that no answer is waited for. */
function Settled({ onSettled }: { onSettled: () => void }) {
  const isAsking = useIsFetching() > 0;
  useEffect(() => {
    if (isAsking) return;
    const timer = setTimeout(onSettled, settledMs);
    return () => clearTimeout(timer);
  }, [isAsking, onSettled]);
  return null;
}

function DatasetBody({ dataset, link, store }: DatasetBodyProps) {
  const { now, data } = dataset;
  const engine = now.status === 'ready' ? now.engine : null;
  const publishing = now.status === 'ready' ? now.publishing : null;
  const early = now.status === 'starting' ? now.early : null;
  const dataVersion = data === null ? null : sourceVersion(data.manifest);
  const source = useMemo<DataSource | null>(
    () => (dataVersion === null ? null : { engine: engine ?? early, dataVersion }),
    [engine, early, dataVersion],
  );
  // Numbers of an engine that failed for good are not shown: what is on screen must be answerable.
  if (now.status === 'failed' || (REMOTE_ENGINE && now.status === 'starting')) return null;
  // The view about the data tells of files, which nobody has looked at so early.
  const isTooEarly = early !== null && link.state.view === 'data';
  if (source === null || data === null || isTooEarly) {
    return now.status === 'starting' ? <Progressing of={store} as={LoadScreen} /> : null;
  }
  return (
    <DataSourceProvider value={source}>
      {now.status === 'starting' && early === null && (
        <Notice tone="note">
          The database stopped and is being started again. The numbers on screen are the last good ones.
        </Notice>
      )}
      {now.status === 'starting' && early !== null && <Progressing of={store} as={EarlyLine} />}
      {now.status === 'ready' && <Progressing of={store} as={DetailsLine} />}
      {now.status === 'ready' && <Settled onSettled={store.settled} />}
      <DataNotes issues={data.report.issues} />
      <Views key={source.dataVersion} link={link} open={data} publishing={publishing} onDrawn={store.drawn} />
    </DataSourceProvider>
  );
}
