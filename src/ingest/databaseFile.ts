import { type Engine, EngineError } from '../engine/engine.ts';
import { type MartTable, martTables } from '../model/tables.ts';
import { attachMarts, databaseStorage, detachMarts } from './attachedMarts.ts';
import { DatasetError, type DataIssue, fatal, issue } from './issue.ts';
import type { ReadFile } from './loadDataset.ts';
import type { LoadedTable } from './loadTable.ts';
import type { LoadReport } from './martsOfRaw.ts';
import { type Progress, Teller } from './progress.ts';
import type { DataFile } from './source.ts';
import { type Promised, verifyFile } from './verifyFile.ts';
import { counted } from './wording.ts';

/** All prepared tables in one file of DuckDB’s own format, as a manifest lists it. */
export interface DatabaseFile extends Promised {
  /** The version of the format. */
  readonly storage: string;
}

/** What became of a database file: the dataset is open, or why it has to be read from its tables’ own files. */
export type Opened = { readonly report: LoadReport } | { readonly refused: DataIssue };

/** Hashes of files that an engine was reading as it died: the next engine of this page is spared them. */
const deadly = new Set<string | null>();

/**
 * Opens a dataset by its database file: nothing is decoded, and a statement reads what it needs. Rejects when the signal aborts
 * or the engine is lost; whatever else is wrong with the file is a reason to use the `tables` instead.
 */
export async function openDatabase(
  engine: Engine,
  database: DatabaseFile,
  tables: readonly DataFile<MartTable>[],
  {
    readFile,
    report,
    signal,
  }: { readFile: ReadFile; report?: ((progress: Progress) => void) | undefined; signal?: AbortSignal | undefined },
): Promise<Opened> {
  const { file, storage, sha256 } = database;
  if (storage !== databaseStorage) return refused(file, `it is written for another version (${storage})`);
  if (deadly.has(sha256)) return refused(file, 'the database stopped working as it read it');
  try {
    const told = new Teller([database], report);
    const bytes = await readFile(database, (received) => told.bytes(database, received), signal ?? never);
    const issues = await verifyFile(database, bytes);
    signal?.throwIfAborted();
    told.step('tables', 0, 1, file);
    deadly.add(sha256);
    const rows = await attachMarts(engine, new Blob([bytes as Uint8Array<ArrayBuffer>]));
    deadly.delete(sha256);
    told.step('tables', 1, 1, file);
    return { report: { tables: tables.map((table) => loadedTable(table, rows[table.table])), issues, checks: [] } };
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'lost') throw error;
    deadly.delete(sha256);
    signal?.throwIfAborted();
    await detachMarts(engine);
    if (error instanceof DatasetError || error instanceof EngineError) return refused(file, error.message);
    throw error;
  }
}

const never = new AbortController().signal;

function refused(file: string, why: string): Opened {
  const sentence = `${file} was not used, and the tables were read one by one, which takes longer: ${why.replace(/[.]$/, '')}.`;
  return { refused: issue('note', sentence, { file }) };
}

/** As if it had been read from its own file, which holds the same. */
function loadedTable({ table, file, format, rows: promised }: DataFile<MartTable>, rows: number): LoadedTable {
  if (promised !== null && promised !== rows) {
    throw fatal(`it holds ${counted(rows, 'row')} of ${table} where the manifest promises ${counted(promised, 'row')}`);
  }
  return {
    table,
    file,
    format,
    rows,
    records: { physical: rows, accepted: rows, rejected: 0, ignored: 0 },
    rejects: [],
    columns: Object.keys(martTables[table].columns),
    ignoredColumns: [],
    failedCasts: [],
  };
}
