import { type Engine, EngineError } from '../engine/engine.ts';
import type { Column } from '../model/tables.ts';
import { ident, join, param, sql, type Sql } from '../sql/sql.ts';
import { asText, castColumn, columnTypes, standIn } from './castColumn.ts';
import { csvSource } from './csvSource.ts';
import { DatasetError, fatal, issue, type DataIssue } from './issue.ts';
import { matchColumns } from './matchColumns.ts';
import { parquetSource } from './parquetSource.ts';
import { contractValues, type Reading, type Records, type Reject, rejectsKept, type ValueReading } from './reading.ts';
import { addRowNumbers } from './rowNumbers.ts';
import type { DataFile, Source, SourceColumn } from './source.ts';
import { touched } from './touches.ts';
import { counted, quoted } from './wording.ts';

/** What became of one file: every record of it is in the table, or rejected, or ignored. */
export interface LoadedTable {
  readonly table: string;
  readonly file: string;
  readonly format: 'csv' | 'parquet';
  /** Rows it gave the table: its accepted records. */
  readonly rows: number;
  readonly records: Records;
  /** The first `rejectsKept` of the records that are not in the table. */
  readonly rejects: readonly Reject[];
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
  /** The table may be there already, with these columns: the rows are added to it. */
  readonly append?: true | undefined;
}

let filesRegistered = 0;

/** Where the rows of a file wait that are added to a table. */
const waiting = sql`rows_to_add`;

/**
 * Loads one file into `target`, which gets exactly the contract's used columns in the contract's types; optional columns that
 * the file lacks are NULL. `bytes` are taken, and may be changed. Throws DatasetError when the file does not hold what is needed
 * or promised. Where `reading` has malformed records rejected, so are records with a value of a required column that is not of
 * its type; else such a value is fatal too.
 */
export async function loadTable(
  engine: Engine,
  file: DataFile,
  bytes: Uint8Array,
  target: Target,
  reading: Reading = { malformed: 'refuse' },
): Promise<{ loaded: LoadedTable; issues: readonly DataIssue[] }> {
  const registered = registeredName(file.table, file.format);
  const expected = Object.keys(target.columns);
  const source =
    file.format === 'csv'
      ? await csvSource(engine, file, registered, bytes, expected, reading)
      : await parquetSource(engine, file, registered, bytes);
  return loadSource(engine, file, source, target, reading);
}

/** A name for a file in the engine. None is ever used twice: an engine may remember what a file of that name held. */
export function registeredName(table: string, ending: string): string {
  return `incoming/${filesRegistered++}/${table}.${ending}`;
}

/** As `loadTable`, of a file that is readable already; `source` is released. */
export async function loadSource(
  engine: Engine,
  file: DataFile,
  source: Source,
  { name, columns, append }: Target,
  reading: Reading = { malformed: 'refuse' },
): Promise<{ loaded: LoadedTable; issues: readonly DataIssue[] }> {
  try {
    const { found, unknown } = matchColumns(file, columns, source.columns, reading.columns);
    const cells = Object.entries(columns)
      .filter(([, column]) => column.unused !== true)
      .map(([column, contract]): Cell => ({ column, contract, type: contract.type, source: found.get(column) }));
    const filled = append === true ? waiting : name;
    if (append === true) await engine.exec(sql`drop table if exists ${waiting}`);
    const kept = await fillTable(engine, file, filled, cells, source, reading.values ?? contractValues);
    const unnumbered = cells.find((cell) => cell.contract.rowNumber === true && cell.source === undefined);
    if (unnumbered !== undefined) {
      await addRowNumbers(engine, filled, unnumbered.column, source.jumps, append === true ? `${file.file}:` : '');
    }
    const needed = reading.malformed === 'reject' ? kept.filter(isRequired) : [];
    const { rejects, rejected } = await findRejects(engine, file, filled, needed, source);
    const failedCasts = await findFailedCasts(engine, filled, kept, needed, source);
    const issues = [
      ...source.issues,
      ...rejectIssues(file, rejects, rejected),
      ...failedCasts.map((failed) => castIssue(file, columns, failed)),
    ];
    if (issues.some(({ grade }) => grade === 'fatal')) throw new DatasetError(issues);
    if (rejected > 0) await engine.exec(sql`delete from ${filled} where ${anyFailed(needed)}`);
    for (const cell of kept) {
      await engine.exec(sql`alter table ${filled} drop column ${asDelivered(cell)}`);
    }
    if (append === true) await addRows(engine, name, cells);
    const { physical, accepted, ignored } = source.records;
    const loaded: LoadedTable = {
      table: file.table,
      file: file.file,
      format: file.format,
      rows: accepted - rejected,
      records: {
        physical,
        accepted: accepted - rejected,
        rejected: source.records.rejected + rejected,
        ignored,
      },
      rejects: [...source.rejects, ...rejects].slice(0, rejectsKept).sort((a, b) => a.place.number - b.place.number),
      columns: [...found.keys()],
      ignoredColumns: unknown,
      failedCasts,
    };
    return { loaded, issues };
  } finally {
    await source.release();
    if (append === true) await engine.exec(sql`drop table if exists ${waiting}`);
  }
}

