import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { databaseStorage } from '../../src/ingest/attachedMarts.ts';
import { columnTypes } from '../../src/ingest/castColumn.ts';
import type { ColumnType } from '../../src/model/tables.ts';
import { inline } from '../../src/sql/render.ts';
import { param, sql, type Sql } from '../../src/sql/sql.ts';
import { compressionOf } from './compression.ts';

describe('how a column is written', () => {
  let engine: NodeEngine;
  let folder: string;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
    folder = await mkdtemp(join(tmpdir(), 'greenery-compression-'));
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });

  /** What DuckDB made of a column of these values: by itself, and told how. */
  async function ways(name: string, type: ColumnType, products: number, values: Sql): Promise<unknown> {
    const { duckdb } = columnTypes[type];
    const rows = sql`select ${values} as cell from range(200000) as numbers(i)`;
    const path = join(folder, `${name}-${products}.duckdb`);
    await engine.writeDatabases([path], { storage: databaseStorage }, [
      {
        name: 'free',
        columns: sql`cell ${duckdb}`,
        parts: [rows],
      },
      {
        name: 'told',
        columns: sql`cell ${duckdb}${compressionOf(name, { type }, products)}`,
        parts: [rows],
      },
    ]);
    await engine.attachFile(name, path);
    const ask = (table: string) => sql`
      select string_agg(distinct lower(compression), ', ' order by lower(compression)) as ways
      from pragma_storage_info(${param(`${name}.${table}`, 'varchar')})
      where segment_type <> 'VALIDITY'`;
    const found = [await engine.run(ask('free')), await engine.run(ask('told'))].map(([row]) => row?.['ways']);
    await engine.detach(name);
    return found;
  }

  const fewOf = (count: number) => sql`concat('product-', cast(hash(i) % ${param(count, 'integer')} as varchar))`;

  it.each<[string, ColumnType, number, string, Sql]>([
    ['event_id', 'text', 300, 'fsst', sql`concat('event-', cast(hash(i) as varchar))`],
    ['event_type', 'text', 300, 'dictionary', sql`case i % 3 when 0 then 'page_view' when 1 then 'checkout' end`],
    ['product_id', 'text', 300, 'dictionary', fewOf(300)],
    ['product_id', 'text', 50_000, 'fsst', fewOf(50_000)],
    ['units', 'integer', 300, 'bitpacking', sql`cast(hash(i) % 50 as bigint)`],
    ['happened_at', 'timestamp', 300, 'bitpacking', sql`make_timestamp(1600000000000000 + i * 7000000)`],
  ])('%s, %s, of %d products: %s, as DuckDB chooses by itself', async (name, type, products, expected, values) => {
    expect(await ways(name, type, products, values)).toEqual([expected, expected]);
  });

  it('is left to DuckDB where it is not known', () => {
    const told = (name: string, type: ColumnType, products: number) => inline(compressionOf(name, { type }, products));
    expect(told('price', 'number', 300)).toBe('');
    expect(told('name', 'text', 300)).toBe('');
    expect(told('product_id', 'text', 0)).toBe('');
    expect(told('first_viewed', 'text', 3000)).toBe(' using compression dictionary');
    expect(told('first_viewed', 'text', 3001)).toBe('');
  });
});
