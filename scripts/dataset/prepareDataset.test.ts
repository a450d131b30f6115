import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { dataVersion } from '../../src/ingest/dataVersion.ts';
import { DatasetError } from '../../src/ingest/issue.ts';
import { loadDataset } from '../../src/ingest/loadDataset.ts';
import { type Manifest, parseCatalog, parseManifest } from '../../src/ingest/manifest.ts';
import { type MartTable, martTables, type Table } from '../../src/model/tables.ts';
import { ident, join as joined, param, sql } from '../../src/sql/sql.ts';
import { findTables } from './findTables.ts';
import { type PrepareOptions, prepareDataset } from './prepareDataset.ts';
import { reportText } from './reportText.ts';

const personal = {
  first_name: 'Marjolein',
  last_name: 'Featherstonehaugh',
  email: 'm.featherstonehaugh@greenery.com',
  phone_number: '555-0142-77',
  address: '17 Quince Tree Passage',
  zipcode: '90210-7731',
};

const shop = {
  'events.csv': `event_id,session_id,user_id,event_type,created_at,product_id,order_id
e1,s1,ann,page_view,2021-02-11T10:00:00Z,p1,
e2,s1,ann,checkout,2021-02-11T10:01:00Z,,o1
`,
  'users.csv': `user_id,first_name,last_name,email,phone_number,address_id
ann,${personal.first_name},${personal.last_name},${personal.email},${personal.phone_number},a1
`,
  'addresses.csv': `address_id,address,zipcode,state,country\na1,${personal.address},${personal.zipcode},Ohio,United States\n`,
  'Products.CSV': 'product_id,name,price,colour\np1,Fern,5,green\n',
  'order_items.csv': 'order_id,product_id,quantity\no1,p1,2\n',
  'notes.txt': 'Call Marjolein.',
};

let folder: string;
let engine: NodeEngine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greenery-dataset-'));
  engine = await openNodeEngine();
  await mkdir(join(folder, 'shop'));
  for (const [name, text] of Object.entries(shop)) await writeFile(join(folder, 'shop', name), text);
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

function prepare(options: Partial<PrepareOptions> = {}) {
  return prepareDataset({
    from: join(folder, 'shop'),
    out: join(folder, 'out'),
    id: 'mine',
    title: 'Mine',
    description: null,
    currency: 'USD',
    keepPersonal: false,
    list: false,
    ...options,
  });
}

async function reason(prepared: Promise<unknown>): Promise<string> {
  try {
    await prepared;
  } catch (error) {
    if (error instanceof DatasetError) return error.message;
    throw error;
  }
  return 'it was prepared';
}

async function publishedManifest(published: string): Promise<Manifest> {
  return parseManifest(await readFile(join(published, 'manifest.json'), 'utf8'), 'manifest.json');
}

/** Every mart the engine holds, as text in a fixed order; sums without the last digits, which depend on the order of adding. */
async function marts(): Promise<Record<string, unknown>> {
  const contents: Record<string, unknown> = {};
  for (const [mart, { columns }] of Object.entries(martTables as Readonly<Record<string, Table>>)) {
    const values = Object.entries(columns).map(([name, { type }]) => {
      const value = type === 'number' ? sql`round(${ident(name)}, 6)` : ident(name);
      return sql`cast(${value} as varchar) as ${ident(name)}`;
    });
    contents[mart] = await engine.run(sql`select ${joined(values, ', ')} from ${ident(mart)} order by all`);
  }
  return contents;
}

async function loadRaw(from: string): Promise<void> {
  const { tables } = await findTables(from);
  await loadDataset({
    engine,
    delivery: { kind: 'raw', tables },
    readFile: ({ file }) => readFile(join(from, file)),
  });
}

async function loadPublished(published: string): Promise<void> {
  await loadDataset({
    engine,
    delivery: await publishedManifest(published),
    readFile: ({ file }) => readFile(join(published, file)),
  });
}

async function expectSameMarts(from: string, published: string): Promise<void> {
  await loadRaw(from);
  const expected = await marts();
  await loadPublished(published);
  expect(await marts()).toEqual(expected);
}

