import { plainType } from './clickhouseRows.ts';

/** What a table must have: its columns, and of which kind each is. */
export interface NeededTable {
  readonly columns: Readonly<Record<string, { readonly type: string }>>;
}

/** What a setting must be, and why: without it an answer would be wrong, and nobody told. */
export interface NeededSetting {
  readonly name: string;
  /** As `system.settings` tells it. */
  readonly value: string;
  readonly why: string;
}

/** Settings with which ClickHouse means by a statement what DuckDB means by it. */
export const meaningSettings: readonly NeededSetting[] = [
  { name: 'join_use_nulls', value: '1', why: 'what a join does not find is NULL, not 0' },
  { name: 'group_by_use_nulls', value: '1', why: 'what a total is not grouped by is NULL' },
  { name: 'aggregate_functions_null_for_empty', value: '1', why: 'a sum of nothing is NULL, not 0' },
  { name: 'transform_null_in', value: '0', why: 'NULL is in no list' },
  { name: 'cast_keep_nullable', value: '1', why: 'NULL of one type can become NULL of another' },
  { name: 'prefer_column_name_to_alias', value: '1', why: 'a name means the column before what is made of it' },
  { name: 'union_default_mode', value: 'DISTINCT', why: 'a union leaves out what is twice' },
  { name: 'least_greatest_legacy_null_behavior', value: '0', why: 'the greatest of a value and NULL is the value' },
  { name: 'enable_materialized_cte', value: '1', why: 'what much of a question reads is computed once' },
  { name: 'skip_unavailable_shards', value: '0', why: 'a lost part of the cluster is an error, not half the rows' },
  { name: 'result_overflow_mode', value: 'throw', why: 'too many rows are an error, not some of them' },
  { name: 'read_overflow_mode', value: 'throw', why: 'too much to read is an error, not some of it' },
  {
    name: 'timeout_overflow_mode',
    value: 'throw',
    why: 'a question that takes too long is an error, not part of an answer',
  },
  { name: 'output_format_json_quote_64bit_integers', value: '1', why: 'large integers arrive with all digits' },
  { name: 'output_format_json_quote_decimals', value: '1', why: 'decimals arrive with all digits' },
  { name: 'output_format_json_quote_denormals', value: '1', why: 'what is no number is not told as NULL' },
];

/** Limits without which one question could take the whole server: each must be above zero. */
export const limitSettings: readonly string[] = ['max_execution_time', 'max_result_rows', 'max_memory_usage'];

/** Settings that keep the page’s user from changing anything, and stop what nobody waits for. */
const otherSettings: readonly string[] = ['readonly', 'cancel_http_readonly_queries_on_client_close'];

/** The oldest version the statements are tried with. */
const oldestVersion = [26, 7] as const;

/** Every setting that is looked at. */
export const askedSettings: readonly string[] = [
  ...meaningSettings.map(({ name }) => name),
  ...limitSettings,
  ...otherSettings,
];

/** What a server tells of itself. */
export interface ServerState {
  readonly version: string;
  /** By name. */
  readonly settings: ReadonlyMap<string, string>;
  /** ClickHouse’s types of the columns of the database, by `table.column`. */
  readonly columns: ReadonlyMap<string, string>;
}

/** What stands in the way of asking a server, each in a sentence; none when it is as the page needs it. */
export function wrongWith(
  { version, settings, columns }: ServerState,
  tables: Readonly<Record<string, NeededTable>>,
): readonly string[] {
  const wrong: string[] = [];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldestVersion[0] || (major === oldestVersion[0] && minor < oldestVersion[1])) {
    wrong.push(`It runs ClickHouse ${version}; the page needs ${oldestVersion.join('.')} or newer.`);
  }
  for (const [table, { columns: needed }] of Object.entries(tables)) {
    const names = Object.entries(needed);
    if (names.every(([column]) => !columns.has(`${table}.${column}`))) {
      wrong.push(`The table ${table} is missing.`);
      continue;
    }
    for (const [column, { type }] of names) {
      const found = columns.get(`${table}.${column}`);
      if (found === undefined) wrong.push(`The column ${table}.${column} is missing.`);
      else if (!isOfKind(found, type))
        wrong.push(`The column ${table}.${column} is a ${found}, not ${kinds[type]?.[1] ?? type}.`);
    }
  }
  for (const { name, value, why } of meaningSettings) {
    const found = settings.get(name);
    if (found?.toUpperCase() !== value.toUpperCase()) wrong.push(`The setting ${name} must be ${value}: ${why}.`);
  }
  for (const name of limitSettings) {
    if (!(Number(settings.get(name)) > 0)) wrong.push(`The setting ${name} must be a limit above 0.`);
  }
  if (!['1', '2'].includes(settings.get('readonly') ?? '')) {
    wrong.push('The setting readonly must be 1: the user of the page changes nothing.');
  }
  if (settings.get('cancel_http_readonly_queries_on_client_close') !== '1') {
    wrong.push(
      'The setting cancel_http_readonly_queries_on_client_close must be 1: nobody waits for a withdrawn question.',
    );
  }
  return wrong;
}

const kinds: Readonly<Record<string, readonly [RegExp, string]>> = {
  text: [/^String$/, 'a String'],
  integer: [/^Int(?:8|16|32|64)$/, 'an Int64'],
  number: [/^Float64$/, 'a Float64'],
  timestamp: [/^DateTime64\(6, 'UTC'\)$/, "a DateTime64(6, 'UTC')"],
};

function isOfKind(type: string, kind: string): boolean {
  return kinds[kind]?.[0].test(plainType(type)) ?? false;
}
