import { ident, join, param, sql } from '../../sql/sql.ts';
import { exactText } from '../dialect.ts';
import type { Query } from '../query.ts';
import { numberIn, textIn, textOrNull } from '../row.ts';
import { type Column, type MartTable, martTables } from '../tables.ts';

/** How much a mart holds. */
export interface MartSize {
  readonly mart: MartTable;
  readonly rows: number;
}

/** From when to when the times in one column of a mart are: `2021-02-09T23:55:08.000000`, UTC; null where it has none. */
export interface MartTime {
  readonly mart: MartTable;
  readonly column: string;
  readonly oldest: string | null;
  readonly newest: string | null;
}

const marts = Object.keys(martTables) as MartTable[];

/** The columns of a mart that hold times, in the order of its schema. */
export function timeColumns(mart: MartTable): readonly string[] {
  const columns: Readonly<Record<string, Column>> = martTables[mart].columns;
  return Object.entries(columns).flatMap(([name, { type }]) => (type === 'timestamp' ? [name] : []));
}

/** One row for each mart, in the order of the schema. */
export function martSizesQuery(): Query<MartSize> {
  const counts = marts.map(
    (mart, place) => sql`
    select ${param(place, 'integer')} as place, ${param(mart, 'varchar')} as mart, count(*) as row_count
    from ${ident(mart)}`,
  );
  return {
    name: 'sizes of the marts',
    sql: sql`
select mart, row_count
from (${join(counts, '\nunion all\n')}
) as counts
order by place`,
    row: (raw) => ({ mart: martIn(textIn(raw, 'mart')), rows: numberIn(raw, 'row_count') }),
  };
}

/** One row for each column of times, by mart and column in the order of the schema. */
export function martTimesQuery(): Query<MartTime> {
  const columns = marts.flatMap((mart) => timeColumns(mart).map((column) => ({ mart, column })));
  const spans = columns.map(
    ({ mart, column }, place) => sql`
    select
      ${param(place, 'integer')} as place,
      ${param(mart, 'varchar')} as mart,
      ${param(column, 'varchar')} as column_name,
      min(${ident(column)}) as oldest,
      max(${ident(column)}) as newest
    from ${ident(mart)}`,
  );
  return {
    name: 'times in the marts',
    sql: sql`
select mart, column_name, ${exactText(sql`oldest`)} as oldest, ${exactText(sql`newest`)} as newest
from (${join(spans, '\nunion all\n')}
) as spans
order by place`,
    row: (raw) => ({
      mart: martIn(textIn(raw, 'mart')),
      column: textIn(raw, 'column_name'),
      oldest: textOrNull(raw, 'oldest'),
      newest: textOrNull(raw, 'newest'),
    }),
  };
}

function martIn(text: string): MartTable {
  const mart = marts.find((name) => name === text);
  if (mart === undefined) throw new TypeError(`“${text}” is no mart.`);
  return mart;
}
