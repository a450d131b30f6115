import type { NodeEngine } from '../../src/engine/node.ts';
import { type LoadedTable, loadSource, registeredName } from '../../src/ingest/loadTable.ts';
import { runChecks } from '../../src/ingest/checks.ts';
import { clearDataset, createAbsent, type LoadReport, stopWhenFatal } from '../../src/ingest/martsOfRaw.ts';
import { DatasetError, type DataIssue } from '../../src/ingest/issue.ts';
import { type Progress, Teller } from '../../src/ingest/progress.ts';
import type { Source } from '../../src/ingest/source.ts';
import { rawTables } from '../../src/model/tables.ts';
import { ident, param, sql } from '../../src/sql/sql.ts';
import { eventsAtOnce } from './databaseMemory.ts';
import type { FoundFile } from './findTables.ts';
import { streamedCsv } from './streamedCsv.ts';
import { streamedParquet } from './streamedParquet.ts';

/**
 * Makes the engine hold the raw tables of these files in the schema `raw`, checked as `loadDataset` does, with what the checks leave there,
 * and reads none of the files into memory. The database may take `memory` bytes. Several files of one table are put together. Rejects with
 * DatasetError, naming all that was found.
 */
export async function loadFiles(
  engine: NodeEngine,
  files: readonly FoundFile[],
  memory: number,
  report?: (progress: Progress) => void,
): Promise<LoadReport> {
  await clearDataset(engine);
  await engine.exec(sql`create schema raw`);
  const told = new Teller(files, report);
  const tables: LoadedTable[] = [];
  const issues: DataIssue[] = [];
  for (const [index, found] of files.entries()) {
    told.step('tables', index, files.length, found.file);
    const { columns } = rawTables[found.table];
    const isPart = files.some((other) => other !== found && other.table === found.table);
    try {
      const source = await sourceOf(engine, found, (read) => told.bytes(found, read));
      const target = { name: sql`raw.${ident(found.table)}`, columns, append: isPart ? (true as const) : undefined };
      const result = await loadSource(engine, found, source, target);
      tables.push(result.loaded);
      issues.push(...result.issues);
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
      issues.push(...error.issues);
    }
  }
  told.step('tables', files.length, files.length);
  stopWhenFatal(issues);
  await createAbsent(engine, files);
  const checked = await runChecks(engine, tables, (done, total) => told.step('checks', done, total), {
    eventsAtOnce: eventsAtOnce(memory),
  });
  issues.push(...checked.issues);
  stopWhenFatal(issues);
  return { tables, issues, checks: checked.checks };
}

/** A file on this computer, readable for the engine and read into no memory; `onBytes` hears of the bytes counted so far. */
export async function sourceOf(
  engine: NodeEngine,
  found: FoundFile,
  onBytes: (read: number) => void = () => undefined,
): Promise<Source> {
  const ending = found.format === 'parquet' ? 'parquet' : found.isGzip ? 'csv.gz' : 'csv';
  const name = registeredName(found.table, ending);
  const columns = Object.keys(rawTables[found.table].columns);
  const source =
    found.format === 'parquet'
      ? await streamedParquet(engine, found, name)
      : await streamedCsv(engine, found, name, columns, onBytes);
  return withPartition(found, source);
}

/** What its folders say is a column of the file, unless it has one of that name. */
function withPartition({ partition }: FoundFile, source: Source): Source {
  const named = new Set(source.columns.map(({ name }) => name.trim().toLowerCase()));
  const added = Object.entries(partition)
    .filter(([name]) => !named.has(name.toLowerCase()))
    .map(([name, value]) => ({ name, sql: param(value, 'varchar'), type: 'VARCHAR' }));
  if (added.length === 0) return source;
  // Not a copy: some of what it tells is known only when it was read.
  return Object.create(source, { columns: { value: [...source.columns, ...added], enumerable: true } }) as Source;
}