/** One column of the table to be, and where its values come from. */
interface Cell {
  readonly column: string;
  readonly contract: Column;
  readonly type: Column['type'];
  readonly source: SourceColumn | undefined;
}

function isRequired({ contract }: Cell): boolean {
  return contract.required === true;
}

/** Its values are made of what the file holds, which may be of another type. */
function isTyped({ source, type }: Cell): boolean {
  return source !== undefined && type !== 'text';
}

/** A file as it should be has a value there in every row. */
function shouldBeFull({ contract }: Cell): boolean {
  return contract.required === true && contract.oftenEmpty !== true;
}

/**
 * Makes a table of all rows of the file, and gives back the cells whose failed text it keeps: in no other has a value failed. Nothing
 * is kept at first of columns that should be full, as it takes time and memory: where they are full, nothing in them has failed.
 * Where one is not, nobody knows what was there, and the file is read once more. Throws DatasetError when it cannot be read.
 */
async function fillTable(
  engine: Engine,
  file: DataFile,
  name: Sql,
  cells: readonly Cell[],
  source: Source,
  reading: ValueReading,
): Promise<readonly Cell[]> {
  const typed = cells.filter(isTyped);
  const full = typed.filter(shouldBeFull);
  const others = typed.filter((cell) => !shouldBeFull(cell));
  try {
    await createTable(engine, file, name, cells, others, source, reading);
  } finally {
    // What our own look at the file finds says more than DuckDB does.
    await source.counted;
  }
  await verifyRows(engine, file, name, source.rows);
  if (await areFull(engine, name, full)) return others;
  await engine.exec(sql`drop table ${name}`);
  await createTable(engine, file, name, cells, typed, source, reading);
  await verifyRows(engine, file, name, source.rows);
  return typed;
}

async function areFull(engine: Engine, name: Sql, cells: readonly Cell[]): Promise<boolean> {
  if (cells.length === 0) return true;
  const empty = join(
    cells.map(({ column }) => sql`${ident(column)} is null`),
    ' or ',
  );
  const [answer] = await engine.run(sql`select count(*) as row_count from ${name} where ${empty}`);
  return Number(answer?.['row_count']) === 0;
}

/** The table keeps the text of what fails in the cells of `kept` until it is counted: one pass over the file is enough. */
async function createTable(
  engine: Engine,
  { file, table }: DataFile,
  name: Sql,
  cells: readonly Cell[],
  kept: readonly Cell[],
  source: Source,
  reading: ValueReading,
): Promise<void> {
  const values = cells.flatMap((cell) => {
    const { column, type, source: from } = cell;
    if (from === undefined) return [];
    const stands = type === 'text' ? reading.stands[column] : undefined;
    const delivered = stands === undefined ? from.sql : standIn(from.sql, stands);
    const value = sql`${castColumn(delivered, from.type, type, reading)} as ${ident(column)}`;
    return kept.includes(cell) ? [value, sql`${asText(from.sql)} as ${asDelivered(cell)}`] : [value];
  });
  const there = cells.filter(({ source: from }) => from !== undefined);
  const columns = there.flatMap((cell) => {
    const column = ident(cell.column);
    if (!kept.includes(cell)) return [column];
    return [column, sql`case when ${column} is null then ${asDelivered(cell)} end`];
  });
  const names = there.flatMap((cell) => [ident(cell.column), ...(kept.includes(cell) ? [asDelivered(cell)] : [])]);
  const definitions = cells.flatMap((cell) => [
    definitionOf(cell),
    ...(kept.includes(cell) ? [sql`${asDelivered(cell)} varchar`] : []),
  ]);
  await engine.exec(sql`create table ${name} (${join(definitions, ', ')})`);
  try {
    await engine.exec(sql`
      insert into ${name} (${join(names, ', ')})
      with
        delivered as (select ${join(values, ', ')} from ${source.relation})
      select ${join(columns, ', ')}
      from delivered`);
  } catch (cause) {
    // What went wrong with the file says more than what goes wrong here.
    await engine.exec(sql`drop table ${name}`).catch(() => undefined);
    if (!(cause instanceof EngineError) || cause.kind !== 'sql') throw cause;
    throw fatal(`${file} could not be read. ${cause.message}`, { file, table }, cause);
  }
}

