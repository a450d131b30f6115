import { type Engine, EngineError } from '../engine/engine.ts';
import { type MartTable, martTables } from '../model/tables.ts';
import {
  attachMarts,
  databaseStorage,
  detachFile,
  detachMarts,
  detailsFile,
  mainFile,
  type MartsFile,
  wholeFile,
} from './attachedMarts.ts';
import { DatasetError, type DataIssue, fatal, issue } from './issue.ts';
import type { LoadOptions, TakePiece } from './loadDataset.ts';
import type { LoadedTable } from './loadTable.ts';
import type { LoadReport } from './martsOfRaw.ts';
import { Teller } from './progress.ts';
import type { DataFile } from './source.ts';
import { type Promised, verifyFile, verifyHash, verifySize } from './verifyFile.ts';
import { counted } from './wording.ts';

/** Prepared tables in one file of DuckDB’s own format, as a manifest lists it. */
export interface DatabaseFile extends Promised {
  /** The version of the format. */
  readonly storage: string;
  /** The hash of each stretch of `bytes`, the last one shorter. */
  readonly pieces?: { bytes: number; sha256: string[] } | undefined;
}

/** The database file of a dataset. */
export interface DatasetDatabase extends DatabaseFile {
  /** The file with the details of sessions, see `detailMarts`; left out, they are with the others. */
  readonly details?: DatabaseFile | undefined;
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
  database: DatasetDatabase,
  tables: readonly DataFile<MartTable>[],
  { report, signal, detailsLater = false, ...how }: OpenOptions,
): Promise<Opened> {
  const { file, details } = database;
  const unfit = unfitness(database);
  if (unfit !== null) return refused(file, unfit);
  try {
    const told = new Teller([database], report);
    const coming = how.coming ?? fetchDatabase(database, how, signal ?? never);
    coming.follow((received) => told.bytes(database, received));
    const { content, issues } = await coming.content;
    signal?.throwIfAborted();
    told.step('tables', 0, 1, file);
    const place = details === undefined ? wholeFile : mainFile;
    const loaded = await attachedTables(engine, place, { database, content, tables });
    const opened =
      details === undefined || detailsLater ? null : await openDetails(engine, details, tables, how, signal);
    told.step('tables', 1, 1, file);
    const there = [...loaded, ...(opened?.tables ?? [])];
    return {
      report: {
        tables: tables.map((table) => there.find((one) => one.table === table.table) ?? loadedTable(table)),
        issues: [...issues, ...(opened?.issues ?? [])],
        checks: [],
        ...(details !== undefined && detailsLater ? { details } : {}),
      },
    };
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'lost') throw error;
    signal?.throwIfAborted();
    await detachMarts(engine);
    if (error instanceof DatasetError || error instanceof EngineError) return refused(file, error.message);
    throw error;
  }
}

type OpenOptions = Pick<LoadOptions, 'readFile' | 'readPieces' | 'coming' | 'detailsLater' | 'report' | 'signal'>;

/**
 * Opens the file of details of a dataset whose other tables are there, also of a locked engine that was told to expect
 * `detailsFile`. Rejects as `openDatabase` does, and with a DatasetError where that would give a reason.
 */
export async function openDetails(
  engine: Engine,
  database: DatabaseFile,
  tables: readonly DataFile<MartTable>[],
  how: Pick<LoadOptions, 'readFile' | 'readPieces'>,
  signal: AbortSignal = never,
  onBytes: (received: number) => void = () => undefined,
): Promise<Pick<LoadReport, 'tables' | 'issues'>> {
  const unfit = unfitness(database);
  if (unfit !== null) throw fatal(`${database.file} cannot be used: ${unfit}.`);
  const { content, issues } = await verified(database, how, onBytes, signal);
  signal.throwIfAborted();
  return { tables: await attachedTables(engine, detailsFile, { database, content, tables }), issues };
}

