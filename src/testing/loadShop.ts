import type { Engine } from '../engine/engine.ts';
import { martStatements } from '../model/marts.ts';
import { rawTables, type Table } from '../model/tables.ts';
import { ident, join, param, type Scalar, type ScalarType, sql, type Sql } from '../sql/sql.ts';
import type { Shop } from './shop.ts';

const types = {
  text: 'varchar',
  integer: 'bigint',
  number: 'double',
  timestamp: 'timestamp',
  boolean: 'boolean',
  date: 'date',
} as const;

/** Makes the engine hold this shop and its marts, and nothing else. */
export async function loadShop(engine: Engine, shop: Shop): Promise<void> {
  await engine.exec(sql`drop schema if exists raw cascade`);
  await engine.exec(sql`create schema raw`);
  for (const [name, table] of Object.entries(rawTables as Readonly<Record<string, Table>>)) {
    const columns = Object.entries(table.columns).filter(([, column]) => column.unused !== true);
    const rows = (shop as unknown as Readonly<Record<string, readonly Readonly<Record<string, Scalar>>[]>>)[name] ?? [];
    const cells = (row: Readonly<Record<string, Scalar>>): Sql[] =>
      columns.map(([column, { type }]) => param(row[column] ?? null, types[type] satisfies ScalarType));
    const header = join(
      columns.map(([column, { type }]) => sql`${param(null, types[type])} as ${ident(column)}`),
      ', ',
    );
    await engine.exec(sql`create table raw.${ident(name)} as select ${header} where false`);
    if (rows.length > 0) {
      const values = join(
        rows.map((row) => sql`(${join(cells(row), ', ')})`),
        ', ',
      );
      await engine.exec(sql`insert into raw.${ident(name)} values ${values}`);
    }
  }
  for (const mart of martStatements) {
    await engine.exec(sql`drop table if exists ${ident(mart.table)}`);
    await engine.exec(mart.sql);
  }
}
