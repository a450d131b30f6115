import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Row } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { type MartTable, martTables } from '../../model/tables.ts';
import { ident, sql } from '../../sql/sql.ts';
import { deliveryOf } from '../../testing/deliveryOf.ts';
import { ownFile, suggestedDelivery } from '../../testing/ownFiles.ts';
import { DatasetError } from '../issue.ts';
import { loadDataset } from '../loadDataset.ts';
import type { Progress } from '../progress.ts';
import { loadOwn } from './loadOwn.ts';
import type { FilePlan, OwnFile } from './plan.ts';
import { trialLoad } from './trialLoad.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine({ threads: 1 });
});
afterAll(() => engine.close());

const log =
  'sid,ts,action,uid\n' +
  's1,2021-02-11 10:00:00,view,ann\n' +
  's1,2021-02-11 10:01:00,cart,ann\n' +
  's1,2021-02-11 10:02:00,buy,ann\n' +
  's2,2021-02-11 11:00:00,view,bob\n' +
  's2,2021-02-11 11:01:00,login,bob\n';

async function load(files: readonly OwnFile[], edit?: (plan: FilePlan) => FilePlan) {
  return loadOwn({ engine, delivery: await suggestedDelivery(files, edit) });
}

async function problem(loading: Promise<unknown>): Promise<DatasetError> {
  try {
    await loading;
  } catch (error) {
    if (error instanceof DatasetError) return error;
    throw error;
  }
  throw new Error('It loaded.');
}

/** Session, start, furthest step and number of events. */
async function sessions(): Promise<unknown[][]> {
  const rows = await engine.run(sql`
    select session_id, strftime(started_at, '%Y-%m-%d %H:%M:%S') as started, furthest_step, events
    from sessions order by started_at, session_id`);
  return rows.map((row) => [row['session_id'], row['started'], row['furthest_step'], row['events']]);
}

const two = [
  ['s1', '2021-02-11 10:00:00', 3, 3],
  ['s2', '2021-02-11 11:00:00', 1, 2],
];