/** Attaches a file, and tells of those `tables` that it holds. */
async function attachedTables(
  engine: Engine,
  place: MartsFile,
  of: { database: DatabaseFile; content: Blob; tables: readonly DataFile<MartTable>[] },
): Promise<LoadedTable[]> {
  const { sha256 } = of.database;
  deadly.add(sha256);
  try {
    const rows = await attachMarts(engine, place, of.content);
    deadly.delete(sha256);
    const inside = of.tables.filter(({ table }) => place.marts.includes(table));
    try {
      return inside.map((table) => loadedTable(table, rows[table.table]));
    } catch (error) {
      // Attached, it would be in the way of a better one.
      await detachFile(engine, place);
      throw error;
    }
  } catch (error) {
    if (!(error instanceof EngineError && error.kind === 'lost')) deadly.delete(sha256);
    throw error;
  }
}

/** Why a database file is not used, as the end of a sentence; null when it is. */
function unfitness({ storage, sha256 }: DatabaseFile): string | null {
  if (storage !== databaseStorage) return `it is written for another version (${storage})`;
  return deadly.has(sha256) ? 'the database stopped working as it read it' : null;
}

/** The content of a database file on its way. */
export interface ComingDatabase {
  readonly content: Promise<Verified>;
  /** Tells how many bytes are there, from now on. */
  readonly follow: (onBytes: (received: number) => void) => void;
}

interface Verified {
  readonly content: Blob;
  readonly issues: readonly DataIssue[];
}

/** Begins to fetch a database file, so that it comes while the engine starts; null when it would not be used. */
export function comingDatabase(
  database: DatabaseFile,
  how: Pick<LoadOptions, 'readFile' | 'readPieces'>,
  signal: AbortSignal,
): ComingDatabase | null {
  return unfitness(database) === null ? fetchDatabase(database, how, signal) : null;
}

function fetchDatabase(
  database: DatabaseFile,
  how: Pick<LoadOptions, 'readFile' | 'readPieces'>,
  signal: AbortSignal,
): ComingDatabase {
  let tell: (received: number) => void = () => undefined;
  const content = verified(database, how, (received) => tell(received), signal);
  // Whoever opens the dataset hears of it; an engine that does not start has another failure to tell.
  content.catch(() => undefined);
  return {
    content,
    follow: (onBytes) => {
      tell = onBytes;
    },
  };
}

/**
 * The content, checked. In pieces, each is checked and handed to the browser while the next one arrives, and none of the page’s memory
 * holds all of it.
 */
async function verified(
  database: DatabaseFile,
  { readFile, readPieces }: Pick<LoadOptions, 'readFile' | 'readPieces'>,
  onBytes: (received: number) => void,
  signal: AbortSignal,
): Promise<Verified> {
  const { file, pieces } = database;
  if (readPieces === undefined || pieces === undefined) {
    const bytes = await readFile(database, onBytes, signal);
    return { issues: await verifyFile(database, bytes), content: new Blob([bytes as Uint8Array<ArrayBuffer>]) };
  }
  let issues: readonly DataIssue[] = [];
  let parts: Blob[] = [];
  const take: TakePiece = async (piece, place) => {
    issues = await verifyHash(file, pieces.sha256[place], piece);
    parts = [...parts.slice(0, place), new Blob([piece])];
  };
  await readPieces(database, pieces.bytes, take, onBytes, signal);
  const content = new Blob(parts);
  verifySize(database, content.size);
  return { content, issues };
}

const never = new AbortController().signal;

function refused(file: string, why: string): Opened {
  const sentence = `${file} was not used, and the tables were read one by one, which takes longer: ${why.replace(/[.]$/, '')}.`;
  return { refused: issue('note', sentence, { file }) };
}

/** As if it had been read from its own file, which holds the same. One that is still to come has the rows that are promised. */
function loadedTable(
  { table, file, format, rows: promised }: DataFile<MartTable>,
  rows: number = promised ?? 0,
): LoadedTable {
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
