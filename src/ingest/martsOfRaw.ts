import type { Engine } from '../engine/engine.ts';
import { martStatements, otherMartStatements } from '../model/marts.ts';
import { type Column, martTables, rawTables } from '../model/tables.ts';
import { ident, join, sql } from '../sql/sql.ts';
import type { DatabaseFile } from './databaseFile.ts';
import { detachMarts } from './attachedMarts.ts';
import { columnTypes } from './castColumn.ts';
import { type CheckOutcome, runChecks } from './checks.ts';
import { DatasetError, type DataIssue } from './issue.ts';
import type { LoadedTable } from './loadTable.ts';
import type { Teller } from './progress.ts';

export interface LoadReport {
  readonly tables: readonly LoadedTable[];
  /** Warnings and notes; a fatal finding rejects instead. */
  readonly issues: readonly DataIssue[];
  /** Every check and what became of it; none for marts, which were checked when they were prepared. */
  readonly checks: readonly CheckOutcome[];
  /** The file of details, where it was left out. */
  readonly details?: DatabaseFile;
}

/** Forgets every table of a dataset, raw ones and marts, and the file they are read from. */
export async function clearDataset(engine: Engine): Promise<void> {
  await detachMarts(engine);
  await engine.exec(sql`drop schema if exists raw cascade`);
  for (const mart of Object.keys(martTables)) await engine.exec(sql`drop table if exists ${ident(mart)}`);
}

/** Throws DatasetError when one of the findings is fatal. */
export function stopWhenFatal(issues: readonly DataIssue[]): void {
  if (issues.some(({ grade }) => grade === 'fatal')) throw new DatasetError(issues);
}

/** The marts' SQL reads every raw table: what the shop did not deliver is there and empty. */
export async function createAbsent(engine: Engine, delivered: readonly { readonly table: string }[]): Promise<void> {
  for (const [table, { columns }] of Object.entries(rawTables)) {
    if (delivered.some((file) => file.table === table)) continue;
    const used = Object.entries(columns as Readonly<Record<string, Column>>).filter(
      ([, column]) => column.unused !== true,
    );
    const cells = used.map(([name, { type }]) => sql`${ident(name)} ${columnTypes[type].duckdb}`);
    await engine.exec(sql`create table raw.${ident(table)} (${join(cells, ', ')})`);
  }
}

/**
 * Checks the raw tables, makes the marts of them and drops them; gives back what was found so far and since. Rejects with
 * DatasetError when a check finds something fatal, or with what the engine or the signal says.
 */
export async function martsOfRaw(
  engine: Engine,
  { tables, issues: before }: Omit<LoadReport, 'checks'>,
  told: Teller,
  signal: AbortSignal | undefined,
): Promise<LoadReport> {
  const checked = await runChecks(engine, tables, (done, total) => told.step('checks', done, total), { signal });
  const issues = [...before, ...checked.issues];
  stopWhenFatal(issues);
  const made = martStatements.length - otherMartStatements.length;
  for (const [index, mart] of otherMartStatements.entries()) {
    signal?.throwIfAborted();
    told.step('marts', made + index, martStatements.length, mart.table);
    await engine.exec(mart.sql);
  }
  told.step('marts', martStatements.length, martStatements.length);
  await engine.exec(sql`drop schema raw cascade`);
  return { tables, issues, checks: checked.checks };
}