describe('a log of its own kind', () => {
  it('is loaded by what its columns and words seem to mean', async () => {
    const { report, manifest } = await load([ownFile('clicks.csv', log)]);
    expect(await sessions()).toEqual(two);
    expect(report.tables.map(({ file, records, rejects }) => [file, records, rejects])).toEqual([
      ['clicks.csv', { physical: 5, accepted: 5, rejected: 0, ignored: 0 }, []],
    ]);
    expect(manifest).toMatchObject({ kind: 'raw', title: 'Mine', currency: 'EUR', newest: '2021-02-11T11:01:00Z' });
    expect(manifest.id).toMatch(/^own-[0-9a-f]{12}$/);
    expect(manifest.tables).toMatchObject([
      { table: 'events', rows: 5, bytes: log.length, newest: '2021-02-11T11:01:00Z' },
    ]);
    expect(await engine.run(sql`select event_id from session_events order by event_id`)).toEqual(
      ['2', '3', '4', '5', '6'].map((event_id) => ({ event_id })),
    );
  });

  it('has the same id for the same content and plans alone', async () => {
    const idOf = async (files: readonly OwnFile[], edit?: (plan: FilePlan) => FilePlan) =>
      (await load(files, edit)).manifest.id;
    const id = await idOf([ownFile('clicks.csv', log)]);
    expect(await idOf([ownFile('folder/other name.csv', log)])).toBe(id);
    expect(await idOf([ownFile('clicks.csv', log.replace('login', 'logout'))])).not.toBe(id);
    const inBerlin = (plan: FilePlan): FilePlan => ({
      ...plan,
      values: { ...plan.values, times: { order: 'iso', zone: 'Europe/Berlin' } },
    });
    expect(await idOf([ownFile('clicks.csv', log)], inBerlin)).not.toBe(id);
    expect((await sessions())[0]?.[1]).toBe('2021-02-11 09:00:00');
  });

  it.each([
    ['gzip', gzipSync(log)],
    ['Windows-1252', new Uint8Array(Buffer.from(log.replaceAll('bob', 'böb'), 'latin1'))],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${log}`, 'utf16le'))],
    [
      'semicolons and days first',
      log
        .replaceAll(',', ';')
        .replaceAll('2021-02-11', '11.02.2021')
        .replace('11.02.2021 11:01:00;login', '13.02.2021 11:01:00;login'),
    ],
    ['seconds since 1970', log.replaceAll(/2021-02-11 [0-9:]+/g, (time) => String(Date.parse(`${time}Z`) / 1000))],
  ])('may be written in %s', async (_, content) => {
    const { report } = await load([ownFile('log', content)]);
    expect(await sessions()).toEqual(two);
    expect(report.tables[0]?.records).toEqual({ physical: 5, accepted: 5, rejected: 0, ignored: 0 });
  });

  it('gets sessions of the pauses of its users, over all its files', async () => {
    const header = 'time,event,user\n';
    const first = `${header}2021-02-11T10:00:00Z,view,ann\n2021-02-11T10:00:00Z,view,\n2021-02-11T10:20:00Z,cart,ann\n`;
    const second = `${header}2021-02-11T10:45:00Z,buy,ann\n2021-02-11T12:00:00Z,view,ann\n`;
    const { report, manifest } = await load([ownFile('w2.csv', second), ownFile('w1.csv', first)]);
    expect(await sessions()).toEqual([
      ['ann 2021-02-11T10:00:00Z', '2021-02-11 10:00:00', 3, 3],
      ['ann 2021-02-11T12:00:00Z', '2021-02-11 12:00:00', 1, 1],
    ]);
    expect(manifest.tables.map(({ file, rows, newest }) => [file, rows, newest])).toEqual([
      ['w2.csv', 2, '2021-02-11T12:00:00Z'],
      ['w1.csv', 3, '2021-02-11T10:20:00Z'],
    ]);
    const sentences = report.issues.map(({ sentence }) => sentence);
    expect(sentences).toContain(
      'w1.csv has no session ids: a user’s events are one session until 30 minutes pass without one. ' +
        'Events without a user or without a time are in no session and count nowhere.',
    );
    expect(sentences.filter((sentence) => sentence.includes('1 event without a session'))).toHaveLength(1);
    // Row numbers of several files are told apart.
    expect(await engine.run(sql`select count(distinct event_id) as ids from session_events`)).toEqual([{ ids: 4 }]);
  });

  it('may lie in several files', async () => {
    const [header = '', ...lines] = log.trimEnd().split('\n');
    await load([
      ownFile('a.csv', [header, ...lines.slice(0, 2), ''].join('\n')),
      ownFile(
        'b.csv',
        ['uid;action;ts;sid', ...lines.slice(2).map((line) => line.split(',').toReversed().join(';')), ''].join('\n'),
      ),
    ]);
    expect(await sessions()).toEqual(two);
  });

  it('tells places itself, and has what cannot be read left out and told', async () => {
    const told = `sid,ts,action,region,land\ns1,2021-02-11,view,,\ns1,2021-02-12,view,Bavaria,Germany\ns1,yesterday,view,Ohio,\ns1,2021-02-11,view\n`;
    const { report } = await load([ownFile('log.csv', told)]);
    expect(await engine.run(sql`select state, country, events from sessions`)).toEqual([
      { state: 'Bavaria', country: 'Germany', events: 2 },
    ]);
    expect(await engine.run(sql`select has_places from facts`)).toEqual([{ has_places: 1 }]);
    expect(report.tables[0]?.records).toEqual({ physical: 4, accepted: 2, rejected: 2, ignored: 0 });
    expect(report.tables[0]?.rejects.map(({ place, column }) => [place.number, column])).toEqual([
      [4, 'ts'],
      [5, null],
    ]);
  });
});

describe('other tables', () => {
  it('may have a decimal comma and stock levels by other names', async () => {
    await load([
      ownFile('log.csv', log),
      ownFile('artikel.csv', 'sku;title;unit_price\np1;Farn;12,50\np2;Palme;1.020,00\n'),
      ownFile('lager.csv', 'SKU;Day;on hand\np1;01.02.2021;4\np1;08.02.2021;0\np2;15.02.2021;1\n'),
    ]);
    expect(await engine.run(sql`select product_id, name, price from products order by product_id`)).toEqual([
      { product_id: 'p1', name: 'Farn', price: 12.5 },
      { product_id: 'p2', name: 'Palme', price: 1020 },
    ]);
    expect(
      await engine.run(
        sql`select product_id, inventory, cast(cast(valid_from as date) as varchar) as day from stock_levels order by 1, 3`,
      ),
    ).toMatchObject([
      { product_id: 'p1', inventory: 4, day: '2021-02-01' },
      { product_id: 'p1', inventory: 0, day: '2021-02-08' },
      { product_id: 'p2', inventory: 1, day: '2021-02-15' },
    ]);
  });

  it('may be dbt snapshots by other names', async () => {
    await load([
      ownFile('log.csv', log),
      ownFile('snap.csv', 'sku,stock,dbt_valid_from,dbt_valid_to\np1,4,2021-02-01,2021-02-08\np1,0,2021-02-08,\n'),
      ownFile('o.csv', 'order,order_status,dbt_valid_from,dbt_valid_to\no1,preparing,2021-02-01,\n'),
    ]);
    expect(await engine.run(sql`select inventory from stock_levels order by valid_from`)).toEqual([
      { inventory: 4 },
      { inventory: 0 },
    ]);
    expect(await engine.run(sql`select status from order_status`)).toEqual([{ status: 'preparing' }]);
  });
});

describe('what cannot be loaded', () => {
  it('is told with every file, and leaves nothing', async () => {
    await load([ownFile('log.csv', log)]);
    const delivery = await suggestedDelivery([
      ownFile('log.csv', log),
      ownFile('users.csv', 'user_id,email\nann,a@b.c\n'),
    ]);
    const files = [ownFile('log.csv', 'other,columns\n1,2\n'), ownFile('users.csv', 'user_id,mail\nann,a@b.c\n')];
    const error = await problem(loadOwn({ engine, delivery: { ...delivery, files } }));
    expect(error.message).toContain('log.csv lacks the columns');
    expect(await engine.run(sql`select table_name from duckdb_tables() where not internal`)).toEqual([]);
  });

  it.each([
    ['no events', [], 'None of the files holds events. Without events there is nothing to show.'],
    ['a file that is gone', [ownFile('other.csv', log)], 'log.csv is not among the files. Choose it again.'],
    [
      'a damaged gzip file',
      [ownFile('log.csv', gzipSync(log).subarray(0, 40))],
      'log.csv cannot be unpacked: it is damaged or cut short. Make it again.',
    ],
  ])('is said in a sentence: %s', async (_, files, sentence) => {
    const delivery = await suggestedDelivery([ownFile('log.csv', log)]);
    const plans = files.length === 0 ? [] : delivery.plans;
    expect((await problem(loadOwn({ engine, delivery: { ...delivery, files, plans } }))).message).toBe(sentence);
  });

  it('is a time zone that nobody knows', async () => {
    const abroad = (plan: FilePlan): FilePlan => ({
      ...plan,
      values: { ...plan.values, times: { order: 'iso', zone: 'Europe/Atlantis' } },
    });
    const error = await problem(load([ownFile('log.csv', log)], abroad));
    expect(error.message).toBe('log.csv: “Europe/Atlantis” is no time zone that this browser knows.');
  });

  it('is what was cancelled', async () => {
    const abort = new AbortController();
    const told: Progress[] = [];
    const loading = loadOwn({
      engine,
      delivery: await suggestedDelivery([ownFile('log.csv', log)]),
      signal: abort.signal,
      report: (progress) => {
        told.push(progress);
        if (progress.step === 'marts') abort.abort(new Error('another was chosen'));
      },
    });
    await expect(loading).rejects.toThrow('another was chosen');
    expect(await engine.run(sql`select table_name from duckdb_tables() where not internal`)).toEqual([]);
    const steps = ['files', 'tables', 'checks', 'marts'];
    const positions = told.map(({ step, done }) => steps.indexOf(step) * 1000 + done);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(told.find(({ step }) => step === 'checks')).toMatchObject({ bytes: log.length, totalBytes: log.length });
  });
});

describe('a trial', () => {
  it('gives the first rows as they will be, and says what cannot be read', async () => {
    const file = ownFile('log.csv', `${log}s3,never,view,cy\n`);
    const { plans } = await suggestedDelivery([file]);
    const trial = await trialLoad(engine, file, plans[0] as FilePlan, { bytes: 'all', rows: 2 });
    expect(trial).toMatchObject({
      isWhole: true,
      records: { physical: 6, accepted: 5, rejected: 1, ignored: 0 },
      columns: ['event_id', 'session_id', 'user_id', 'event_type', 'created_at'],
      rows: [
        ['2', 's1', 'ann', 'page_view', '2021-02-11T10:00:00Z'],
        ['3', 's1', 'ann', 'add_to_cart', '2021-02-11T10:01:00Z'],
      ],
    });
    expect('rejects' in trial && trial.rejects.map(({ place, text }) => [place.number, text])).toEqual([[7, 'never']]);
    expect(await engine.run(sql`select table_name from duckdb_tables() where table_name like 'trial%'`)).toEqual([]);
  });

  it.each([
    ['utf-8', (text: string) => new TextEncoder().encode(text)],
    ['UTF-16', (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['Windows-1252', (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))],
    ['gzip', (text: string) => new Uint8Array(gzipSync(text))],
  ])('of the start has no reject where the start ends: %s', async (_, encode) => {
    const lines = Array.from({ length: 40 }, (__, at) => `s${at},2021-02-11 10:00:${10 + at},view,"ü\nann ${at}"\n`);
    const file = ownFile('log.csv', encode(`sid,ts,action,uid\n${lines.join('')}`));
    const [plan] = (await suggestedDelivery([file])).plans;
    const counts = new Set<number>();
    for (let bytes = 300; bytes < 360; bytes += 7) {
      const trial = await trialLoad(engine, file, plan as FilePlan, { bytes, rows: 0 });
      if (!('records' in trial)) throw new Error(JSON.stringify(trial));
      expect(trial.records.rejected).toBe(0);
      expect(trial.isWhole).toBe(false);
      counts.add(trial.records.accepted);
    }
    expect(Math.max(...counts)).toBeGreaterThan(Math.min(...counts));
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });

  it('that fails leaves the engine fit for the next, and trials at once do not meet', async () => {
    const file = ownFile('log.csv', log);
    const [plan] = (await suggestedDelivery([file])).plans as [FilePlan];
    const how = { bytes: 'all', rows: 1 } as const;
    const wrong = { ...plan, columns: { ...plan.columns, created_at: 'no such column' } };
    const [refused, cancelled, good] = await Promise.allSettled([
      trialLoad(engine, file, wrong, how),
      trialLoad(engine, file, plan, { ...how, signal: AbortSignal.abort(new Error('edited again')) }),
      trialLoad(engine, file, plan, how),
    ]);
    expect(refused).toMatchObject({ status: 'fulfilled', value: { refused: [{ grade: 'fatal' }] } });
    expect(cancelled).toMatchObject({ status: 'rejected', reason: { message: 'edited again' } });
    expect(good).toMatchObject({ status: 'fulfilled', value: { records: { accepted: 5 } } });
  });
});

describe('the sample under foreign names', () => {
  const renamed: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
    events: [
      'clickstream 2023.txt',
      {
        event_id: 'uuid',
        session_id: 'Visit ID',
        user_id: 'customerId',
        event_type: 'action',
        created_at: 'ts',
        product_id: 'SKU',
        order_id: 'transaction',
        page_url: 'location',
      },
    ],
    users: [
      'people.csv',
      { user_id: 'customer', email: 'E-Mail', address_id: 'home address id', first_name: 'given name' },
    ],
    addresses: ['where.csv', { state: 'Region', zipcode: 'plz', country: 'nation' }],
    products: [
      'wares.csv',
      { product_id: 'article', name: 'Product Title', price: 'Unit Price', inventory: 'on hand' },
    ],
    orders: [
      'sales.csv',
      {
        order_id: 'order number',
        user_id: 'customer_id',
        promo_id: 'coupon',
        created_at: 'ordered at',
        order_total: 'grand total',
        shipping_service: 'carrier',
        estimated_delivery_at: 'eta',
        delivered_at: 'delivered on',
        status: 'order status',
      },
    ],
    order_items: ['lines.csv', { order_id: 'order', product_id: 'item', quantity: 'qty' }],
    promos: ['codes.csv', { promo_id: 'voucher' }],
    product_inventory_snapshot: [
      'history.csv',
      { product_id: 'item_id', inventory: 'stock level', dbt_valid_from: 'valid from', dbt_valid_to: 'valid to' },
    ],
    orders_snapshot: ['states.csv', { order_id: 'order_no', status: 'order status' }],
  };
  const words = { page_view: 'view', add_to_cart: 'cart', checkout: 'purchase', package_shipped: 'shipped' };

  function foreign(table: string): OwnFile {
    const [path, names] = renamed[table] ?? ['', {}];
    const [header = '', ...lines] = readFileSync(`public/data/greenery/${table}.csv`, 'utf8').split('\n');
    const columns = header
      .trim()
      .split(',')
      .map((name) => names[name] ?? name);
    const told = lines.map((line) =>
      table === 'events'
        ? line.replace(
            /\b(?:page_view|add_to_cart|checkout|package_shipped)\b/,
            (step) => words[step as keyof typeof words],
          )
        : line,
    );
    return ownFile(path, [columns.join(','), ...told].join('\n'));
  }

  async function marts(): Promise<Readonly<Record<string, readonly Row[]>>> {
    const all: Record<string, readonly Row[]> = {};
    for (const mart of Object.keys(martTables) as MartTable[]) {
      all[mart] = await engine.run(
        sql`select cast(whole as varchar) as told from ${ident(mart)} as whole order by told`,
      );
    }
    return all;
  }

  it('gives exactly the marts of the sample', async () => {
    await loadDataset({ engine, ...deliveryOf('public/data/greenery') });
    const expected = await marts();
    const delivery = await suggestedDelivery(Object.keys(renamed).map(foreign));
    expect(delivery.plans.map(({ table }) => table)).toEqual(Object.keys(renamed));
    const { report } = await loadOwn({ engine, delivery });
    expect(report.tables.every(({ records }) => records.rejected === 0)).toBe(true);
    const found = await marts();
    for (const mart of Object.keys(martTables)) expect(found[mart], mart).toEqual(expected[mart]);
  }, 60_000);
});
