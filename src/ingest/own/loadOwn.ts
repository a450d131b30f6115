import type { Engine } from '../../engine/engine.ts';
import { instantText } from '../../model/dialect.ts';
import { sessionsByGap } from '../../model/sessionGap.ts';
import type { RawTable } from '../../model/tables.ts';
import { ident, param, sql } from '../../sql/sql.ts';
import { canHash } from '../dataVersion.ts';
import { DatasetError, type DataIssue, fatal, issue } from '../issue.ts';
import type { LoadedTable } from '../loadTable.ts';
import type { Manifest } from '../manifest.ts';
import { clearDataset, createAbsent, type LoadReport, martsOfRaw, stopWhenFatal } from '../martsOfRaw.ts';
import { type Progress, Teller } from '../progress.ts';
import { newestEvent } from '../publishedManifest.ts';
import { counted } from '../wording.ts';
import { contentOf } from './fileBytes.ts';
import { fileHash, standInHash } from './fileHash.ts';
import { gapOf, isUsed, loadPlanned, type TablePlan } from './loadPlanned.ts';
import { ownVersion } from './ownId.ts';
import type { OwnDelivery, OwnFile } from './plan.ts';

export interface OwnLoadOptions {
  readonly engine: Engine;
  readonly delivery: OwnDelivery;
  readonly report?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

type RawManifest = Extract<Manifest, { kind: 'raw' }>;

/** A file that becomes a table, or part of one. */
interface Planned {
  readonly file: string;
  readonly bytes: number;
  readonly own: OwnFile;
  readonly plan: TablePlan;
}

/**
 * Makes the engine hold the marts of a person's own files and nothing of another dataset; gives back what became of each file,
 * and a manifest as if they had been published: a table that several files fill is listed with each. Rejects with
 * DatasetError, naming all that was found, or with what the engine or the signal says; no mart exists then.
 */
export async function loadOwn({
  engine,
  delivery,
  report,
  signal,
}: OwnLoadOptions): Promise<{ report: LoadReport; manifest: Manifest }> {
  const planned = plannedFiles(delivery);
  await clearDataset(engine);
  try {
    const told = new Teller(planned, report);
    const issues: DataIssue[] = [...hashNotes(planned), ...gapNotes(planned)];
    await engine.exec(sql`create schema raw`);
    const loading = new Loading(engine, planned, told, signal);
    await loading.loadAll();
    issues.push(...loading.issues);
    stopWhenFatal(issues);
    await createAbsent(
      engine,
      planned.map(({ plan }) => plan),
    );
    const done = await martsOfRaw(engine, { tables: loading.loaded, issues }, told, signal);
    const [newest] = await engine.run(newestEvent());
    const version = await ownVersion(delivery);
    const manifest: RawManifest = {
      format: 1,
      id: `own-${version.slice(0, 12)}`,
      title: delivery.title,
      description: `Opened in this browser: ${planned.map(({ file }) => file).join(', ')}.`,
      currency: delivery.currency,
      kind: 'raw',
      newest: textOrNull(newest?.['newest']),
      dataVersion: version,
      tables: loading.entries,
    };
    return { report: done, manifest };
  } catch (error) {
    // An engine that died cannot be cleared, and need not be: what it died of is the news.
    await clearDataset(engine).catch(() => undefined);
    throw error;
  }
}

/** Files in the order they are loaded: events that get their sessions of pauses come first, before others have theirs. */
function plannedFiles({ files, plans }: OwnDelivery): Planned[] {
  const planned = plans.filter(isUsed).map((plan): Planned => {
    const own = files.find(({ path }) => path === plan.path);
    if (own === undefined) throw fatal(`${plan.path} is not among the files. Choose it again.`, { file: plan.path });
    return { file: plan.path, bytes: own.blob.size, own, plan };
  });
  if (!planned.some(({ plan }) => plan.table === 'events')) {
    throw fatal('None of the files holds events. Without events there is nothing to show.');
  }
  const gaps = [...new Set(planned.flatMap(({ plan }) => gapOf(plan) ?? []))].toSorted((a, b) => a - b);
  const place = ({ plan }: Planned) => {
    const gap = gapOf(plan);
    return gap === null ? gaps.length : gaps.indexOf(gap);
  };
  return planned.toSorted((a, b) => place(a) - place(b));
}

function hashNotes(planned: readonly Planned[]): DataIssue[] {
  if (canHash()) return [];
  return [
    issue(
      'note',
      `${counted(planned.length, 'file')} told apart by name, size and time only: ` +
        'a page that is not served over https cannot compute a hash. A link shows other numbers to who opens other files of the same names.',
    ),
  ];
}

function gapNotes(planned: readonly Planned[]): DataIssue[] {
  return planned.flatMap(({ file, plan }) => {
    const gap = gapOf(plan);
    if (gap === null) return [];
    return [
      issue(
        'note',
        `${file} has no session ids: a user’s events are one session until ${counted(gap, 'minute')} pass without one. ` +
          'Events without a user or without a time are in no session and count nowhere.',
        { file, table: 'events', column: 'session_id' },
      ),
    ];
  });
}

/** The column that tells how fresh a table is. */
const freshness: Partial<Record<RawTable, string>> = {
  events: 'created_at',
  orders: 'created_at',
  product_inventory_snapshot: 'dbt_valid_from',
  inventory_levels: 'date',
  orders_snapshot: 'dbt_valid_from',
};

/** Loads file after file, each alone in memory, so that one attempt tells what is wrong with all. */
class Loading {
  readonly loaded: LoadedTable[] = [];
  readonly issues: DataIssue[] = [];
  readonly entries: RawManifest['tables'] = [];
  private readonly engine: Engine;
  private readonly planned: readonly Planned[];
  private readonly told: Teller;
  private readonly signal: AbortSignal | undefined;

