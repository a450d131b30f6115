import { type Completion, completeFromList } from '@codemirror/autocomplete';
import { SQLDialect, sql } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';
import { type Column, type MartTable, martTables, type Table } from '../../model/tables.ts';

/** What people write in questions; not every word DuckDB knows. */
const duckdb = SQLDialect.define({
  keywords:
    'select from where and or not in is null like ilike between exists case when then else end as distinct on using ' +
    'inner left right full outer cross join natural lateral asof anti semi positional group by having order asc desc nulls ' +
    'first last limit offset union all except intersect with recursive materialized values table describe show summarize ' +
    'explain analyze pivot unpivot for filter over partition rows range groups preceding following unbounded current row ' +
    'window qualify cast try_cast interval true false exclude replace columns sample within',
  types:
    'varchar text integer bigint hugeint smallint tinyint ubigint double float real decimal numeric boolean date time ' +
    'timestamp interval uuid json list struct map',
  builtin:
    'count sum avg min max median mode stddev quantile_cont approx_count_distinct arg_min arg_max any_value string_agg ' +
    'list row_number rank dense_rank ntile lag lead first_value last_value abs round floor ceil greatest least coalesce ' +
    'nullif concat lower upper trim length substring replace contains starts_with regexp_matches strftime strptime ' +
    'date_trunc date_diff date_part extract epoch current_date range generate_series unnest count_if bool_and bool_or',
  caseInsensitiveIdentifiers: true,
  doubleDollarQuotedStrings: true,
});

const marts = Object.entries(martTables as Readonly<Record<string, Table>>);

function columnCompletion([name, { type, means }]: readonly [string, Column]): Completion {
  return { label: name, type: 'property', detail: type, info: means };
}

const schema = Object.fromEntries(
  marts.map(([name, { means, columns }]) => [
    name,
    { self: { label: name, type: 'type', info: means }, children: Object.entries(columns).map(columnCompletion) },
  ]),
);

/** Every column name once, with the marts that have it: what is written before `from` is known to nobody else. */
function columnsOfAllMarts(): readonly Completion[] {
  const homes = new Map<string, MartTable[]>();
  for (const [mart, { columns }] of marts) {
    for (const name of Object.keys(columns)) homes.set(name, [...(homes.get(name) ?? []), mart as MartTable]);
  }
  return [...homes].map(([name, found]) => ({ label: name, type: 'property', detail: found.join(', '), boost: 1 }));
}

/** SQL as DuckDB reads it, with completion for keywords, marts and their columns. */
export function editorLanguage(): Extension {
  return [
    sql({ dialect: duckdb, schema }),
    duckdb.language.data.of({ autocomplete: completeFromList(columnsOfAllMarts()) }),
  ];
}
