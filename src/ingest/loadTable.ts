import { type Engine, EngineError } from '../engine/engine.ts';
import type { Column } from '../model/tables.ts';
import { ident, join, param, sql, type Sql } from '../sql/sql.ts';
import { asText, castColumn, columnTypes } from './castColumn.ts';
import { csvSource } from './csvSource.ts';
import { DatasetError, fatal, issue, type DataIssue } from './issue.ts';
import { matchColumns } from './matchColumns.ts';
import { parquetSource } from './parquetSource.ts';
import type { DataFile, Source, SourceColumn } from './source.ts';
import { counted, quoted } from './wording.ts';

/** What became of one file. Every row of it is in the table: a file with a record that cannot be read is refused whole. */
export interface LoadedTable {
  readonly table: string;
  readonly file: string;
  readonly format: 'csv' | 'parquet';
  readonly rows: number;
  /** Contract columns that the file has. */
  readonly columns: readonly string[];
  /** Columns of the file that the contract does not know. */
  readonly ignoredColumns: readonly string[];
  readonly failedCasts: readonly FailedCast[];
}

/** Values of one column that are not of its type; they are empty in the table. */
export interface FailedCast {
  readonly column: string;
  readonly count: number;
  /** Where the first one is, and what it says. */
  readonly place: { readonly unit: 'line' | 'row'; readonly number: number };
  readonly text: string;
}

/** Where the rows go: a table of the database, and the columns it shall have. */
export interface Target {
  readonly name: Sql;
  readonly columns: Readonly<Record<string, Column>>;
}

let filesRegistered = 0;

/**
 * Loads one file into `target`, which gets exactly the contract's used columns in the contract's types; optional columns that
 * the file lacks are NULL. Throws DatasetError when the file does not hold what is needed or promised.
 */
export async function loadTable(
  engine: Engine,
  file: DataFile,
  bytes: Uint8Array,
  { name, columns }: Target,
): Promise<{ loaded: LoadedTable; issues: readonly DataIssue[] }> {
  // A name is never used twice: an engine may remember what a file of that name held.
  const registered = `incoming/${filesRegistered++}/${file.table}.${file.format}`;
  const source =
    file.format === 'csv'
      ? await csvSource(engine, file, registered, bytes, Object.keys(columns))
      : await parquetSource(engine, file, registered, bytes);
  try {
    const { found, unknown } = matchColumns(file, columns, source.columns);
    const cells = Object.entries(columns)
      .filter(([, column]) => column.unused !== true)
      .map(([column, { type }]): Cell => ({ column, type, source: found.get(column) }));
    await createTable(engine, file, name, cells, source);
    await verifyRows(engine, file, name, source.rows);
    const failedCasts = await takeFailedCasts(engine, name, cells, source);
    const issues = failedCasts.map((failed) => castIssue(file, columns, failed));
    if (issues.some(({ grade }) => grade === 'fatal')) throw new DatasetError(issues);
    const loaded: LoadedTable = {
      table: file.table,
      file: file.file,
      format: file.format,
      rows: source.rows,
      columns: [...found.keys()],
      ignoredColumns: unknown,
      failedCasts,
    };
    return { loaded, issues };
  } finally {
    await source.release();
  }
}

/** One column of the table to be, and where its values come from. */
interface Cell {
  readonly column: string;
  readonly type: Column['type'];
  readonly source: SourceColumn | undefined;
}

/** The table keeps the delivered text of typed columns until the failed casts are counted: one pass over the file is enough. */
async function createTable(
  engine: Engine,
  { file, table }: DataFile,
  name: Sql,
  cells: readonly Cell[],
  source: Source,
): Promise<void> {
  const values = cells.flatMap((cell) => {
    const { column, type, source: from } = cell;
    if (from === undefined) return [sql`cast(null as ${columnTypes[type].duckdb}) as ${ident(column)}`];
    const value = sql`${castColumn(from.sql, from.type, type)} as ${ident(column)}`;
    return type === 'text' ? [value] : [value, sql`${asText(from.sql)} as ${asDelivered(cell)}`];
  });
  try {
    await engine.exec(sql`create table ${name} as select ${join(values, ', ')} from ${source.relation}`);
  } catch (cause) {
    if (!(cause instanceof EngineError) || cause.kind !== 'sql') throw cause;
    throw fatal(`${file} could not be read. ${cause.message}`, { file, table }, cause);
  }
}

function asDelivered({ column }: Cell): Sql {
  return ident(`${column} as delivered`);
}

async function verifyRows(engine: Engine, { file, table, rows }: DataFile, name: Sql, expected: number): Promise<void> {
  const [answer] = await engine.run(sql`select count(*) as row_count from ${name}`);
  const read = Number(answer?.['row_count']);
  if (read !== expected) {
    throw fatal(`${file} holds ${counted(expected, 'row')} and only ${counted(read, 'row')} could be read.`, {
      file,
      table,
    });
  }
  if (rows !== null && read !== rows) {
    throw fatal(
      `${file} holds ${counted(read, 'row')} where the manifest promises ${counted(rows, 'row')}. ` +
        'The dataset has to be published again.',
      { file, table },
    );
  }
}

async function takeFailedCasts(
  engine: Engine,
  name: Sql,
  cells: readonly Cell[],
  source: Source,
): Promise<FailedCast[]> {
  const typed = cells.filter((cell) => cell.source !== undefined && cell.type !== 'text');
  if (typed.length === 0) return [];
  const counts = typed.map(
    (cell) => sql`
      select ${param(cell.column, 'varchar')} as column_name, count(*) as failures, min(rowid) as first_row
      from ${name}
      where ${ident(cell.column)} is null and ${asDelivered(cell)} is not null`,
  );
  const answers = await engine.run(join(counts, '\nunion all\n'));
  const failed: FailedCast[] = [];
  for (const cell of typed) {
    const answer = answers.find((row) => row['column_name'] === cell.column);
    if (answer !== undefined && Number(answer['failures']) > 0) {
      const row = Number(answer['first_row']);
      const [value] = await engine.run(
        sql`select ${asDelivered(cell)} as delivered from ${name} where rowid = ${param(row, 'bigint')}`,
      );
      failed.push({
        column: cell.column,
        count: Number(answer['failures']),
        place: source.place(row),
        text: String(value?.['delivered']),
      });
    }
    await engine.exec(sql`alter table ${name} drop column ${asDelivered(cell)}`);
  }
  return failed;
}

function castIssue(
  { file, table }: DataFile,
  columns: Readonly<Record<string, Column>>,
  failed: FailedCast,
): DataIssue {
  const { column, count, place, text } = failed;
  const contract = columns[column];
  const needed = contract?.required === true;
  const verb = count === 1 ? 'is' : 'are';
  return issue(
    needed ? 'fatal' : 'warning',
    `${file}: ${counted(count, 'value')} of ${column} ${verb} not ${columnTypes[contract?.type ?? 'text'].means}, ` +
      `the first in ${place.unit} ${place.number}: ${quoted(text)}. ` +
      (needed ? 'Correct the file and load it again.' : 'They count as empty.'),
    { file, table, column, line: place.number },
  );
}