/** Every value of every column of a Parquet file, as text. */
async function valuesOf(path: string): Promise<string[]> {
  await engine.registerFile('published.parquet', path);
  await engine.exec(sql`drop table if exists published`);
  await engine.readParquet('published', 'published.parquet');
  await engine.unregister('published.parquet');
  const columns = await engine.run(sql`select column_name from duckdb_columns() where table_name = 'published'`);
  const values = columns.map(
    ({ column_name }) =>
      sql`select distinct cast(${ident(String(column_name))} as varchar) as value from published where ${ident(String(column_name))} is not null`,
  );
  return (await engine.run(joined(values, '\nunion all\n'))).map(({ value }) => String(value));
}

async function parquetFiles(published: string): Promise<string[]> {
  return (await readdir(published)).filter((name) => name.endsWith('.parquet'));
}

describe('npm run dataset', () => {
  it('publishes the marts, which load as the raw files do', async () => {
    const { folder: published, manifest } = await prepare();
    expect(await publishedManifest(published)).toEqual(manifest);
    expect(manifest.tables.map(({ table }) => table)).toEqual(
      Object.keys(martTables) satisfies string[] as MartTable[],
    );
    expect(manifest.dataVersion).toBe(await dataVersion(manifest.tables));
    expect(manifest.newest).toBe('2021-02-11T10:01:00Z');
    expect((await readdir(published)).toSorted()).toEqual(
      [...Object.keys(martTables).map((mart) => `${mart}.parquet`), 'manifest.json'].toSorted(),
    );
    await expectSameMarts(join(folder, 'shop'), published);
    expect(await engine.run(sql`select state, employee, revenue from sessions`)).toEqual([
      { state: 'Ohio', employee: 'yes', revenue: 10 },
    ]);
  });

  it('publishes the same bytes for the same files', async () => {
    const first = (await prepare()).manifest;
    expect((await prepare()).manifest).toEqual(first);
  });

  it('publishes nothing that tells who a person is', async () => {
    const { folder: published } = await prepare();
    for (const file of await parquetFiles(published)) {
      const text = (await valuesOf(join(published, file))).join('\n');
      for (const value of Object.values(personal)) expect(text, `${file} and ${value}`).not.toContain(value);
    }
    const manifestText = await readFile(join(published, 'manifest.json'), 'utf8');
    for (const value of Object.values(personal)) expect(manifestText).not.toContain(value);
  });

  it('adds people as a download when told to, and says so', async () => {
    const prepared = await prepare({ id: 'people', keepPersonal: true });
    expect(prepared.manifest.downloads?.map(({ table, file, rows }) => [table, file, rows])).toEqual([
      ['users', 'users.parquet', 1],
    ]);
    expect(await valuesOf(join(prepared.folder, 'users.parquet'))).toEqual(
      expect.arrayContaining([personal.first_name, personal.email, personal.phone_number]),
    );
    expect(reportText(prepared)).toContain('users.parquet holds names, e-mail addresses and phone numbers.');
    for (const { file } of prepared.manifest.tables) {
      expect((await valuesOf(join(prepared.folder, file))).join('\n'), file).not.toContain(personal.email);
    }
  });

  it('tells what it loaded, ignored and wrote', async () => {
    const text = reportText(await prepare());
    expect(text.split('\n').slice(0, 9)).toEqual([
      'Loaded',
      '  events.csv       2 rows',
      '  users.csv        1 row',
      '  addresses.csv    1 row',
      '  Products.CSV     1 row',
      '                   columns without use: colour',
      '  order_items.csv  1 row',
      '  ignored: notes.txt',
      '',
    ]);
    expect(text).toContain('All checks passed.');
    expect(text).toContain('Open it with ?data=mine');
  });

  it('lists a dataset only when told to', async () => {
    const out = join(folder, 'listed');
    await prepare({ out });
    expect(existsSync(join(out, 'catalog.json'))).toBe(false);
    await prepare({ out, list: true });
    await prepare({ out, id: 'other', list: true });
    await prepare({ out, list: true, title: 'Renamed' });
    const catalog = parseCatalog(await readFile(join(out, 'catalog.json'), 'utf8'), 'catalog.json');
    expect(catalog.default).toBe('mine');
    expect(catalog.datasets.map(({ id, title }) => [id, title])).toEqual([
      ['other', 'Mine'],
      ['mine', 'Renamed'],
    ]);
  });

  it('leaves the published dataset as it was when new files are broken', async () => {
    const { folder: published, manifest } = await prepare({ id: 'kept' });
    const broken = join(folder, 'broken');
    await mkdir(broken);
    await writeFile(join(broken, 'events.csv'), 'event_id\n');
    expect(await reason(prepare({ id: 'kept', from: broken }))).toBe(
      'events.csv lacks the columns session_id, event_type, created_at. It has: event_id.',
    );
    expect(await publishedManifest(published)).toEqual(manifest);
    expect((await readdir(join(folder, 'out'))).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('refuses ids and folders that would do harm', async () => {
    const from = join(folder, 'shop');
    expect(await reason(prepare({ id: '../mine' }))).toBe(
      '"../mine" cannot be an id: it stands in links, so take small letters, digits, - and _.',
    );
    expect(await reason(prepare({ out: folder, id: 'shop' }))).toBe(
      `${from} holds the files themselves. Take another id or another --out.`,
    );
    await mkdir(join(folder, 'precious'));
    expect(await reason(prepare({ out: folder, id: 'precious' }))).toBe(
      `${join(folder, 'precious')} is there and is no dataset. Take another id or another --out.`,
    );
    expect(await reason(prepare({ currency: 'dollars' }))).toBe('"dollars" is no currency code such as USD.');
    expect(await reason(prepare({ from: join(folder, 'nowhere') }))).toBe(
      `There is no folder ${join(folder, 'nowhere')}.`,
    );
    expect(await reason(prepare({ from: join(folder, 'precious') }))).toBe(
      `${join(folder, 'precious')} holds neither events.csv nor events.parquet. It holds: nothing. Files are recognised by ` +
        'these names: events, users, addresses, products, orders, order_items, promos, product_inventory_snapshot, inventory_levels, ' +
        'orders_snapshot.',
    );
  });

  it('ends with 1 and the reasons on a terminal', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    await writeFile(join(empty, 'events.csv'), 'event_id,session_id,event_type,created_at\ne1,s1,view,2021-02-11\n');
    const run = promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      'scripts/dataset.ts',
      `--from=${empty}`,
      '--id=x',
      `--out=${join(folder, 'out')}`,
    ]);
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr:
        'fatal: events.csv: no event_type that is a step of the funnel. The steps are page_view, add_to_cart, checkout, ' +
        'package_shipped.\n  for example event_type view, events 1\n',
    });
  });
});

