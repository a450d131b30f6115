import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { openDetails } from '../../src/ingest/databaseFile.ts';
import { dataVersion, sha256 } from '../../src/ingest/dataVersion.ts';
import { DatasetError, fatal } from '../../src/ingest/issue.ts';
import { loadDataset } from '../../src/ingest/loadDataset.ts';
import { type Manifest, parseCatalog, parseManifest } from '../../src/ingest/manifest.ts';
import { jsonText } from '../../src/ingest/publishedManifest.ts';
import {
  closePublishing,
  numberUsers,
  openPublishing,
  publishedRows,
  publishMart,
} from '../../src/ingest/publishedMarts.ts';
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

// Each preparation opens an engine of its own.
vi.setConfig({ testTimeout: 60_000 });

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

async function loadRaw(from: string | readonly string[]): Promise<void> {
  const { tables } = await findTables(from);
  await loadDataset({
    engine,
    delivery: { kind: 'raw', tables },
    readFile: ({ file }) => readFile(tables.find((table) => table.file === file)?.path ?? file),
  });
}

/** Loads it as the page does; `without` a file that is not on the server. Gives the findings. */
async function loadPublished(published: string, without?: string): Promise<readonly string[]> {
  const { issues, tables } = await loadDataset({
    engine,
    delivery: await publishedManifest(published),
    readFile: ({ file }) => {
      if (file === without) throw fatal(`${file} is not on the server (404).`, { file });
      return readFile(join(published, file));
    },
  });
  expect(tables.map(({ table }) => table)).toEqual(Object.keys(martTables));
  return issues.map(({ grade, sentence }) => `${grade}: ${sentence}`);
}

/** Both the database file and the Parquet files hold what the raw files give. */
async function expectSameMarts(from: string | readonly string[], published: string): Promise<void> {
  await loadRaw(from);
  const expected = await marts();
  expect(await loadPublished(published)).toEqual([]);
  expect(await marts()).toEqual(expected);
  expect(await loadPublished(published, 'dataset.duckdb')).toEqual([
    'note: dataset.duckdb was not used, and the tables were read one by one, which takes longer: dataset.duckdb is not on the server (404).',
  ]);
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
      [
        ...Object.keys(martTables).map((mart) => `${mart}.parquet`),
        'answers.json',
        'dataset.duckdb',
        'manifest.json',
      ].toSorted(),
    );
    await expectSameMarts(join(folder, 'shop'), published);
    await loadPublished(published);
    expect(await engine.run(sql`select state, employee, revenue from sessions`)).toEqual([
      { state: 'Ohio', employee: 'yes', revenue: 10 },
    ]);
  });

  it('publishes what can be published again from the page', async () => {
    const { folder: published } = await prepare();
    await loadPublished(published);
    await openPublishing(engine);
    const hiding = await numberUsers(engine);
    expect(await publishMart(engine, 'sessions', hiding)).toEqual({ rows: 1, newest: '2021-02-11T10:01:00Z' });
    const [row] = await engine.run(sql`select session_id, user_id, revenue from (${publishedRows(0, 1)}) as published`);
    expect(row).toMatchObject({ session_id: 's1', user_id: '1', revenue: 10 });
    await closePublishing(engine);
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
        'Reading events.csv …\nChecking …\n' +
        'fatal: events.csv: no event_type that is a step of the funnel. The steps are page_view, add_to_cart, checkout, ' +
        'package_shipped.\n  for example event_type view, events 1\n',
    });
  });
});

