import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { dataVersion } from '../../src/ingest/dataVersion.ts';
import { parseCatalog, parseManifest } from '../../src/ingest/manifest.ts';
import { fileEntry } from '../../src/ingest/publishedManifest.ts';
import { type Column, type RawTable, rawTables } from '../../src/model/tables.ts';
import { greeneryTableNames } from './greenery.ts';
import { ident, param, sql } from '../../src/sql/sql.ts';
import { writeSample } from './write.ts';

/** In this shop places are told by addresses and never by events. */
const toldByAddresses = new Set(['events.state', 'events.country']);

const published = fileURLToPath(new URL('../../public/data', import.meta.url));
const datasets = ['greenery', 'greenery-2021'];
const largestSample = 3_000_000;

describe('the published sample', () => {
  let fresh: string;
  beforeAll(async () => {
    fresh = await mkdtemp(join(tmpdir(), 'greenery-sample-'));
    await writeSample(fresh);
  });
  afterAll(() => rm(fresh, { recursive: true }));

  it('is what the generator writes, byte for byte', async () => {
    expect(await sampleFiles(fresh)).toEqual(await sampleFiles(published));
    for (const file of await sampleFiles(fresh)) {
      const [written, kept] = await Promise.all([readFile(join(fresh, file)), readFile(join(published, file))]);
      expect(written.equals(kept), `${file} is as npm run sample writes it`).toBe(true);
    }
  });

  it('is small enough to be committed', async () => {
    const sizes = await Promise.all((await sampleFiles(published)).map(async (file) => (await contentOf(file)).length));
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(largestSample);
  });

  it('is offered by a catalogue the page accepts', async () => {
    const catalog = parseCatalog(String(await contentOf('catalog.json')), 'catalog.json');
    expect(catalog.default).toBe('greenery');
    expect(catalog.datasets.map(({ id }) => id)).toEqual(expect.arrayContaining(datasets));
  });

  it.each(datasets)('%s has a manifest that describes its files', async (id) => {
    const manifest = parseManifest(String(await contentOf(`${id}/manifest.json`)), 'manifest.json');
    const entries = [...manifest.tables, ...(manifest.downloads ?? [])];
    for (const entry of entries) {
      expect(entry).toEqual(await fileEntry(entry, await contentOf(`${id}/${entry.file}`)));
    }
    expect(manifest.dataVersion).toBe(await dataVersion(manifest.tables));
    expect([...entries.map(({ file }) => file), 'manifest.json'].toSorted()).toEqual(
      (await readdir(join(published, id))).toSorted(),
    );
  });

  it('loads both formats and offers each table in the other one', async () => {
    const manifest = parseManifest(String(await contentOf('greenery/manifest.json')), 'manifest.json');
    const parquet = manifest.tables.filter(({ format }) => format === 'parquet').map(({ table }) => table);
    expect(parquet.toSorted()).toEqual(['events', 'order_items', 'orders']);
    expect((manifest.downloads ?? []).filter(({ format }) => format === 'csv').map(({ table }) => table)).toEqual(
      parquet,
    );
    expect(manifest.tables.map(({ table }) => table).toSorted()).toEqual(greeneryTableNames.toSorted());
    expect(manifest.newest).toBe('2021-02-12T08:55:36Z');
  });
});

describe('the tables of the sample', () => {
  let engine: NodeEngine;
  beforeAll(async () => {
    engine = await openNodeEngine();
  });
  afterAll(() => engine.close());

  it.each(greeneryTableNames)('%s says the same as CSV and as Parquet', async (table) => {
    const columns = await engine.run(sql`select column_name, column_type from (describe from ${parquetFile(table)})`);
    expect(Object.fromEntries(columns.map((column) => [column['column_name'], column['column_type']]))).toEqual(
      Object.fromEntries(
        Object.entries<Column>(rawTables[table].columns)
          .filter(([name]) => !toldByAddresses.has(`${table}.${name}`))
          .map(([name, { type }]) => [name, databaseTypes[type]]),
      ),
    );
    // Inserting casts the CSV's text to the types of the Parquet columns.
    const name = ident(table);
    await engine.exec(sql`create table ${name} as from ${parquetFile(table)} limit 0`);
    const csvPath = param(join(published, `greenery/${table}.csv`), 'varchar');
    await engine.exec(sql`insert into ${name} by name from read_csv(${csvPath}, header = true, all_varchar = true)`);
    const [difference] = await engine.run(sql`
      select
        (select count(*) from (from ${name} except all select * from ${parquetFile(table)})) as only_csv,
        (select count(*) from (from ${parquetFile(table)} except all select * from ${name})) as only_parquet,
        (select count(*) from ${name}) > 0 as has_rows`);
    expect(difference).toEqual({ only_csv: 0, only_parquet: 0, has_rows: true });
  });

  it('has people with mailboxes at example domains only, and five employees that visit', async () => {
    const domains = await engine.run(sql`
      select split_part(email, '@', 2) as domain, count(*) as users
      from ${parquetFile('users')}
      where user_id in (select user_id from ${parquetFile('events')})
        or not regexp_full_match(email, '.+@greenery\\.com')
      group by domain`);
    const example = /^(example\.(com|org|net)|[a-z]+\.example)$/;
    expect(domains.filter(({ domain }) => !example.test(String(domain)))).toEqual([
      { domain: 'greenery.com', users: 5 },
    ]);
  });

  it('has phone numbers that ring nowhere', async () => {
    const [phones] = await engine.run(sql`
      select count(*) as users, count(*) filter (where regexp_full_match(phone_number, '\\d{3}-555-01\\d{2}')) as fictional
      from ${parquetFile('users')}`);
    expect(phones).toEqual({ users: 130, fictional: 130 });
  });
});

const databaseTypes = {
  text: 'VARCHAR',
  integer: 'INTEGER',
  number: 'DOUBLE',
  timestamp: 'TIMESTAMP',
  boolean: 'BOOLEAN',
  date: 'DATE',
};

function parquetFile(table: RawTable) {
  return sql`read_parquet(${param(join(published, `greenery/${table}.parquet`), 'varchar')})`;
}

async function contentOf(file: string): Promise<Buffer> {
  return readFile(join(published, file));
}

/** Paths of all files the generator owns; other datasets may stand beside them. */
async function sampleFiles(folder: string): Promise<string[]> {
  const folders = await Promise.all(
    datasets.map(async (id) => (await readdir(join(folder, id))).map((file) => `${id}/${file}`)),
  );
  return ['catalog.json', ...folders.flat()].toSorted();
}
