import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { martsFile } from '../../scripts/clickhouse/martDdl.ts';
import { martModels, rawTableStatements } from '../../scripts/clickhouse/martModels.ts';
import { readerSettings } from '../../scripts/clickhouse/profileFile.ts';
import { openClickhouseEngine } from '../../src/engine/clickhouse.ts';
import { EngineError } from '../../src/engine/engine.ts';
import { type Counting, type Filters, noFilters, parseDay } from '../../src/model/filters.ts';
import { sessionEventsQuery, sessionMarksQuery } from '../../src/model/queries/sessionEvents.ts';
import { sessionCountQuery, sessionListQuery } from '../../src/model/queries/sessionList.ts';
import type { Query } from '../../src/model/query.ts';
import { type MartTable, martTables } from '../../src/model/tables.ts';
import { askFirstQuestions } from '../../src/queries/firstQuestions.ts';
import { madeUpShop } from './madeUpShop.ts';
import { startClickhouse } from './server.ts';
import { statementsOf } from './statementsOf.ts';

/**
 * Makes a shop of so many events inside ClickHouse, and its marts of them, and tells what each question of the funnel and of the list of
 * sessions takes and reads there:
 * `npm run measure:clickhouse -- <events> <folder> [<times>]`. What is in the folder already is not made again. With `times` there is as much of
 * the shop: each row of its marts so many times, of other sessions, users and orders on the same days.
 */
const [events, folder, times] = [
  Number(process.argv[2] ?? 100_000_000),
  process.argv[3] ?? '',
  Number(process.argv[4] ?? 1),
];
if (!(events > 0) || folder === '' || !(times >= 1)) throw new TypeError('Give a number of events and a folder.');

/** Of two cores and 12 GB, whatever the machine has; beyond that the disk is used. */
const buildSettings = [
  "log_comment = 'build'",
  'max_threads = 2',
  'max_memory_usage = 12000000000',
  'max_bytes_before_external_group_by = 4000000000',
  'max_bytes_before_external_sort = 4000000000',
  'max_bytes_ratio_before_external_group_by = 0',
  'max_bytes_ratio_before_external_sort = 0',
  "join_algorithm = 'hash'",
];

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };

