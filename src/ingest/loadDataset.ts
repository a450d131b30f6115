import type { Engine } from '../engine/engine.ts';
import { martStatements } from '../model/marts.ts';
import { type Column, martTables, rawTables, type MartTable, type RawTable } from '../model/tables.ts';
import { ident, join, sql } from '../sql/sql.ts';
import { columnTypes } from './castColumn.ts';
import { runChecks } from './checks.ts';
import { DatasetError, type DataIssue } from './issue.ts';
import { type LoadedTable, loadTable, type Target } from './loadTable.ts';
import type { DataFile } from './source.ts';
import { verifyFile } from './verifyFile.ts';

/** The files of one dataset: raw tables, or marts that were prepared ahead of time. A manifest is one. */
export type Delivery =
  | { readonly kind: 'raw'; readonly tables: readonly DataFile<RawTable>[] }
  | { readonly kind: 'marts'; readonly tables: readonly DataFile<MartTable>[] };

/** Gives the bytes of one file; calls `onBytes` with how many are there. */
export type ReadFile = (
  file: DataFile,
  onBytes: (received: number) => void,
  signal: AbortSignal,
) => Promise<Uint8Array>;

/** How far a load is: `done` of `total` files, tables, checks or marts. */
export interface Progress {
  readonly step: 'files' | 'tables' | 'checks' | 'marts';
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
  readonly totalBytes: number;
  /** The file or mart that comes next or was just received. */
  readonly file: string | null;
}

export interface LoadReport {
  readonly tables: readonly LoadedTable[];
  /** Warnings and notes; a fatal finding rejects instead. */
  readonly issues: readonly DataIssue[];
}

export interface LoadOptions {
  readonly engine: Engine;
  readonly delivery: Delivery;
  readonly readFile: ReadFile;
  readonly report?: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the engine hold the marts of this dataset and nothing of another. Rejects with DatasetError, naming all that was found,
 * or with what the engine or the signal says; no mart exists then.
 */
export async function loadDataset({ engine, delivery, readFile, report, signal }: LoadOptions): Promise<LoadReport> {
  await clear(engine);
  try {
    const told = new Teller(delivery.tables, report);
    const { contents, issues: unverified } = await readFiles(delivery.tables, readFile, told, signal);
    const { tables, issues: untyped } = await loadTables(engine, delivery, contents, told, signal);
    const issues = [...unverified, ...untyped];
    stopWhenFatal(issues);
    if (delivery.kind === 'marts') return { tables, issues };

    issues.push(...(await runChecks(engine, tables, (done, total) => told.step('checks', done, total), signal)));
    stopWhenFatal(issues);
    for (const [index, mart] of martStatements.entries()) {
      signal?.throwIfAborted();
      told.step('marts', index, martStatements.length, mart.table);
      await engine.exec(mart.sql);
    }
    told.step('marts', martStatements.length, martStatements.length);
    await engine.exec(sql`drop schema raw cascade`);
    return { tables, issues };
  } catch (error) {
    // An engine that died cannot be cleared, and need not be: what it died of is the news.
    await clear(engine).catch(() => undefined);
    throw error;
  }
}

async function clear(engine: Engine): Promise<void> {
  await engine.exec(sql`drop schema if exists raw cascade`);
  for (const mart of Object.keys(martTables)) await engine.exec(sql`drop table if exists ${ident(mart)}`);
}

function stopWhenFatal(issues: readonly DataIssue[]): void {
  if (issues.some(({ grade }) => grade === 'fatal')) throw new DatasetError(issues);
}

async function readFiles(
  files: readonly DataFile[],
  readFile: ReadFile,
  told: Teller,
  signal: AbortSignal | undefined,
): Promise<{ contents: Map<DataFile, Uint8Array>; issues: DataIssue[] }> {
  // When one file fails the others are not waited for.
  const failed = new AbortController();
  const stop = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]);
  const contents = new Map<DataFile, Uint8Array>();
  const issues: DataIssue[] = [];
  try {
    await Promise.all(
      files.map(async (file) => {
        const bytes = await readFile(file, (received) => told.bytes(file, received), stop);
        issues.push(...(await verifyFile(file, bytes)));
        contents.set(file, bytes);
        told.step('files', contents.size, files.length, file.file);
      }),
    );
  } catch (error) {
    failed.abort();
    throw error;
  }
  return { contents, issues };
}

/** Loads every table, so that one attempt tells what is wrong with all files. */
async function loadTables(
  engine: Engine,
  delivery: Delivery,
  contents: Map<DataFile, Uint8Array>,
  told: Teller,
  signal: AbortSignal | undefined,
): Promise<{ tables: readonly LoadedTable[]; issues: readonly DataIssue[] }> {
  if (delivery.kind === 'raw') await engine.exec(sql`create schema raw`);
  const tables: LoadedTable[] = [];
  const issues: DataIssue[] = [];
  for (const [index, file] of delivery.tables.entries()) {
    signal?.throwIfAborted();
    told.step('tables', index, delivery.tables.length, file.file);
    const bytes = contents.get(file);
    if (bytes === undefined) continue;
    contents.delete(file);
    try {
      const result = await loadTable(engine, file, bytes, target(delivery.kind, file.table));
      tables.push(result.loaded);
      issues.push(...result.issues);
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
      issues.push(...error.issues);
    }
  }
  told.step('tables', delivery.tables.length, delivery.tables.length);
  if (delivery.kind === 'raw') await createAbsent(engine, delivery.tables);
  return { tables, issues };
}

/** Marts are of our own making: one that lacks a column was made by another version. */
function target(kind: Delivery['kind'], table: RawTable | MartTable): Target {
  if (kind === 'raw') return { name: sql`raw.${ident(table)}`, columns: rawTables[table as RawTable].columns };
  const columns: Readonly<Record<string, Column>> = martTables[table as MartTable].columns;
  return {
    name: ident(table),
    columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, { ...column, required: true }])),
  };
}

/** The marts' SQL reads every raw table: what the shop did not deliver is there and empty. */
async function createAbsent(engine: Engine, delivered: readonly DataFile<RawTable>[]): Promise<void> {
  for (const [table, { columns }] of Object.entries(rawTables)) {
    if (delivered.some((file) => file.table === table)) continue;
    const used = Object.entries(columns as Readonly<Record<string, Column>>).filter(
      ([, column]) => column.unused !== true,
    );
    const cells = used.map(([name, { type }]) => sql`${ident(name)} ${columnTypes[type].duckdb}`);
    await engine.exec(sql`create table raw.${ident(table)} (${join(cells, ', ')})`);
  }
}

/** Tells progress: steps as they come, bytes as they arrive. */
class Teller {
  private readonly files: readonly DataFile[];
  private readonly report: (progress: Progress) => void;
  private readonly received = new Map<DataFile, number>();
  private last: Pick<Progress, 'step' | 'done' | 'total' | 'file'>;

  constructor(files: readonly DataFile[], report: (progress: Progress) => void = () => undefined) {
    this.files = files;
    this.report = report;
    this.last = { step: 'files', done: 0, total: files.length, file: null };
    this.tell();
  }

  step(step: Progress['step'], done: number, total: number, file: string | null = null): void {
    this.last = { step, done, total, file };
    this.tell();
  }

  bytes(file: DataFile, received: number): void {
    this.received.set(file, received);
    this.last = { ...this.last, file: file.file };
    this.tell();
  }

  private tell(): void {
    const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, number) => all + number, 0);
    this.report({
      ...this.last,
      bytes: sum(this.received.values()),
      totalBytes: sum(this.files.map((file) => file.bytes)),
    });
  }
}