/** The shop in other files: parts, packed, in folders that say what all of their rows have in common. */
async function inParts(name: string): Promise<string> {
  const from = join(folder, name);
  const [header = '', ...events] = shop['events.csv'].trim().split('\n');
  const day = (index: number) => join(from, 'events', `country=Land%20${index + 1}`);
  for (const [index, event] of events.entries()) {
    await mkdir(day(index), { recursive: true });
    await writeFile(join(day(index), 'part-0.csv.gz'), gzipSync(`${header}\n${event}\n`));
  }
  for (const [file, text] of Object.entries(shop)) {
    if (file === 'events.csv' || file === 'users.csv') continue;
    await writeFile(join(from, file), text);
  }
  const [names = '', ...users] = shop['users.csv'].trim().split('\n');
  await writeFile(join(from, 'users-1.csv'), `${names}\n${users.join('\n')}\n`);
  await writeFile(join(from, 'users-2.csv'), `\ufeff\r\n${names.replaceAll(',', ';')}\r\n"bob";"B;ob";;;;a1`);
  return from;
}

describe('a streamed preparation', () => {
  it('puts parts together, packed ones and those whose folders tell a column', async () => {
    const steps: string[] = [];
    const {
      report,
      manifest,
      folder: published,
    } = await prepare({
      id: 'parts',
      from: await inParts('parts'),
      memory: '300MB',
      report: ({ step, file }) => steps.push(`${step} ${file ?? ''}`),
    });
    expect(report.tables.map(({ file, rows, records }) => [file, rows, records.physical])).toEqual([
      ['events/country=Land%201/part-0.csv.gz', 1, 1],
      ['events/country=Land%202/part-0.csv.gz', 1, 1],
      ['users-1.csv', 1, 1],
      ['users-2.csv', 1, 2],
      ['addresses.csv', 1, 1],
      ['Products.CSV', 1, 1],
      ['order_items.csv', 1, 1],
    ]);
    expect(manifest.description).toBe(
      'Made from 2 files of events, 2 files of users, addresses.csv, Products.CSV, order_items.csv.',
    );
    expect(await loadPublished(published)).toEqual([]);
    expect(await engine.run(sql`select events, state, country, revenue from sessions`)).toEqual([
      { events: 2, state: 'Ohio', country: 'United States', revenue: 10 },
    ]);
    expect(steps).toContain('tables users-2.csv');
    expect(steps).toContain('marts sessions');
    expect(steps.at(-1)).toBe('written dataset.duckdb');
  });

  it('takes what a pattern names, and no more', async () => {
    const from = await inParts('pattern');
    await writeFile(join(from, 'events', 'events-late.csv'), shop['events.csv']);
    await writeFile(join(from, 'events', 'events-2021-03.csv'), 'nothing of the kind');
    const { tables } = await findTables([`${from}/events/**/part-?.csv.gz`, `${from}/users*.csv`]);
    expect(tables.map(({ table, file, partition }) => [table, file, partition])).toEqual([
      ['events', 'country=Land%201/part-0.csv.gz', { country: 'Land 1' }],
      ['events', 'country=Land%202/part-0.csv.gz', { country: 'Land 2' }],
      ['users', 'users-1.csv', {}],
      ['users', 'users-2.csv', {}],
    ]);
    const late = await findTables([join(from, 'events', 'events-l*.csv'), join(from, 'addresses.csv')]);
    expect(late.tables.map(({ file }) => file)).toEqual(['events-late.csv', 'addresses.csv']);
    expect(await reason(findTables(`${from}/*.tsv`))).toBe(`There is no file ${from}/*.tsv.`);
  });

  it.each([
    ['a quote that does not close', 'e3,s2,"bob,page_view,2021-02-11T10:00:00Z,p1,\n'],
    ['a separator too many', 'e3,s2,bob,page_view,2021-02-11T10:00:00Z,p1,,\n'],
    ['a value too few', 'e3,s2,bob\n'],
  ])('refuses %s, with its line', async (_, line) => {
    const from = join(folder, 'malformed');
    await mkdir(from, { recursive: true });
    await writeFile(join(from, 'events.csv'), shop['events.csv'] + line);
    const streamed = await reason(prepare({ from, id: 'malformed', stream: true }));
    expect(streamed).toMatch(/^events[.]csv: 1 record cannot be read: line 4 has /);
    expect(streamed).toBe(await reason(prepare({ from, id: 'malformed' })));
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeffevent_id', 'utf16le'), 'events.csv is UTF-16 text. Save it as UTF-8.'],
    ['nothing', Buffer.alloc(0), 'events.csv is empty.'],
    [
      'other text',
      Buffer.concat([Buffer.from(shop['events.csv']), Buffer.from([0xe9, 10])]),
      'events.csv is not UTF-8 text: line 4 has bytes that no text has. Save it as UTF-8.',
    ],
  ])('refuses %s', async (_, content, sentence) => {
    const from = join(folder, 'unreadable');
    await mkdir(from, { recursive: true });
    await writeFile(join(from, 'events.csv'), content);
    expect(await reason(prepare({ from, id: 'unreadable', stream: true }))).toBe(sentence);
  });

  it('refuses a packed file that is cut short', async () => {
    const from = join(folder, 'cut');
    await mkdir(from, { recursive: true });
    await writeFile(join(from, 'events.csv.gz'), gzipSync(shop['events.csv'].repeat(50)).subarray(0, -12));
    expect(await reason(prepare({ from, id: 'cut' }))).toBe('events.csv.gz is no whole gzip archive. Pack it again.');
  });

  it('counts records across the parts that stand in memory, as DuckDB does', async () => {
    const from = join(folder, 'long');
    await mkdir(from, { recursive: true });
    const page = `"a ""page""\nwith lines, ${'x'.repeat(300)}"`;
    const lines = Array.from(
      { length: 30_000 },
      (_, index) =>
        `e${index},s${index >> 2},ann,page_view,2021-02-11T10:00:${index % 60 < 10 ? '0' : ''}${index % 60}Z,p1,,${page}`,
    );
    lines[29_990] = 'late,s1,ann,page_view,yesterday,p1,,here';
    const text = `event_id,session_id,user_id,event_type,created_at,product_id,order_id,page_url\n${lines.join('\n')}`;
    expect(text.length).toBeGreaterThan(10_000_000);
    await writeFile(join(from, 'events.csv'), text);
    const streamed = await reason(prepare({ from, id: 'long', stream: true }));
    expect(streamed).toMatch(
      /^events[.]csv: 1 value of created_at is not a time .* the first in line 59982: "yesterday"/,
    );
    expect(streamed).toBe(await reason(prepare({ from, id: 'long' })));
  });
});

