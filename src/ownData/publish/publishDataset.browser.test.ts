import { unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EngineError, type MortalEngine } from '../../engine/engine.ts';
import { openWasmEngine } from '../../engine/wasm.ts';
import { dataVersion } from '../../ingest/dataVersion.ts';
import { loadDataset } from '../../ingest/loadDataset.ts';
import { type Manifest, parseManifest } from '../../ingest/manifest.ts';
import { type MartTable, martTables } from '../../model/tables.ts';
import { ident, join, param, sql } from '../../sql/sql.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { tinyShop } from '../../testing/shop.ts';
import { publishDataset, PublishError, type PublishProgress } from './publishDataset.ts';

const about = { id: 'my-shop', title: 'My shop', description: 'Two days of “my shop”.', currency: 'EUR' };
const martNames = Object.keys(martTables) as MartTable[];
/** More than one slice of rows. */
const manyEvents = 250_100;

let engine: MortalEngine;
let reader: MortalEngine;
beforeAll(async () => {
  [engine, reader] = await Promise.all([openWasmEngine(), openWasmEngine()]);
});
afterAll(() => Promise.all([engine.close(), reader.close()]));

/** Every mart: its rows, and a sum over all their values. */
async function marts(from: MortalEngine): Promise<unknown> {
  const sums = martNames.map((mart) => {
    const columns = join(
      Object.keys(martTables[mart].columns).map((name) => ident(name)),
      ', ',
    );
    return sql`
      select count(*) as row_count, cast(sum(cast(hash(each) as hugeint)) as varchar) as content
      from (select ${columns} from ${ident(mart)}) as each`;
  });
  return from.run(join(sums, '\nunion all\n'));
}

async function unpacked(zip: Blob): Promise<{ manifest: Manifest; files: Record<string, Uint8Array> }> {
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  const manifest = parseManifest(new TextDecoder().decode(files['my-shop/manifest.json']), 'manifest.json');
  return { manifest, files };
}

async function load(zip: Blob): Promise<Manifest> {
  const { manifest, files } = await unpacked(zip);
  await loadDataset({
    engine: reader,
    delivery: manifest,
    readFile: ({ file }) => Promise.resolve(files[`my-shop/${file}`]?.slice() ?? new Uint8Array()),
  });
  return manifest;
}

const typesOf = (table: string) =>
  reader.run(sql`
    select column_name, data_type
    from duckdb_columns()
    where schema_name = 'main' and table_name = ${param(table, 'varchar')}
    order by column_index`);

const leftovers = () => engine.run(sql`select table_name from duckdb_tables() where schema_name = 'publishing'`);

describe('a published dataset', { timeout: 60_000 }, () => {
  beforeEach(async () => loadShop(engine, tinyShop));

  it('holds the marts with their types, and a manifest the page takes', async () => {
    await engine.exec(sql`
      insert into session_events
      select 'x' || i, 1 + i % 100, 'search', timestamp '2021-02-10' + i * interval '1 microsecond', null, null
      from range(250100) as numbers(i)`);
    const told: PublishProgress[] = [];
    const zip = await publishDataset({ engine, about, hideUsers: false, report: (progress) => told.push(progress) });
    expect(zip.type).toBe('application/zip');
    expect(told.map(({ done, table }) => [done, table])).toEqual([
      ...martNames.map((mart, index) => [index, mart]),
      [martNames.length, null],
    ]);
    expect(await leftovers()).toEqual([]);

    const manifest = await load(zip);
    expect(await marts(reader)).toEqual(await marts(engine));
    expect(manifest).toMatchObject({ ...about, format: 1, kind: 'marts', newest: '2021-02-11T09:00:00Z' });
    expect(manifest.dataVersion).toBe(await dataVersion(manifest.tables));
    expect(manifest.tables.map(({ table, newest }) => [table, newest])).toEqual([
      ['sessions', '2021-02-10T13:00:00Z'],
      ['session_days', null],
      ['session_products', null],
      ['steps_out_of_order', '2021-02-10T13:00:00Z'],
      ['session_events', '2021-02-11T09:00:00Z'],
      ['products', null],
      ['orders', '2021-02-10T13:00:01Z'],
      ['order_lines', null],
      ['stock_levels', null],
      ['stock_snapshots', null],
      ['order_status', null],
      ['facts', null],
    ]);
    expect(manifest.tables.find(({ table }) => table === 'session_events')?.rows).toBe(
      manyEvents + tinyShop.events.length,
    );

    const { files } = await unpacked(zip);
    expect(Object.keys(files).toSorted()).toEqual(
      [...martNames.map((mart) => `${mart}.parquet`), 'README.txt', 'manifest.json']
        .map((name) => `my-shop/${name}`)
        .toSorted(),
    );
    const readme = new TextDecoder().decode(files['my-shop/README.txt']);
    expect(readme).toContain('?data=my-shop');
    expect(readme).toContain('User ids stand in it as they were delivered.');
    for (const mart of ['sessions', 'orders'] as const) {
      await reader.register('published.parquet', files[`my-shop/${mart}.parquet`]?.slice() ?? new Uint8Array());
      await reader.exec(sql`drop table if exists published`);
      await reader.readParquet('published', 'published.parquet');
      expect(await typesOf('published'), mart).toEqual(await typesOf(mart));
    }
  });

  it('can be published from a locked engine without user ids, gives the same files again, and leaves nothing when it is cancelled', async () => {
    const before = await marts(engine);
    const abort = new AbortController();
    const cancelled = publishDataset({
      engine,
      about,
      hideUsers: true,
      signal: abort.signal,
      report: ({ done }) => {
        if (done === 3) abort.abort(new DOMException('Cancelled.', 'AbortError'));
      },
    });
    await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await leftovers()).toEqual([]);
    expect(await marts(engine)).toEqual(before);

    await engine.lock();
    const [first, again] = [
      await unpacked(await publishDataset({ engine, about, hideUsers: true })),
      await unpacked(await publishDataset({ engine, about, hideUsers: true })),
    ];
    expect(again.files).toEqual(first.files);
    const text = (name: string) => new TextDecoder('latin1').decode(first.files[`my-shop/${name}`]);
    expect(text('README.txt')).toContain('Numbers stand in it for user ids.');
    expect(text('sessions.parquet')).not.toMatch(/ann|bob/);
    expect(await leftovers()).toEqual([]);
  });
});

describe('a publication that cannot be', () => {
  it('is refused in a sentence when the id cannot stand in a link', async () => {
    const publishing = publishDataset({ engine, about: { ...about, id: '../shop' }, hideUsers: true });
    await expect(publishing).rejects.toThrow(PublishError);
    await expect(publishing).rejects.toThrow('“../shop” cannot be an id: it stands in links');
  });

  it('is refused in a sentence when memory does not suffice', async () => {
    const small = {
      run: engine.run.bind(engine),
      exec: engine.exec.bind(engine),
      arrow: () => Promise.reject(new EngineError('memory', 'It did not fit.')),
    };
    await expect(publishDataset({ engine: small, about, hideUsers: false })).rejects.toThrow(
      'does not fit into this browser’s memory a second time',
    );
    expect(await leftovers()).toEqual([]);
  });
});
