import { EngineError } from '../../src/engine/engine.ts';
import type { NodeEngine } from '../../src/engine/node.ts';
import { fatal } from '../../src/ingest/issue.ts';
import type { Source } from '../../src/ingest/source.ts';
import { ident, param, sql } from '../../src/sql/sql.ts';
import type { FoundFile } from './findTables.ts';

/**
 * Makes a Parquet file on this computer readable with the column types it has, without reading it into memory; times with a zone
 * are UTC. Its own count of rows is what must arrive. Throws DatasetError when it is not a readable one.
 */
export async function streamedParquet(engine: NodeEngine, found: FoundFile, name: string): Promise<Source> {
  const { file, table } = found;
  await engine.registerFile(name, found.path);
  try {
    const from = sql`read_parquet(${param(name, 'varchar')}, hive_partitioning = false)`;
    const columns = await engine.run(sql`select column_name, column_type from (describe select * from ${from})`);
    const [footer] = await engine.run(sql`select num_rows from parquet_file_metadata(${param(name, 'varchar')})`);
    const rows = Number(footer?.['num_rows']);
    return {
      relation: from,
      columns: columns.map(({ column_name, column_type }) => {
        const own = ident(String(column_name));
        const isZoned = column_type === 'TIMESTAMP WITH TIME ZONE';
        return {
          name: String(column_name),
          sql: isZoned ? sql`make_timestamp(epoch_us(${own}))` : own,
          type: isZoned ? 'TIMESTAMP' : String(column_type),
        };
      }),
      rows,
      records: { physical: rows, accepted: rows, rejected: 0, ignored: 0 },
      rejects: [],
      issues: [],
      jumps: [{ row: 0, line: 1 }],
      place: (row) => ({ unit: 'row', number: row + 1 }),
      release: () => engine.unregister(name),
    };
  } catch (cause) {
    await engine.unregister(name);
    if (!(cause instanceof EngineError) || cause.kind !== 'sql') throw cause;
    throw fatal(`${file} is not a readable Parquet file. Export the table again.`, { file, table }, cause);
  }
}