describe('a database file', () => {
  let original: string;
  beforeAll(async () => {
    original = (await prepare({ id: 'original' })).folder;
  });

  async function copied(name: string): Promise<string> {
    const published = join(folder, 'out', name);
    await rm(published, { recursive: true, force: true });
    await cp(original, published, { recursive: true });
    return published;
  }

  /** A published dataset whose database file was changed, with a manifest that agrees. */
  async function changed(change: string): Promise<string> {
    const published = await copied('changed');
    const path = join(published, 'dataset.duckdb');
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run(change);
    await connection.run('checkpoint');
    connection.closeSync();
    instance.closeSync();
    await promise(published, await readFile(path));
    return published;
  }

  async function promise(published: string, content: Uint8Array): Promise<void> {
    const manifest = await publishedManifest(published);
    if (manifest.kind !== 'marts' || manifest.database === undefined) throw new Error('No database was published.');
    const database = { ...manifest.database, bytes: content.length, sha256: await sha256(content) };
    await writeFile(join(published, 'manifest.json'), jsonText({ ...manifest, database }));
  }

  it.each([
    ['a view', 'drop table facts; create view facts as select 1 as has_users', 'holds a view (facts)'],
    ['a macro', 'create macro count_star() as 7', 'holds a macro (count_star)'],
    ['a second schema', 'create schema more', 'holds a schema (more)'],
    ['a column too many', 'alter table facts add column more integer', 'holds facts.more'],
    ['a default', 'alter table facts alter has_users set default 7', 'lacks facts.has_users bigint'],
    ['another type', 'alter table products alter price type varchar', 'lacks products.price double'],
    ['a table less', 'drop table order_status', 'lacks order_status.order_id varchar'],
    ['fewer rows', 'delete from session_events', '0 rows of session_events where the manifest promises 2 rows'],
  ])('is refused with %s, and the Parquet files are read', async (_, change, why) => {
    const published = await changed(change);
    await loadRaw(join(folder, 'shop'));
    const expected = await marts();
    const [note, ...more] = await loadPublished(published);
    expect(note).toContain('note: dataset.duckdb was not used, and the tables were read one by one');
    expect(note).toContain(why);
    expect(more).toEqual([]);
    expect(await marts()).toEqual(expected);
  });

  it('is promised in pieces, as a whole and by its size', async () => {
    const published = await copied('promised');
    const manifest = await publishedManifest(published);
    if (manifest.kind !== 'marts' || manifest.database === undefined) throw new Error('No database was published.');
    const { bytes, sha256: whole, pieces } = manifest.database;
    const content = await readFile(join(published, 'dataset.duckdb'));
    expect([bytes, whole]).toEqual([content.length, await sha256(content)]);
    const size = pieces?.bytes ?? 0;
    const slices = Array.from({ length: Math.ceil(content.length / size) }, (_, at) =>
      content.subarray(at * size, (at + 1) * size),
    );
    expect(pieces?.sha256).toEqual(await Promise.all(slices.map((slice) => sha256(slice))));
  });

  it('is refused when it is damaged, altered or of another version', async () => {
    const published = await copied('damaged');
    const manifest = await publishedManifest(published);
    const path = join(published, 'dataset.duckdb');
    const content = await readFile(path);
    content[20_000] = 255 - (content[20_000] ?? 0);
    await writeFile(path, content);
    expect((await loadPublished(published))[0]).toContain('its content has been altered');
    content.fill(255, 4096, 12_288);
    await writeFile(path, content);
    await promise(published, content);
    expect((await loadPublished(published))[0]).toContain(
      'cannot be opened: it is damaged, cut short or of another version',
    );
    if (manifest.kind !== 'marts') throw new Error('No marts were published.');
    const newer = { ...manifest, database: { ...manifest.database, storage: 'v9.0.0' } };
    await writeFile(join(published, 'manifest.json'), jsonText(newer));
    expect((await loadPublished(published))[0]).toContain('it is written for another version (v9.0.0)');
    expect(await engine.run(sql`select count(*) as sessions from sessions`)).toEqual([{ sessions: 1 }]);
  });
});

