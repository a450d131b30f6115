import type { Engine } from '../../src/engine/engine.ts';
import { type ColumnType, type RawTable, rawTables } from '../../src/model/tables.ts';
import { ident, join, param, sql, type Sql } from '../../src/sql/sql.ts';

const databaseTypes: Readonly<Record<ColumnType, Sql>> = {
  text: sql`varchar`,
  integer: sql`integer`,
  number: sql`double`,
  timestamp: sql`timestamp`,
  boolean: sql`boolean`,
  date: sql`date`,
};

/** Writes the Parquet twin of a CSV file, typed as the table contract says. One thread keeps the rows in their order and the bytes the same. */
export async function writeParquet(
  engine: Engine,
  table: RawTable,
  columns: readonly string[],
  csvPath: string,
  parquetPath: string,
): Promise<void> {
  const typed = columns.map(
    (column) => sql`cast(${ident(column)} as ${databaseType(table, column)}) as ${ident(column)}`,
  );
  await engine.exec(sql`
    copy (
      select ${join(typed, ', ')}
      from read_csv(
        ${param(csvPath, 'varchar')},
        header = true, all_varchar = true, delim = ',', quote = '"', escape = '"'
      )
    ) to (${param(parquetPath, 'varchar')}) (format parquet, compression zstd)`);
}

function databaseType(table: RawTable, column: string): Sql {
  const known: Readonly<Record<string, { readonly type: ColumnType }>> = rawTables[table].columns;
  const type = known[column]?.type;
  if (type === undefined) throw new Error(`The table contract has no column ${table}.${column}.`);
  return databaseTypes[type];
}