const greenery = join('..', 'shared', 'data', 'greenery');
const sample = join('public', 'data', 'greenery');

describe.each([
  ['the real greenery files', greenery],
  ['the greenery sample', sample],
])('%s', (name, from) => {
  const absent = !existsSync(join(from, name.includes('real') ? 'events.csv' : 'manifest.json'));

  it.skipIf(absent)(`give the figures, and the same from the published marts (needs ${from})`, async () => {
    const { report, folder: published } = await prepare({ from, id: 'greenery' });
    expect(report.issues.map(({ grade, table, column }) => [grade, table, column])).toEqual([
      ['note', 'addresses', 'address_id'],
    ]);
    await expectSameMarts(from, published);
    const reached = (step: number) => sql`cast(count(*) filter (furthest_step >= ${param(step, 'integer')}) as bigint)`;
    expect(
      await engine.run(
        sql`select ${reached(1)} as views, ${reached(2)} as carts, ${reached(3)} as checkouts, ${reached(4)} as shipped from sessions`,
      ),
    ).toEqual([{ views: 578, carts: 467, checkouts: 361, shipped: 335 }]);
  });

  it.skipIf(absent)(`leave nothing that tells who a person is (needs ${from})`, async () => {
    const { folder: published } = await prepare({ from, id: 'greenery' });
    const { tables } = await findTables(from);
    const people = tables.find(({ table }) => table === 'users');
    if (people === undefined) throw new Error(`${from} has no users.`);
    const path = join(from, people.file);
    const values = people.format === 'csv' ? (await readFile(path, 'utf8')).split(/[\n,]/) : await valuesOf(path);
    const secrets = values.filter((value) => /@|^[0-9]{3}-[0-9]{3}-[0-9]{4}$/.test(value));
    expect(secrets.length).toBeGreaterThan(100);
    for (const file of await parquetFiles(published)) {
      const publishedValues = new Set(await valuesOf(join(published, file)));
      expect(
        secrets.filter((secret) => publishedValues.has(secret)),
        file,
      ).toEqual([]);
    }
  });
});