describe('a file of details', () => {
  let published: string;
  beforeAll(async () => {
    published = (await prepare({ id: 'apart', apart: 1 })).folder;
  });

  async function loadMain() {
    const manifest = await publishedManifest(published);
    const readPublished = ({ file }: { readonly file: string }) => readFile(join(published, file));
    const report = await loadDataset({ engine, delivery: manifest, readFile: readPublished, detailsLater: true });
    if (report.details === undefined || manifest.kind !== 'marts') throw new Error('Nothing was left for later.');
    return { report, details: report.details, tables: manifest.tables, readFile: readPublished };
  }
  const notThere = async () =>
    engine.run(sql`select count(*) as row_count from session_events`).then(
      () => false,
      () => true,
    );

  it('is written from so many events on, and holds what is not in the other', async () => {
    await expectSameMarts(join(folder, 'shop'), published);
    expect(await readdir(published)).toEqual(expect.arrayContaining(['dataset.duckdb', 'details.duckdb']));
    expect(await readdir((await prepare({ id: 'together', apart: 3 })).folder)).not.toContain('details.duckdb');
  });

  it('can come later, when everything else is there', async () => {
    await loadRaw(join(folder, 'shop'));
    const expected = await marts();
    const { report, details, tables, readFile: read } = await loadMain();
    expect(report.tables.map(({ table, rows }) => [table, rows])).toEqual(
      tables.map(({ table, rows }) => [table, rows]),
    );
    expect(await engine.run(sql`select count(*) as sessions from sessions`)).toEqual([{ sessions: 1 }]);
    expect(await notThere()).toBe(true);
    const told: number[] = [];
    const opened = await openDetails(engine, details, tables, { readFile: read }, undefined, (bytes) =>
      told.push(bytes),
    );
    expect(opened.tables.map(({ table, rows }) => [table, rows])).toEqual([
      ['session_products', 1],
      ['steps_out_of_order', 2],
      ['session_events', 2],
    ]);
    expect(await marts()).toEqual(expected);
  });

  it('is refused when it is altered or gone, the rest stays, and the next attempt may succeed', async () => {
    const { details, tables, readFile: read } = await loadMain();
    const altered = async (file: { readonly file: string }) => (await read(file)).fill(255, 4096, 12_288);
    await expect(openDetails(engine, details, tables, { readFile: altered })).rejects.toThrow(
      'its content has been altered',
    );
    const gone = () => Promise.reject(fatal('details.duckdb is not on the server (404).'));
    await expect(openDetails(engine, details, tables, { readFile: gone })).rejects.toThrow('not on the server');
    const promised = tables.map((table) => (table.table === 'session_events' ? { ...table, rows: 3 } : table));
    await expect(openDetails(engine, details, promised, { readFile: read })).rejects.toThrow(
      'it holds 2 rows of session_events where the manifest promises 3 rows',
    );
    const other = { ...details, storage: 'v9.0.0' };
    await expect(openDetails(engine, other, tables, { readFile: read })).rejects.toThrow('another version (v9.0.0)');
    expect(await notThere()).toBe(true);
    expect(await engine.run(sql`select count(*) as sessions from sessions`)).toEqual([{ sessions: 1 }]);
    await openDetails(engine, details, tables, { readFile: read });
    expect(await notThere()).toBe(false);
  });

  it('gives a reason to read the Parquet files when it is altered and wanted at once', async () => {
    const path = join(published, 'details.duckdb');
    const content = await readFile(path);
    try {
      await writeFile(path, Uint8Array.from(content).fill(255, 4096, 12_288));
      expect((await loadPublished(published))[0]).toContain('its content has been altered');
      expect(await notThere()).toBe(false);
    } finally {
      await writeFile(path, content);
    }
  });
});

