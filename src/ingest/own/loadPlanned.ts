import type { Engine } from '../../engine/engine.ts';
import { type Column, rawTables, type RawTable } from '../../model/tables.ts';
import { type DataIssue, fatal } from '../issue.ts';
import { type LoadedTable, loadTable, type Target } from '../loadTable.ts';
import { isZone } from '../zoneOffsets.ts';
import type { FilePlan } from './plan.ts';

/** The plan of a file that becomes a table. */
export interface TablePlan extends FilePlan {
  readonly table: RawTable;
}

/** Whether the file becomes a table. */
export function isUsed(plan: FilePlan): plan is TablePlan {
  return plan.table !== null;
}

/** Minutes without an event that end a session; null where the events know their sessions. */
export function gapOf({ table, columns, gapMinutes }: FilePlan): number | null {
  return table === 'events' && columns['session_id'] === undefined ? gapMinutes : null;
}

/** Loads the content of one file as its plan says; what cannot be read is rejected. Throws DatasetError as `loadTable` does. */
export function loadPlanned(
  engine: Engine,
  bytes: Uint8Array,
  plan: TablePlan,
  target: Pick<Target, 'name' | 'append'>,
): Promise<{ loaded: LoadedTable; issues: readonly DataIssue[] }> {
  const { path, table, csv, columns, values } = plan;
  if (!isZone(values.times.zone)) {
    throw fatal(`${path}: “${values.times.zone}” is no time zone that this browser knows.`, { file: path, table });
  }
  return loadTable(
    engine,
    { table, file: path, format: csv === null ? 'parquet' : 'csv', bytes: bytes.length, rows: null, sha256: null },
    bytes,
    { ...target, columns: wantedColumns(plan) },
    { csv: csv ?? undefined, columns, values, malformed: 'reject' },
  );
}

/** The contract's columns; events without sessions need a user to have some. */
function wantedColumns(plan: TablePlan): Readonly<Record<string, Column>> {
  const contract: Readonly<Record<string, Column>> = rawTables[plan.table].columns;
  const { session_id: session, user_id: user } = contract;
  if (gapOf(plan) === null || session === undefined || user === undefined) return contract;
  return {
    ...contract,
    session_id: { type: session.type, means: session.means },
    user_id: { ...user, required: true },
  };
}
