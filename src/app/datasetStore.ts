import { type Engine, EngineError, type MortalEngine } from '../engine/engine.ts';
import { superviseEngine, type Supervisor } from '../engine/supervisor.ts';
import type { ComingDatabase } from '../ingest/databaseFile.ts';
import { filesAt, piecesAt } from '../ingest/fetchFile.ts';
import { findDataset, type FoundDataset } from '../ingest/findDataset.ts';
import { fetchFirstAnswers } from '../ingest/firstAnswers.ts';
import { type Asked, laterDetails, type LaterDetails, withDetails } from '../ingest/laterDetails.ts';
import type { LoadReport } from '../ingest/martsOfRaw.ts';
import type { Progress } from '../ingest/progress.ts';
import type { Manifest } from '../ingest/manifest.ts';
import { detailsCatalog } from '../ingest/detailMarts.ts';
import { isOwnId } from '../ingest/own/ownId.ts';
import { factsQuery } from '../model/queries/facts.ts';
import { answerKey } from '../queries/answerKey.ts';
import { type Answers, type AskedEngine, type PatientEngine, patientEngine } from '../queries/patientEngine.ts';
import { browserLack } from './browserNeeds.ts';
import { ownDelivery } from './ownDeliveries.ts';
import { confirmedHosts } from './confirmedHosts.ts';
import { datasetsFolder, forgetCatalog, siteCatalog } from './siteCatalog.ts';
import { siteHosts } from './siteHosts.ts';

/** A dataset that an engine holds. */
export interface OpenDataset {
  readonly manifest: Manifest;
  /** Where its files are: an absolute address with a slash at its end. Null for files of a person's own. */
  readonly base: string | null;
  readonly report: LoadReport;
  /** The database server it lies on; left out for files. */
  readonly server?: DatasetServer;
}

/** A database server that the page asks. */
export interface DatasetServer {
  readonly host: string;
  readonly database: string;
  readonly user: string;
}

/** What a person is asked for before a database server is. */
export interface SignIn {
  readonly server: DatasetServer;
  readonly title: string | null;
  /** Why the person is asked again, as a sentence. */
  readonly refused: string | null;
  readonly isConnecting: boolean;
  readonly connect: (password: string) => void;
}

/** How far the way to the first number is, and to the details of sessions where something waits for them. */
export interface LoadProgress {
  /** Bytes of the file of details; null when nothing waits for it. */
  readonly details?: { readonly loaded: number; readonly total: number } | null;
  readonly engine: { readonly loaded: number; readonly total: number | null } | null;
  readonly data: Progress | null;
}

export type DatasetStatus =
  | {
      readonly status: 'starting';
      /** Answers what was asked ahead of time, and lets the rest wait for the real one; null when nothing was. */
      readonly early: AskedEngine | null;
      /** What the start waits for, where it waits for a person. */
      readonly signIn?: SignIn;
    }
  | {
      readonly status: 'ready';
      readonly engine: AskedEngine;
      /** The same where it can make files of what it holds; null where it cannot. */
      readonly publishing: Pick<MortalEngine, 'run' | 'exec' | 'arrow'> | null;
    }
  | {
      readonly status: 'failed';
      readonly error: Error;
      /** Asks for the password again; there where a server was asked. */
      readonly signInAgain?: () => void;
    };

/**
 * The dataset on screen. `data` is the last one that was ready: it stays while its engine starts again. Before the first start
 * it is there when questions were answered ahead of time; its report then holds the findings only.
 */
export interface DatasetState {
  readonly id: string | null;
  readonly now: DatasetStatus;
  readonly data: OpenDataset | null;
}

/** One dataset at a time, with an engine of its own. */
export interface DatasetStore {
  readonly getSnapshot: () => DatasetState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Shows the dataset with this id, or the catalogue’s default one; ends the engine of the one before. */
  readonly open: (id: string | null) => void;
  readonly retry: () => void;
  /** The first view is on screen: the engine may take the line now. */
  readonly drawn: () => void;
  /** Nothing on screen waits for an answer: what was left for later may be fetched. */
  readonly settled: () => void;
  /** How far the start is. It changes with every piece of a download, so that only what shows it follows it. */
  readonly progress: Pick<Told<LoadProgress>, 'getSnapshot' | 'subscribe'>;
}

/** A value that somebody may follow. */
interface Told<T> {
  readonly getSnapshot: () => T;
  readonly subscribe: (listener: () => void) => () => void;
  readonly tell: (next: T) => void;
}

function told<T>(first: T): Told<T> {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    getSnapshot: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (next) => {
      value = next;
      for (const listener of listeners) listener();
    },
  };
}

const noProgress: LoadProgress = { engine: null, data: null };

