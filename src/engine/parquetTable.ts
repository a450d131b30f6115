import { ident, param, sql, type Sql } from '../sql/sql.ts';
import type { Row } from './engine.ts';

/**
 * Makes every zone-aware time of `table` a plain UTC timestamp and gives the row count back. DuckDB-WASM has no time
 * zones: most functions on such a column fail there, so no table may keep one.
 */
export async function naiveTimes(table: string, run: (query: Sql) => Promise<readonly Row[]>): Promise<number> {
  const zoned = await run(sql`
    select column_name
    from duckdb_columns()
    where schema_name = current_schema() and table_name = ${param(table, 'varchar')} and data_type = 'TIMESTAMP WITH TIME ZONE'`);
  for (const { column_name } of zoned) {
    const column = ident(String(column_name));
    await run(
      sql`alter table ${ident(table)} alter ${column} type timestamp using make_timestamp(epoch_us(${column}))`,
    );
  }
  const [count] = await run(sql`select count(*) as row_count from ${ident(table)}`);
  return Number(count?.['row_count']);
}