/** What a file lacks takes no room and no time: it is empty wherever it is read, and is not stored. */
function definitionOf({ column, contract, type, source }: Cell): Sql {
  const stored = sql`${ident(column)} ${columnTypes[type].duckdb}`;
  const isFilledLater = contract.rowNumber === true;
  if (source !== undefined || isFilledLater) return stored;
  return sql`${stored} generated always as (cast(null as ${columnTypes[type].duckdb})) virtual`;
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

/** The cell holds a value that is not of its type. */
function hasFailed(cell: Cell): Sql {
  return sql`(${ident(cell.column)} is null and ${asDelivered(cell)} is not null)`;
}

/** One of the cells has failed; false for no cells. */
function anyFailed(cells: readonly Cell[]): Sql {
  return cells.length === 0 ? sql`false` : sql`(${join(cells.map(hasFailed), ' or ')})`;
}

/** Rows that one of the `needed` cells has failed in, told by the first such cell. */
async function findRejects(
  engine: Engine,
  { file }: DataFile,
  name: Sql,
  needed: readonly Cell[],
  source: Source,
): Promise<{ rejects: Reject[]; rejected: number }> {
  if (needed.length === 0) return { rejects: [], rejected: 0 };
  const pick = (value: (cell: Cell) => Sql) =>
    needed.reduce((all, cell) => sql`${all} when ${hasFailed(cell)} then ${value(cell)}`, sql`case`);
  const rows = await engine.run(sql`
    select
      cast(rowid as double) as row_number,
      ${pick(({ column }) => param(column, 'varchar'))} end as column_name,
      ${pick(asDelivered)} end as delivered,
      cast(count(*) over () as double) as rejected
    from ${name}
    where ${anyFailed(needed)}
    order by rowid
    limit ${param(rejectsKept, 'integer')}`);
  const rejects = rows.map((row): Reject => {
    const cell = needed.find(({ column }) => column === row['column_name']);
    const spelled = cell?.source?.name ?? String(row['column_name']);
    return {
      file,
      place: source.place(Number(row['row_number'])),
      column: spelled,
      reason: `${spelled} is not ${columnTypes[cell?.type ?? 'text'].means}`,
      text: cut(String(row['delivered'])),
    };
  });
  return { rejects, rejected: Number(rows[0]?.['rejected'] ?? 0) };
}

function rejectIssues({ file, table }: DataFile, rejects: readonly Reject[], rejected: number): DataIssue[] {
  const [first] = rejects;
  if (first === undefined) return [];
  const { place, reason, text, column } = first;
  return [
    issue(
      'warning',
      `${file}: ${counted(rejected, 'record')} left out for a value that is needed, the first in ${place.unit} ` +
        `${place.number}: ${reason}, but ${quoted(text)}.`,
      // Whole records are gone, not one value of them.
      { file, table, column, line: place.number, touches: touched(table, null) },
    ),
  ];
}

const longestText = 200;

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** Values that are not of their column's type, in rows where none of the `needed` cells has failed. */
async function findFailedCasts(
  engine: Engine,
  name: Sql,
  typed: readonly Cell[],
  needed: readonly Cell[],
  source: Source,
): Promise<FailedCast[]> {
  if (typed.length === 0) return [];
  const stays = sql`not ${anyFailed(needed)}`;
  const counts = typed.flatMap((cell, index) => [
    sql`count(*) filter (where ${hasFailed(cell)} and ${stays}) as ${ident(`failures_${index}`)}`,
    sql`min(rowid) filter (where ${hasFailed(cell)} and ${stays}) as ${ident(`first_${index}`)}`,
  ]);
  const [answer] = await engine.run(sql`select ${join(counts, ', ')} from ${name}`);
  const failed: FailedCast[] = [];
  for (const [index, cell] of typed.entries()) {
    const count = Number(answer?.[`failures_${index}`] ?? 0);
    if (count === 0) continue;
    const row = Number(answer?.[`first_${index}`]);
    const [value] = await engine.run(
      sql`select ${asDelivered(cell)} as delivered from ${name} where rowid = ${param(row, 'bigint')}`,
    );
    failed.push({
      column: cell.column,
      count,
      place: source.place(row),
      text: String(value?.['delivered']),
    });
  }
  return failed;
}

/** Adds the rows that wait to the table, which is made where there is none. */
async function addRows(engine: Engine, name: Sql, cells: readonly Cell[]): Promise<void> {
  const columns = join(
    cells.map(({ column }) => ident(column)),
    ', ',
  );
  const definitions = cells.map(({ column, type }) => sql`${ident(column)} ${columnTypes[type].duckdb}`);
  await engine.exec(sql`create table if not exists ${name} (${join(definitions, ', ')})`);
  await engine.exec(sql`insert into ${name} (${columns}) select ${columns} from ${waiting} order by rowid`);
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