/** How long the engine’s download waits for a first view that can be shown without it. */
const drawnWithinMs = 5000;

const starting: DatasetStatus = { status: 'starting', early: null };

/** Told what was answered ahead of time, before any of it is shown. */
export type OnAnswers = (manifest: Manifest, answers: Answers) => Promise<void>;

/** A store with no dataset yet. */
export function datasetStore(onAnswers: OnAnswers): DatasetStore {
  const state = told<DatasetState>({ id: null, now: starting, data: null });
  const progress = told(noProgress);
  let opened: Opened | null = null;
  return {
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    progress,
    open: (id) => {
      if (opened !== null && state.getSnapshot().id === id) return;
      opened?.close();
      progress.tell(noProgress);
      state.tell({ id, now: starting, data: null });
      const show: Show = (now, data) => state.tell({ id, now, data: data ?? state.getSnapshot().data });
      opened = REMOTE_ENGINE
        ? openOnServer(id, show)
        : openDataset(id, { tellProgress: progress.tell, show, onAnswers });
    },
    retry: () => opened?.retry(),
    drawn: () => opened?.drawn(),
    settled: () => opened?.settled(),
  };
}

export type Opened = Pick<Supervisor<unknown, unknown>, 'retry' | 'close'> & Pick<DatasetStore, 'drawn' | 'settled'>;

/** Told each change, with its data where that is new. */
export type Show = (now: DatasetStatus, data: OpenDataset | null) => void;

/** The dataset of the server that `engine.json` names. What it takes is fetched by a page that has such a file, and by no other. */
function openOnServer(id: string | null, show: Show): Opened {
  let opened: Opened | null = null;
  let isClosed = false;
  const open = async () => {
    if (!REMOTE_ENGINE) return;
    try {
      const { openServerDataset } = await import('./serverConnection.ts');
      if (!isClosed) opened = openServerDataset(id, show);
    } catch (error) {
      if (!isClosed) show({ status: 'failed', error: error instanceof Error ? error : new Error(String(error)) }, null);
    }
  };
  void open();
  return {
    retry: () => (opened === null ? void open() : opened.retry()),
    close: () => {
      isClosed = true;
      opened?.close();
    },
    drawn: () => undefined,
    settled: () => undefined,
  };
}

/** What can be shown of a dataset before its engine was ready for the first time. */
interface Early {
  readonly engine: PatientEngine;
  readonly data: OpenDataset;
}

interface Listeners {
  readonly tellProgress: (progress: LoadProgress) => void;
  readonly show: Show;
  readonly onAnswers: OnAnswers;
}

/** Follows one dataset through all starts of its engine. */
function openDataset(id: string | null, { tellProgress, show, onAnswers }: Listeners): Opened {
  /** As the start that goes on found it. */
  let found: FoundDataset | null = null;
  /** Its database file, fetched while the engine starts. */
  let coming: ComingDatabase | undefined;
  let early: Early | null = null;
  let wasReady = false;
  /** What was shown last of a start: its progress alone is no change. */
  let shown: { readonly generation: number; readonly early: Early | null } | null = null;
  let drawn: () => void = () => undefined;
  const isDrawn = new Promise<void>((resolve) => (drawn = resolve));

  const open = async (report: (progress: LoadProgress) => void, signal: AbortSignal) => {
    if (id === null || !isOwnId(id)) {
      found = await find(id, signal);
      if (!wasReady) early ??= await earlyOf(found, onAnswers, signal);
      if (early !== null && !signal.aborted) {
        follow();
        // On a slow line the engine would take the way of what the first view still needs.
        await Promise.race([isDrawn, new Promise((resolve) => setTimeout(resolve, drawnWithinMs))]);
      }
    }
    coming = found === null ? undefined : await comingOf(found, signal);
    return openEngine(report, signal);
  };
  const supervisor = superviseEngine<OpenDataset, LoadProgress>({
    open,
    prepare: (engine, report, signal) =>
      found === null ? fillOwn(engine, id ?? '', report, signal) : fill(engine, found, coming, report, signal),
  });
  /** The file of details of the engine that is ready, where it was left for later. */
  let later: LaterDetails | null = null;
  const closing = new AbortController();
  const withLater = (engine: MortalEngine, { manifest, base, report }: OpenDataset): Asked => {
    const { details } = report;
    later = null;
    if (details === undefined || base === null || manifest.kind !== 'marts') return engine;
    later = laterDetails(async (isAwaited) => {
      const { openDetails } = await import('../ingest/databaseFile.ts');
      const tell = (loaded: number) => {
        if (isAwaited()) tellProgress({ ...noProgress, details: { loaded, total: details.bytes } });
      };
      tell(0);
      try {
        await openDetails(engine, details, manifest.tables, filesOf(base), closing.signal, tell);
      } finally {
        tellProgress(noProgress);
      }
    });
    return withDetails(engine, later);
  };
  const follow = () => {
    const snapshot = supervisor.getSnapshot();
    const { generation } = snapshot;
    if (snapshot.status === 'starting') {
      tellProgress(snapshot.progress ?? noProgress);
      if (shown?.generation === generation && shown.early === early) return;
      shown = { generation, early };
      show({ status: 'starting', early: early?.engine ?? null }, early?.data ?? null);
    } else if (snapshot.status === 'ready') {
      const engine = withLater(snapshot.engine, snapshot.data);
      early?.engine.arrive(engine);
      early = null;
      wasReady = true;
      show({ status: 'ready', engine, publishing: engine }, snapshot.data);
    } else {
      show({ status: 'failed', error: snapshot.error }, null);
    }
  };
  supervisor.subscribe(follow);
  return {
    retry: supervisor.retry,
    close: () => {
      closing.abort();
      supervisor.close();
    },
    drawn,
    settled: () => {
      if (isLineFast()) later?.begin();
    },
  };
}