interface Session {
  queryAsync(text: string, options: { format: string }): Promise<{ text(): string }>;
  close(): void;
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(2);

const isDone = join(folder, 'done');

async function build(): Promise<void> {
  await mkdir(join(folder, 'data'), { recursive: true });
  const { Session } = createRequire(import.meta.url)('chdb') as { Session: new (path: string) => Session };
  const session = new Session(join(folder, 'data'));
  const run = async (text: string) => (await session.queryAsync(text, { format: 'TSV' })).text().trim();
  const timed = async (what: string, text: string) => {
    const begun = performance.now();
    try {
      await run(text);
    } catch (error) {
      if (!String(error).includes('MEMORY_LIMIT_EXCEEDED')) throw error;
      console.log(`${what}: joined once more, on the disk`);
      const [, made, filled] = /^(?:create table (\S+)|insert into (\S+))/.exec(text) ?? [];
      await run(made === undefined ? `truncate table ${filled ?? ''}` : `drop table if exists ${made} sync`);
      await run("set join_algorithm = 'grace_hash', grace_hash_join_initial_buckets = 8");
      await run(text);
      await run("set join_algorithm = 'hash'");
    }
    console.log(`${what.padEnd(32)} ${seconds(begun).padStart(8)} s`);
  };
  await run(`set ${buildSettings.join(', ')}`);
  await run('create database if not exists shop');
  await run('use shop');
  for (const statement of [...rawTableStatements(), ...statementsOf(martsFile())]) await run(statement);
  for (const statement of madeUpShop({ events, products: 500, snapshots: 52 }))
    await timed(/raw\.\w+|function \w+/.exec(statement)?.[0] ?? '', statement);
  console.log(`${await run('select count() from raw.events')} events`);
  const models = martModels();
  for (const { table, statement } of models) await timed(table, statement);
  for (const { drop } of models) if (drop !== null) await run(drop);
  if (times > 1) for (const [table, statements] of repeated()) for (const one of statements) await timed(table, one);
  console.log(
    await run(
      "select database, table, sum(rows), formatReadableSize(sum(bytes_on_disk)) from system.parts where active and database in ('raw', 'shop') group by 1, 2 order by 1, 2",
    ),
  );
  await run('drop database raw sync');
  session.close();
  await writeFile(isDone, '');
}

/** What a row is about, beside the number of its session, and what it counts. */
const ids: ReadonlySet<string> = new Set(['session_id', 'user_id', 'order_id', 'event_id']);
const counts: Readonly<Partial<Record<MartTable, readonly string[]>>> = {
  session_days: ['sessions', 'bounced', 'page_views', 'add_to_carts', 'orders', 'order_lines', 'units', 'revenue'],
  facts: ['sessions', 'users'],
};

/** For each mart that is about sessions, what makes it one of `times` as many. */
function repeated(): readonly (readonly [string, readonly string[]])[] {
  return (Object.keys(martTables) as MartTable[]).flatMap((table): (readonly [string, readonly string[]])[] => {
    const columns = Object.keys(martTables[table].columns);
    const counted = counts[table];
    const old = `${table}_once`;
    const rows =
      counted === undefined
        ? `select ${columns.map(copied).join(', ')} from ${old} cross join numbers(1, ${times}) as time`
        : `select ${columns.map((name) => (counted.includes(name) ? `${name} * ${times}` : name)).join(', ')} from ${old}`;
    if (counted === undefined && !columns.some((name) => name === 'session' || ids.has(name))) return [];
    return [
      [
        table,
        [
          `rename table ${table} to ${old}`,
          `create table ${table} as ${old}`,
          `insert into ${table} (${columns.join(', ')}) ${rows}`,
          `drop table ${old} sync`,
        ],
      ],
    ];
  });
}

/** A column of the copy that `time.number` counts from 1. All copies of a session follow on each other: its numbers stay in the order of time. */
function copied(column: string): string {
  if (column === 'session') return `(session - 1) * ${times} + time.number`;
  return ids.has(column) ? `concat(${column}, '-', toString(time.number))` : column;
}

/** What the page’s funnel is asked with, and for. */
function selections(): Readonly<Record<string, Filters>> {
  const [from, to] = ['2023-11-01', '2023-11-30'].map(parseDay);
  if (from === undefined || from === null || to === undefined || to === null) throw new Error('No days.');
  const only = (value: string) => ({ mode: 'only', values: [value] }) as const;
  return {
    'no filter': noFilters,
    'one month': { ...noFilters, from, to },
    'one state': { ...noFilters, state: only('State 3') },
    'one product': { ...noFilters, product: only('Plant 0020') },
  };
}

/** What the last answer said that was read for it. */
let read = { rows: 0, bytes: 0 };

function noteWhatIsRead(): void {
  const plain = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    const response = await plain(...request);
    const text = await response.clone().text();
    const told = /"rows_read":\s*(\d+),\s*"bytes_read":\s*(\d+)/.exec(text);
    read = { rows: Number(told?.[1]), bytes: Number(told?.[2]) };
    return response;
  };
}

async function askAll(): Promise<void> {
  noteWhatIsRead();
  let driversAsked = false;
  const server = await startClickhouse({ settings: { ...readerSettings, max_execution_time: '900' }, folder });
  const engine = await openClickhouseEngine({
    url: server.url,
    database: 'shop',
    ...server.reader,
    tables: martTables,
    timeoutMs: 1_000_000,
  });
  for (const [name, filters] of Object.entries(selections())) {
    console.log(`\n${name}\n\n| Question | Seconds | Rows read | MB read |\n| --- | ---: | ---: | ---: |`);
    const ask = async <R>(query: Query<R>): Promise<readonly R[]> => {
      // Half a minute of planning, whatever the number of sessions: once is enough.
      if (query.name.startsWith('candidates for drivers') && (filters !== noFilters || driversAsked)) return [];
      driversAsked ||= query.name.startsWith('candidates for drivers');
      try {
        const begun = performance.now();
        const rows = await engine.run(query.sql);
        const took = seconds(begun);
        const { rows: readRows, bytes } = read;
        console.log(`| ${query.name} | ${took} | ${readRows} | ${(bytes / 1e6).toFixed(1)} |`);
        return rows.map(query.row);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        console.log(`| ${query.name} | ${error.message} | | |`);
        return [];
      }
    };
    await askFirstQuestions(ask, counting, filters);
    const list = { filters, counting, conditions: [] };
    await ask(sessionCountQuery(list));
    const rows = await ask(sessionListQuery(list, { by: 'start', order: 'descending' }, { offset: 100, limit: 100 }));
    const listed = rows.map(({ session }) => session);
    await ask(sessionMarksQuery(listed));
    for (const session of listed.slice(0, 1)) await ask(sessionEventsQuery(session, 1000));
  }
  await engine.close();
  await server.close();
}

if (!existsSync(isDone)) await build();
await askAll();
