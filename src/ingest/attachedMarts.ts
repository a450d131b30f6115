import { type Engine, EngineError } from '../engine/engine.ts';
import { type Column, type MartTable, martTables } from '../model/tables.ts';
import { ident, join, param, sql } from '../sql/sql.ts';
import { columnTypes } from './castColumn.ts';
import { detailsCatalog, detailMarts } from './detailMarts.ts';

/** The version of DuckDB’s file format that published databases have: every DuckDB from 1.2 on reads it. */
export const databaseStorage = 'v1.2.0';

/** Which of the prepared tables a database file has to hold, and the catalogue it is attached as. */
export interface MartsFile {
  readonly catalog: string;
  readonly marts: readonly MartTable[];
}

/** In the order of the model. */
const everyMart = Object.keys(martTables) as MartTable[];

/** One file with everything. */
export const wholeFile: MartsFile = { catalog: 'dataset', marts: everyMart };
/** A file without details. */
export const mainFile: MartsFile = {
  catalog: 'dataset',
  marts: everyMart.filter((mart) => !detailMarts.includes(mart)),
};
/** The file with details that goes with it. */
export const detailsFile: MartsFile = { catalog: detailsCatalog, marts: detailMarts };

/** Rows by table. */
export type RowCounts = Readonly<Partial<Record<MartTable, number>>>;

/**
 * Attaches a database file that holds these prepared tables and nothing else, and makes each readable under its plain name. Gives
 * the rows of each table. Rejects with an EngineError of the kind `sql`, and leaves nothing attached, when the file is none that
 * can be read, or holds anything else: it might be a view or a macro that gives other rows than those that were prepared.
 */
export async function attachMarts(engine: Engine, file: MartsFile, content: Blob): Promise<RowCounts> {
  await engine.attach(file.catalog, content);
  return nameMarts(engine, file);
}

/** As `attachMarts`, of a file that is attached already. */
export async function nameMarts(engine: Engine, file: MartsFile): Promise<RowCounts> {
  try {
    const strange = await strangeThing(engine, file);
    if (strange !== null) throw new EngineError('sql', `It ${strange}.`);
    for (const mart of file.marts) {
      const names = join(Object.keys(martTables[mart].columns).map(ident), ', ');
      const delivered = sql`${ident(file.catalog)}.main.${ident(mart)}`;
      await engine.exec(sql`create view ${ident(mart)} as select ${names} from ${delivered}`);
    }
    return await rowCounts(engine, file);
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'lost') throw error;
    await detachFile(engine, file);
    throw error;
  }
}

/** Lets an attached dataset go, if there is one, and the names of its tables. */
export async function detachMarts(engine: Engine): Promise<void> {
  for (const file of [detailsFile, wholeFile]) await detachFile(engine, file);
}

/** As `detachMarts`, of one file. */
export async function detachFile(engine: Engine, { catalog, marts }: MartsFile): Promise<void> {
  const views = await engine.run(sql`
    select view_name
    from duckdb_views()
    where database_name = current_database() and schema_name = 'main' and not internal`);
  for (const mart of marts) {
    if (views.some(({ view_name }) => view_name === mart)) await engine.exec(sql`drop view main.${ident(mart)}`);
  }
  await engine.detach(catalog);
}

/** What the attached file holds that it should not, or lacks, as the end of a sentence; null when it is as it should be. */
async function strangeThing(engine: Engine, { catalog, marts }: MartsFile): Promise<string | null> {
  const here = sql`database_name = ${param(catalog, 'varchar')}`;
  const others = await engine.run(sql`
    select 'a view' as what, view_name as name from duckdb_views() where ${here} and not internal
    union all
    select 'a macro' as what, function_name as name from duckdb_functions() where ${here} and not internal
    union all
    select 'a schema' as what, schema_name as name from duckdb_schemas() where ${here} and not internal and schema_name <> 'main'
    union all
    select 'a sequence' as what, sequence_name as name from duckdb_sequences() where ${here}
    union all
    select 'a type' as what, type_name as name from duckdb_types() where ${here} and not internal
    union all
    select 'an index' as what, index_name as name from duckdb_indexes() where ${here}
    union all
    select 'a constraint' as what, table_name as name from duckdb_constraints() where ${here}
    order by what, name
    limit 1`);
  if (others[0] !== undefined) return `holds ${String(others[0]['what'])} (${String(others[0]['name'])})`;
  // A default is also how a column is told that computes its values.
  const columns = await engine.run(sql`
    select table_name || '.' || column_name as name, data_type, column_default is not null as computed
    from duckdb_columns()
    where ${here}
    order by name`);
  const found = columns.map(({ name, data_type, computed }) =>
    computed === true ? `${String(name)} computed` : `${String(name)} ${String(data_type).toLowerCase()}`,
  );
  const expected = marts.flatMap((mart) =>
    Object.entries(martTables[mart].columns as Readonly<Record<string, Column>>).map(
      ([column, { type }]) => `${mart}.${column} ${columnTypes[type].duckdb.chunks.join('')}`,
    ),
  );
  const lacking = expected.find((column) => !found.includes(column));
  if (lacking !== undefined) return `lacks ${lacking}`;
  const odd = found.find((column) => !expected.includes(column));
  return odd === undefined ? null : `holds ${odd}, which no prepared table has`;
}

async function rowCounts(engine: Engine, { marts }: MartsFile): Promise<RowCounts> {
  const counts = marts.map(
    (mart) => sql`select ${param(mart, 'varchar')} as mart, count(*) as row_count from main.${ident(mart)}`,
  );
  const rows = await engine.run(join(counts, '\nunion all\n'));
  return Object.fromEntries(rows.map(({ mart, row_count }) => [String(mart), Number(row_count)]));
}