async function find(id: string | null, signal: AbortSignal): Promise<FoundDataset> {
  try {
    return await findDataset(id, {
      base: datasetsFolder(),
      fetch: fetchHere,
      signal,
      catalog: siteCatalog,
      allowedHosts: siteHosts('data'),
      confirmedHosts: confirmedHosts(),
    });
  } catch (error) {
    forgetCatalog();
    throw error;
  }
}

const fetchHere: typeof globalThis.fetch = (url, init) => globalThis.fetch(url, init);

/** What was answered ahead of time, if that is enough to show anything. */
async function earlyOf(found: FoundDataset, onAnswers: OnAnswers, signal: AbortSignal): Promise<Early | null> {
  const first = await fetchFirstAnswers(found, { site: document.baseURI, fetch: fetchHere, signal });
  if (first === null) return null;
  const answers = new Map(Object.entries(first.answers));
  // Made by another version of this page: nothing else of it would be found either.
  if (!answers.has(await answerKey(factsQuery().sql))) return null;
  await onAnswers(found.manifest, answers);
  const report: LoadReport = { tables: [], issues: first.issues, checks: [] };
  return { engine: patientEngine(answers), data: { ...found, report } };
}

/** A line that a person pays for, or that is slow, is left alone until something is asked for. */
function isLineFast(): boolean {
  const { saveData = false, downlink = fastDownlink } =
    (navigator as { readonly connection?: { readonly saveData?: boolean; readonly downlink?: number } }).connection ??
    {};
  return !saveData && downlink >= fastDownlink;
}

/** Mbit/s. */
const fastDownlink = 4;

async function openEngine(report: (progress: LoadProgress) => void, signal: AbortSignal) {
  const lack = browserLack();
  if (lack !== null) throw new EngineError('start', lack);
  const { openWasmEngine } = await import('../engine/wasm.ts');
  return openWasmEngine({ signal, onProgress: (loaded, total) => report({ engine: { loaded, total }, data: null }) });
}

async function comingOf({ manifest, base }: FoundDataset, signal: AbortSignal): Promise<ComingDatabase | undefined> {
  if (manifest.kind !== 'marts' || manifest.database === undefined) return undefined;
  const { comingDatabase } = await import('../ingest/databaseFile.ts');
  return comingDatabase(manifest.database, filesOf(base), signal) ?? undefined;
}

function filesOf(base: string) {
  return { readFile: filesAt(base, fetchHere), readPieces: piecesAt(base, fetchHere) };
}

async function fill(
  engine: Engine,
  { manifest, base }: FoundDataset,
  coming: ComingDatabase | undefined,
  report: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<OpenDataset> {
  const { loadDataset } = await import('../ingest/loadDataset.ts');
  const loaded = await loadDataset({
    engine,
    delivery: manifest,
    ...filesOf(base),
    coming,
    detailsLater: true,
    report: (data) => report({ engine: null, data }),
    signal,
  });
  // From here on, whatever a person or a file makes it run, the engine reaches nothing outside of itself.
  await engine.lock(loaded.details === undefined ? [] : [detailsCatalog]);
  return { manifest, base, report: loaded };
}

async function fillOwn(
  engine: Engine,
  id: string,
  report: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<OpenDataset> {
  const delivery = await ownDelivery(id);
  const { loadOwn } = await import('../ingest/own/loadOwn.ts');
  const loaded = await loadOwn({ engine, delivery, report: (data) => report({ engine: null, data }), signal });
  await engine.lock();
  return { ...loaded, base: null };
}