const greenery = join('..', 'shared', 'data', 'greenery');
const sample = join('public', 'data', 'greenery');

describe.each([
  ['the real greenery files', greenery],
  ['the greenery sample', sample],
])('%s', (name, from) => {
  const absent = !existsSync(join(from, name.includes('real') ? 'events.csv' : 'manifest.json'));

  it.skipIf(absent)(
    `give the figures, and the same from the published marts (needs ${from})`,
    async () => {
      const { report, folder: published } = await prepare({ from, id: 'greenery' });
      expect(report.issues.map(({ grade, table, column }) => [grade, table, column])).toEqual([
        ['note', 'addresses', 'address_id'],
      ]);
      await expectSameMarts(from, published);
      const streamed = await prepare({ from, id: 'greenery-streamed', stream: true, threads: 2, apart: 0 });
      expect(streamed.report).toEqual(report);
      expect(streamed.manifest.dataVersion).toBe((await publishedManifest(published)).dataVersion);
      await expectSameMarts(from, streamed.folder);
      const reached = (step: number) =>
        sql`cast(count(*) filter (furthest_step >= ${param(step, 'integer')}) as bigint)`;
      expect(
        await engine.run(
          sql`select ${reached(1)} as views, ${reached(2)} as carts, ${reached(3)} as checkouts, ${reached(4)} as shipped from sessions`,
        ),
      ).toEqual([{ views: 578, carts: 467, checkouts: 361, shipped: 335 }]);
    },
    60_000,
  );

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
