import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { martStatements } from '../model/marts.ts';
import { martTables, type Table } from '../model/tables.ts';
import { sql } from '../sql/sql.ts';
import { deliver } from '../testing/deliver.ts';
import { DatasetError } from './issue.ts';
import { loadDataset } from './loadDataset.ts';
import type { Progress } from './progress.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const header = 'event_id,session_id,event_type,created_at\n';
const events = `${header}e1,s1,page_view,2021-02-11T10:00:00Z\ne2,s2,checkout,2021-02-11T10:00:00Z\n`;

async function tables(): Promise<unknown[]> {
  const rows = await engine.run(sql`
    select schema_name, table_name from duckdb_tables() where not internal order by schema_name, table_name`);
  return rows.map(({ schema_name, table_name }) => `${schema_name}.${table_name}`);
}

async function problem(load: Promise<unknown>): Promise<DatasetError> {
  try {
    await load;
  } catch (error) {
    if (error instanceof DatasetError) return error;
    throw error;
  }
  throw new Error('It loaded.');
}

const marts = Object.keys(martTables).map((mart) => `main.${mart}`);

describe('loadDataset', () => {
  it('makes every mart from events alone and keeps no raw table', async () => {
    const report = await loadDataset({ engine, ...deliver({ events }) });
    expect(report.tables.map(({ table, rows }) => [table, rows])).toEqual([['events', 2]]);
    expect(report.issues).toEqual([]);
    expect(await tables()).toEqual(marts.toSorted());
    expect(await engine.run(sql`select session_id, furthest_step from sessions order by session_id`)).toEqual([
      { session_id: 's1', furthest_step: 1 },
      { session_id: 's2', furthest_step: 3 },
    ]);
  });

  it('gives every mart exactly the columns and types of its contract', async () => {
    await loadDataset({ engine, ...deliver({ events }) });
    const types: Readonly<Record<string, string>> = {
      text: 'VARCHAR',
      integer: 'BIGINT',
      number: 'DOUBLE',
      timestamp: 'TIMESTAMP',
    };
    const contract: Readonly<Record<string, Table>> = martTables;
    for (const [mart, { columns }] of Object.entries(contract)) {
      const found = await engine.run(
        sql`select table_name, column_name, data_type from duckdb_columns() where not internal`,
      );
      const inMart = found.filter(({ table_name }) => table_name === mart);
      expect(Object.fromEntries(inMart.map(({ column_name, data_type }) => [column_name, data_type])), mart).toEqual(
        Object.fromEntries(Object.entries(columns).map(([column, { type }]) => [column, types[type]])),
      );
    }
  });

  it('replaces the dataset that was there', async () => {
    await loadDataset({ engine, ...deliver({ events }) });
    await loadDataset({ engine, ...deliver({ events: `${header}e1,other,page_view,2021-02-11\n` }) });
    expect(await engine.run(sql`select session_id from sessions`)).toEqual([{ session_id: 'other' }]);
  });

  it.each([
    ['a file is broken', deliver({ events: 'oops\n' })],
    ['a rule is broken', deliver({ events: header })],
    ['a file is not what was promised', deliver({ events }, { sha256: '0'.repeat(64) })],
    ['rows are missing', deliver({ events }, { rows: 3 })],
  ])('leaves nothing of two datasets when %s', async (_, broken) => {
    await loadDataset({ engine, ...deliver({ events }) });
    expect((await problem(loadDataset({ engine, ...broken }))).issues).toHaveLength(1);
    expect(await tables()).toEqual([]);
  });

  it('names what is wrong with every file in one attempt', async () => {
    const error = await problem(
      loadDataset({
        engine,
        ...deliver({
          events: 'oops\n',
          users: 'user_id,user_id\n',
          products: 'product_id,name,price\np1,Fern,cheap\n',
        }),
      }),
    );
    expect(error.message).toBe('events.csv lacks the columns session_id, event_type, created_at. It has: oops.');
    expect(error.issues.map(({ grade, file }) => [grade, file])).toEqual([
      ['fatal', 'events.csv'],
      ['fatal', 'users.csv'],
      ['warning', 'products.csv'],
    ]);
  });

  it('tells how far it is, and never steps back', async () => {
    const told: Progress[] = [];
    const delivered = deliver({ events, users: 'user_id\nann\n' });
    await loadDataset({ engine, ...delivered, report: (progress) => told.push(progress) });
    const steps = ['files', 'tables', 'checks', 'marts'];
    const positions = told.map(({ step, done }) => steps.indexOf(step) * 1000 + done);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(new Set(told.map(({ step }) => step))).toEqual(new Set(steps));
    const total = delivered.delivery.tables.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(told[0]).toEqual({ step: 'files', done: 0, total: 2, bytes: 0, totalBytes: total, file: null });
    const made = martStatements.length;
    expect(told.at(-1)).toMatchObject({ step: 'marts', done: made, total: made, bytes: total });
  });

  it('stops when it is told to, and leaves nothing', async () => {
    const abort = new AbortController();
    const loading = loadDataset({
      engine,
      ...deliver({ events }),
      signal: abort.signal,
      report: ({ step }) => {
        if (step === 'marts') abort.abort(new Error('another dataset was chosen'));
      },
    });
    await expect(loading).rejects.toThrow('another dataset was chosen');
    expect(await tables()).toEqual([]);
  });

  it('does not wait for other files when one cannot be read', async () => {
    const stopped: string[] = [];
    const { delivery } = deliver({ events, users: 'user_id\n' });
    const loading = loadDataset({
      engine,
      delivery,
      readFile: ({ file }, _, signal) =>
        file === 'events.csv'
          ? Promise.reject(new Error('no such file'))
          : new Promise(() => signal.addEventListener('abort', () => stopped.push(file))),
    });
    await expect(loading).rejects.toThrow('no such file');
    expect(stopped).toEqual(['users.csv']);
  });
});
