import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * `create table as select *` of every CSV file of a folder, natively, into memory or into a database file: the least that reading them
 * costs.
 */
const [folder, database = ':memory:'] = process.argv.slice(2);
if (folder === undefined) throw new TypeError('Usage: tsx bench/plainScan.ts <folder> [<database file>]');
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
for (const file of (await readdir(folder)).filter((name) => name.endsWith('.csv'))) {
  const path = join(folder, file).replaceAll("'", "''");
  await connection.run(`create table "${file.slice(0, -4)}" as select * from read_csv('${path}')`);
}
connection.closeSync();
instance.closeSync();
