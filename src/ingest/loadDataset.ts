import type { Engine } from '../engine/engine.ts';
import { type Column, martTables, rawTables, type MartTable, type RawTable } from '../model/tables.ts';
import { ident, sql } from '../sql/sql.ts';
import { type ComingDatabase, type DatasetDatabase, openDatabase } from './databaseFile.ts';
import { DatasetError, type DataIssue } from './issue.ts';
import { type LoadedTable, loadTable, type Target } from './loadTable.ts';
import { clearDataset, createAbsent, type LoadReport, martsOfRaw, stopWhenFatal } from './martsOfRaw.ts';
import { type Progress, Teller } from './progress.ts';
import type { DataFile } from './source.ts';
import { type Promised, verifyFile } from './verifyFile.ts';

/** The files of one dataset: raw tables, or marts that were prepared ahead of time. A manifest is one. */
export type Delivery =
  | { readonly kind: 'raw'; readonly tables: readonly DataFile<RawTable>[] }
  | {
      readonly kind: 'marts';
      readonly tables: readonly DataFile<MartTable>[];
      /** All of the tables once more, in one file or two that need not be decoded. */
      readonly database?: DatasetDatabase | undefined;
    };

/** Gives the bytes of one file; calls `onBytes` with how many are there. */
export type ReadFile = (
  file: Promised,
  onBytes: (received: number) => void,
  signal: AbortSignal,
) => Promise<Uint8Array>;

/** Does something with a piece of a file, the first of them at place 0. It comes anew from the first when a connection breaks. */
export type TakePiece = (piece: Uint8Array<ArrayBuffer>, place: number) => Promise<void>;

/** Gives a file in pieces of `pieceBytes`, the last one smaller, each when the one before it is done with. */
export type ReadPieces = (
  file: Promised,
  pieceBytes: number,
  take: TakePiece,
  onBytes: (received: number) => void,
  signal: AbortSignal,
) => Promise<void>;

export interface LoadOptions {
  readonly engine: Engine;
  readonly delivery: Delivery;
  readonly readFile: ReadFile;
  /** For large files; left out, they are read whole. */
  readonly readPieces?: ReadPieces | undefined;
  /** The database file of the delivery, where it is being fetched already. */
  readonly coming?: ComingDatabase | undefined;
  /** Leaves out the file of details, if there is one: the report names it then, for `openDetails`. */
  readonly detailsLater?: boolean | undefined;
  readonly report?: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the engine hold the marts of this dataset and nothing of another. Rejects with DatasetError, naming all that was found,
 * or with what the engine or the signal says; no mart exists then.
 */
export async function loadDataset(options: LoadOptions): Promise<LoadReport> {
  const { engine, delivery, readFile, report, signal } = options;
  await clearDataset(engine);
  try {
    const noted: DataIssue[] = [];
    if (delivery.kind === 'marts' && delivery.database !== undefined) {
      const opened = await openDatabase(engine, delivery.database, delivery.tables, options);
      if ('report' in opened) return opened.report;
      noted.push(opened.refused);
    }
    const told = new Teller(delivery.tables, report);
    const { contents, issues: unverified } = await readFiles(delivery.tables, readFile, told, signal);
    const { tables, issues: untyped } = await loadTables(engine, delivery, contents, told, signal);
    const issues = [...noted, ...unverified, ...untyped];
    stopWhenFatal(issues);
    if (delivery.kind === 'marts') return { tables, issues, checks: [] };
    return await martsOfRaw(engine, { tables, issues }, told, signal);
  } catch (error) {
    // An engine that died cannot be cleared, and need not be: what it died of is the news.
    await clearDataset(engine).catch(() => undefined);
    throw error;
  }
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
  const needed = ([name, column]: [string, Column]) => {
    const isFull = column.required === true;
    return [name, { ...column, required: true as const, ...(isFull ? {} : { oftenEmpty: true as const }) }];
  };
  return { name: ident(table), columns: Object.fromEntries(Object.entries(columns).map(needed)) };
}