  constructor(engine: Engine, planned: readonly Planned[], told: Teller, signal: AbortSignal | undefined) {
    this.engine = engine;
    this.planned = planned;
    this.told = told;
    this.signal = signal;
  }

  async loadAll(): Promise<void> {
    const { planned, told } = this;
    for (const [index, one] of planned.entries()) {
      this.signal?.throwIfAborted();
      told.step('tables', index, planned.length, one.file);
      try {
        await this.load(one);
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        this.issues.push(...error.issues);
      }
      const gap = gapOf(one.plan);
      const next = planned[index + 1];
      const isLastOfGap = next === undefined || gapOf(next.plan) !== gap;
      const isThere = this.loaded.some(({ table }) => table === 'events');
      if (gap !== null && isLastOfGap && isThere) await this.makeSessions(gap);
    }
    told.step('tables', planned.length, planned.length);
  }

  private async load(one: Planned): Promise<void> {
    const { own, plan, file } = one;
    const { table } = plan;
    const bytes = await contentOf(own, this.signal);
    this.told.bytes(one, own.blob.size);
    const sha256 = (await fileHash(own.blob)) ?? standInHash(file, own.blob);
    const name = sql`raw.${ident(table)}`;
    const isShared = this.planned.filter((other) => other.plan.table === table).length > 1;
    const before = this.loaded.some((other) => other.table === table) ? await this.rowIdsOf(table) : 0;
    const { loaded, issues } = await loadPlanned(this.engine, bytes, plan, {
      name,
      append: isShared ? true : undefined,
    });
    this.loaded.push(loaded);
    this.issues.push(...issues);
    const newest = await this.newestOf(table, before);
    const format = plan.csv === null ? 'parquet' : 'csv';
    this.entries.push({ table, file, format, rows: loaded.rows, bytes: own.blob.size, sha256, newest });
  }

  /** Rows that come now have greater row ids, also where rows were removed. */
  private async rowIdsOf(table: RawTable): Promise<number> {
    const [row] = await this.engine.run(sql`select max(rowid) as last_row from raw.${ident(table)}`);
    return row?.['last_row'] === null ? 0 : Number(row?.['last_row']) + 1;
  }

  private async newestOf(table: RawTable, fromRow: number): Promise<string | null> {
    const column = freshness[table];
    if (column === undefined) return null;
    const [row] = await this.engine.run(sql`
      select ${instantText(sql`max(${ident(column)})`)} as newest
      from raw.${ident(table)}
      where rowid >= ${param(fromRow, 'bigint')}`);
    return textOrNull(row?.['newest']);
  }

  private async makeSessions(gap: number): Promise<void> {
    await this.engine.exec(sql`create table raw.events_in_sessions as ${sessionsByGap(gap)}`);
    await this.engine.exec(sql`drop table raw.events`);
    await this.engine.exec(sql`alter table raw.events_in_sessions rename to events`);
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
