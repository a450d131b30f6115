import type { Engine } from '../../engine/engine.ts';
import { exactText, instantText } from '../../model/dialect.ts';
import { sessionsByGap } from '../../model/sessionGap.ts';
import { type Column, rawTables } from '../../model/tables.ts';
import { ident, join, param, sql, type Sql } from '../../sql/sql.ts';
import { DatasetError, type DataIssue, issue } from '../issue.ts';
import type { FailedCast } from '../loadTable.ts';
import type { Records, Reject } from '../reading.ts';
import { contentOf, isGzip, startOf } from './fileBytes.ts';
import { gapOf, isUsed, loadPlanned, type TablePlan } from './loadPlanned.ts';
import type { FilePlan, OwnFile } from './plan.ts';
import { wholeRecords } from './wholeRecords.ts';

/** What a plan makes of the start of a file, or of all of it. */
export type Trial =
  | {
      readonly records: Records;
      /** All of the file was read. */
      readonly isWhole: boolean;
      readonly rejects: readonly Reject[];
      readonly failedCasts: readonly FailedCast[];
      readonly issues: readonly DataIssue[];
      /** Contract columns that the file fills, in the contract's order. */
      readonly columns: readonly string[];
      /** The first rows as they will be in the table: times in UTC, steps by their ids; null is an empty cell. */
      readonly rows: readonly (readonly (string | null)[])[];
    }
  | { readonly refused: readonly DataIssue[] };

export interface TrialOptions {
  /** Bytes read at most, unpacked; Parquet is read as a whole. */
  readonly bytes: number | 'all';
  /** Rows shown. */
  readonly rows: number;
  readonly signal?: AbortSignal | undefined;
}

/** Trials of one engine come one after the other: they use the same tables. */
const turns = new WeakMap<Engine, Promise<unknown>>();
let tables = 0;

/**
 * Loads the first bytes of a file, or all of it, as the real load would, and tells what became of it; nothing of it stays in the
 * engine. What the file or the plan are to blame for is `refused`. Rejects with what the engine or the signal says.
 */
export function trialLoad(engine: Engine, file: OwnFile, plan: FilePlan, how: TrialOptions): Promise<Trial> {
  const before = turns.get(engine) ?? Promise.resolve();
  const turn = before.then(() => tryOut(engine, file, plan, how));
  turns.set(
    engine,
    turn.catch(() => undefined),
  );
  return turn;
}

async function tryOut(engine: Engine, file: OwnFile, plan: FilePlan, how: TrialOptions): Promise<Trial> {
  how.signal?.throwIfAborted();
  if (!isUsed(plan)) return { refused: [issue('fatal', `${file.path} is left out.`, { file: file.path })] };
  const name = ident(`trial_${tables++}`);
  try {
    const { bytes, isWhole } = await bytesFor(file, plan, how);
    how.signal?.throwIfAborted();
    const { loaded, issues } = await loadPlanned(engine, bytes, plan, { name });
    how.signal?.throwIfAborted();
    const { columns, rows } = await firstRows(engine, name, plan, loaded.columns, how.rows);
    const { records, rejects, failedCasts } = loaded;
    return { records, isWhole, rejects, failedCasts, issues, columns, rows };
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    return { refused: error.issues };
  } finally {
    // An engine that died has no table to drop.
    await engine.exec(sql`drop table if exists ${name}`).catch(() => undefined);
  }
}

async function bytesFor(
  file: OwnFile,
  { csv }: TablePlan,
  { bytes: most, signal }: TrialOptions,
): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const isSmall = most !== 'all' && file.blob.size <= most && !(await isGzip(file.blob));
  if (csv === null || most === 'all' || isSmall) return { bytes: await contentOf(file, signal), isWhole: true };
  const { bytes, isWhole } = await startOf(file.blob, most);
  return { bytes: isWhole ? bytes : wholeRecords(bytes, csv), isWhole };
}

async function firstRows(
  engine: Engine,
  name: Sql,
  plan: TablePlan,
  filled: readonly string[],
  most: number,
): Promise<{ columns: readonly string[]; rows: (string | null)[][] }> {
  const gap = gapOf(plan);
  const contract: Readonly<Record<string, Column>> = rawTables[plan.table].columns;
  const shown = Object.entries(contract).filter(
    ([column, { unused, rowNumber }]) =>
      unused !== true && (filled.includes(column) || rowNumber === true || (gap !== null && column === 'session_id')),
  );
  const cells = shown.map(([column, { type }]) => sql`${cellText(ident(column), type)} as ${ident(column)}`);
  const rows = gap === null ? sql`(select * from ${name} order by rowid)` : sql`(${sessionsByGap(gap, name)})`;
  const found = await engine.run(
    sql`select ${join(cells, ', ')} from ${rows} as shown limit ${param(most, 'integer')}`,
  );
  const columns = shown.map(([column]) => column);
  return {
    columns,
    rows: found.map((row) =>
      columns.map((column) => {
        const value = row[column] ?? null;
        return value === null ? null : String(value);
      }),
    ),
  };
}

/** Times as the link and the tables write them, fractions only where there are some. */
function cellText(cell: Sql, type: Column['type']): Sql {
  if (type !== 'timestamp') return sql`cast(${cell} as varchar)`;
  return sql`case
    when date_trunc('second', ${cell}) = ${cell} then ${instantText(cell)}
    else concat(${exactText(cell)}, 'Z')
  end`;
}
