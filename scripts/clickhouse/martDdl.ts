import { type Column, type ColumnType, type MartTable, martTables, type Table } from '../../src/model/tables.ts';

const types: Readonly<Record<ColumnType, string>> = {
  text: 'String',
  integer: 'Int64',
  number: 'Float64',
  timestamp: "DateTime64(6, 'UTC')",
  boolean: 'Bool',
  date: 'Date32',
};

/** What questions look rows up by: a filter on it passes over most of a table. */
const orders: Readonly<Record<MartTable, readonly string[]>> = {
  sessions: ['started_at', 'session'],
  session_days: ['day', 'country', 'state'],
  session_products: ['product_id', 'session'],
  steps_out_of_order: ['product_id', 'session', 'step'],
  session_events: ['session', 'happened_at'],
  products: ['product_id'],
  orders: ['created_at', 'order_id'],
  order_lines: ['product_id', 'order_id'],
  stock_levels: ['product_id', 'valid_from'],
  stock_snapshots: ['taken_at'],
  order_status: ['order_id', 'valid_from'],
  facts: [],
};

/** Their rows come as they were delivered: any cell of text may be empty. */
const asDelivered: ReadonlySet<MartTable> = new Set<MartTable>(['orders', 'order_status']);

/** Whether a column can be NULL: all times can, and texts that nothing fills in. */
function isNullable(mart: MartTable, { type, required }: Column): boolean {
  return required !== true || type === 'timestamp' || (type === 'text' && asDelivered.has(mart));
}

/** ClickHouse’s type of a column of a mart. */
function columnType(mart: MartTable, column: Column): string {
  const type = types[column.type];
  return isNullable(mart, column) ? `Nullable(${type})` : type;
}

/** How a table is kept. */
interface Kept {
  readonly table: string;
  readonly engine: string;
  /** Whose text is kept with the table; what a load that was broken off knows it by. */
  readonly comment?: string;
}

/** The statement that makes a table for a mart, without its semicolon. Does nothing where the table is there. */
export function martDdl(mart: MartTable, { table, engine, comment }: Kept): string {
  const { columns, means }: Table = martTables[mart];
  const lines = Object.entries(columns).map(
    ([name, column]) => `  ${name} ${columnType(mart, column)} comment ${quoted(column.means)}`,
  );
  return [
    `create table if not exists ${table} (`,
    lines.join(',\n'),
    ')',
    `engine = ${engine}`,
    `order by (${orders[mart].join(', ')})`,
    // A time may be unknown, and is then last in the order.
    'settings allow_nullable_key = 1',
    `comment ${quoted(comment ?? means)}`,
  ].join('\n');
}

/** The statement that makes an empty table with these columns, all of which can be NULL; without its semicolon. */
export function rawDdl(table: string, columns: Readonly<Record<string, Column>>, means: string): string {
  const lines = Object.entries(columns).map(
    ([name, column]) => `  ${name} Nullable(${types[column.type]}) comment ${quoted(column.means)}`,
  );
  return `create table if not exists ${table} (\n${lines.join(',\n')}\n)\nengine = MergeTree\norder by ()\ncomment ${quoted(means)}`;
}

const marts = Object.keys(martTables) as MartTable[];

const heading = (what: string) =>
  `-- Made from src/model/tables.ts by scripts/clickhouse/martDdl.ts; a test compares the two.\n-- ${what}\n`;

/** `marts.sql`: the marts on one server. */
export function martsFile(): string {
  const statements = marts.map((mart) => `${martDdl(mart, { table: mart, engine: 'MergeTree' })};\n`);
  return [heading('The tables of the dashboard on one server.'), ...statements].join('\n');
}

/** By what the rows of a mart are spread over shards; null where every shard has all of them. */
function shardKey(mart: MartTable): string | null {
  const { columns }: Table = martTables[mart];
  return mart === 'session_days' || !('session' in columns) || mart === 'orders' || mart === 'order_lines'
    ? null
    : 'intHash64(session)';
}

/**
 * `sharded.sql`: the marts on a cluster. What has a row for each session lies where the session lies, so that its tables join on
 * one shard; what is small, or is not of a session, lies on all of them.
 */
export function shardedFile(): string {
  const replicated = (mart: MartTable, path: string) =>
    `ReplicatedMergeTree('/clickhouse/tables/${path}/{database}/${mart}', '{replica}')`;
  const statements = marts.flatMap((mart) => {
    const key = shardKey(mart);
    if (key === null) return [`${onCluster(martDdl(mart, { table: mart, engine: replicated(mart, 'all') }), mart)};\n`];
    const local = `${mart}_local`;
    return [
      `${onCluster(martDdl(mart, { table: local, engine: replicated(mart, '{shard}') }), local)};\n`,
      `create table if not exists ${mart} on cluster '{cluster}' as ${local}\nengine = Distributed('{cluster}', currentDatabase(), ${local}, ${key});\n`,
    ];
  });
  return [
    heading(
      'The tables of the dashboard on a cluster, with the macros {cluster}, {shard} and {replica} of its servers.',
    ),
    ...statements,
  ].join('\n');
}

function onCluster(ddl: string, table: string): string {
  return ddl.replace(
    `create table if not exists ${table} (`,
    `create table if not exists ${table} on cluster '{cluster}' (`,
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
