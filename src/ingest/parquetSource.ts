import { type Engine, EngineError } from '../engine/engine.ts';
import { ident, param, sql } from '../sql/sql.ts';
import { fatal } from './issue.ts';
import type { DataFile, Source } from './source.ts';

/** Where a Parquet file stands between the reader and its table. */
const staging = 'incoming';

/** Reads a Parquet file with the column types it has. Throws DatasetError when it is not a readable one. */
export async function parquetSource(
  engine: Engine,
  { file, table }: Pick<DataFile, 'file' | 'table'>,
  name: string,
  bytes: Uint8Array,
): Promise<Source> {
  const drop = () => engine.exec(sql`drop table if exists ${ident(staging)}`);
  await drop();
  await engine.register(name, bytes);
  let rows: number;
  try {
    rows = await engine.readParquet(staging, name);
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    // Told in the words of the engine, which knows the file by the name it was registered with.
    if (cause.kind === 'memory') {
      const told = cause.message.replaceAll(name, file).replaceAll(name.split('/').at(-1) ?? name, file);
      throw fatal(told, { file, table }, cause);
    }
    if (cause.kind !== 'sql') throw cause;
    throw fatal(`${file} is not a readable Parquet file. Export the table again.`, { file, table }, cause);
  } finally {
    await engine.unregister(name);
  }
  const columns = await engine.run(sql`
    select column_name, data_type
    from duckdb_columns()
    where schema_name = 'main' and table_name = ${param(staging, 'varchar')}
    order by column_index`);
  return {
    relation: ident(staging),
    columns: columns.map((column) => ({
      name: String(column['column_name']),
      sql: ident(String(column['column_name'])),
      type: String(column['data_type']),
    })),
    rows,
    records: { physical: rows, accepted: rows, rejected: 0, ignored: 0 },
    rejects: [],
    issues: [],
    jumps: [{ row: 0, line: 1 }],
    place: (row) => ({ unit: 'row', number: row + 1 }),
    release: drop,
  };
}
