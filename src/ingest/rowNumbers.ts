import type { Engine } from '../engine/engine.ts';
import { ident, param, sql, type Sql } from '../sql/sql.ts';
import type { Jump } from './lineMap.ts';

let filesRegistered = 0;

/**
 * Fills a text column of a table just loaded with the place of each row in its file, such as `12`, after `prefix`. `jumps` are
 * the places of rows that are not one below the row before.
 */
export async function addRowNumbers(
  engine: Engine,
  table: Sql,
  column: string,
  jumps: readonly Jump[],
  prefix: string,
): Promise<void> {
  const [first] = jumps;
  if (first === undefined) return;
  const number = (line: Sql) => sql`${param(prefix, 'varchar')} || cast(${line} as varchar)`;
  if (jumps.length === 1) {
    const line = sql`rowid + ${param(first.line - first.row, 'bigint')}`;
    await engine.exec(sql`update ${table} set ${ident(column)} = ${number(line)}`);
    return;
  }
  const name = `incoming/jumps/${filesRegistered++}.csv`;
  await engine.register(name, new TextEncoder().encode(jumps.map(({ row, line }) => `${row},${line}\n`).join('')));
  try {
    await engine.exec(sql`
      with
        jumps as (
          from read_csv(
            ${param(name, 'varchar')}, auto_detect = false, header = false, delim = ',',
            columns = {first_row: 'bigint', line: 'bigint'}
          )
        ),
        places as (
          select rows.rowid as place_of, jumps.line + rows.rowid - jumps.first_row as line
          from ${table} as rows
          asof join jumps on rows.rowid >= jumps.first_row
        )
      update ${table} as filled
      set ${ident(column)} = ${number(sql`places.line`)}
      from places
      where places.place_of = filled.rowid`);
  } finally {
    await engine.unregister(name);
  }
}
