import { meaningSettings } from '../../src/engine/clickhouseNeeds.ts';
import { martStatements, type MartStatement, type StagedTable } from '../../src/model/marts.ts';
import { type Column, martTables, rawTables, type Table } from '../../src/model/tables.ts';
import { clickhouseStatement } from '../../src/sql/clickhouse.ts';
import { rawDdl } from './martDdl.ts';

/** One table that a server makes of others: the statement that makes or fills it, and the one that takes it away. */
export interface MartModel {
  readonly table: string;
  readonly statement: string;
  /** Null for a mart, which stays. */
  readonly drop: string | null;
}

/** What the tables that are no marts are looked up by. */
const stagedOrders: Readonly<Record<StagedTable, string>> = {
  order_sessions: 'order_id',
  session_starts: 'session_id',
  session_counts: 'session_id',
  turning_events: 'session',
  event_span: '',
  session_views: 'session',
  user_histories: 'user_id',
};

const ofAnswers = /^(output_format_|result_overflow|skip_unavailable|(read|timeout)_overflow)/;

/** With each statement: whatever settings its user has, it means the same. */
const settings = [
  ...meaningSettings.filter(({ name }) => !ofAnswers.test(name)).map(({ name, value }) => ({ name, value })),
  // Otherwise NULL in a column without NULL would become an empty text, and nobody told.
  { name: 'insert_null_as_default', value: '0' },
];

/** How every statement ends. */
const settingsClause = `settings ${settings
  .map(({ name, value }) => `${name} = ${/^\d+$/.test(value) ? value : `'${value}'`}`)
  .join(', ')}`;

/**
 * What makes the marts of the raw tables in the database `raw` on a ClickHouse server, in the order it must run: the statements of
 * `src/model/marts.ts` in ClickHouse’s words.
 */
export function martModels(): readonly MartModel[] {
  return martStatements.map(martModel);
}

function martModel({ table, mart, rows: query }: MartStatement): MartModel {
  const rows = written(query).trim();
  if (mart === null) {
    const order = stagedOrders[table as StagedTable];
    const name = `raw.${table}`;
    return {
      table: name,
      statement: `create table ${name}\nengine = MergeTree\norder by (${order})\nsettings allow_nullable_key = 1\nas\n${rows}\n${settingsClause}`,
      drop: `drop table ${name}`,
    };
  }
  const columns = Object.keys(martTables[mart].columns).join(', ');
  return { table, statement: `insert into ${table}\n  (${columns})\n${rows}\n${settingsClause}`, drop: null };
}

/** A query for a file: its values, all of them words and numbers of the model, stand in it. */
function written(query: MartStatement['rows']): string {
  const { text, values } = clickhouseStatement(query);
  return text.replaceAll(/\{(v\d+):(\w+)\}/g, (_, name: string, type: string) => {
    const value = values[name] ?? '';
    return type === 'String' ? `'${value.replaceAll("'", "\\'")}'` : value;
  });
}

/** The database `raw` with every raw table that a shop lacks, empty. */
export function rawTableStatements(): readonly string[] {
  return [
    'create database if not exists raw',
    ...Object.entries(rawTables as Readonly<Record<string, Table>>).map(([name, table]) =>
      rawDdl(`raw.${name}`, usedColumns(table), table.means),
    ),
  ];
}

/** `martsFromRaw.sql`: the marts, made by the server of the shop’s own tables. */
export function martsFromRawFile(): string {
  const models = martModels();
  return [
    `-- Made from src/model/marts.ts by scripts/clickhouse/martModels.ts; a test compares the two.
-- Fills the empty tables of marts.sql from the shop's own tables, on the server. Those are views or tables in the database raw, with these
-- names and columns; what is missing is made here and stays empty.
`,
    ...rawTableStatements().map((statement) => `${statement};\n`),
    ...models.map(({ table, statement }) => `-- ${table}\n${statement};\n`),
    ...models.flatMap(({ drop }) => (drop === null ? [] : [`${drop};\n`])),
  ].join('\n');
}

function usedColumns(table: Table): Readonly<Record<string, Column>> {
  return Object.fromEntries(Object.entries(table.columns).filter(([, { unused }]) => unused !== true));
}
