import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { type Column, type RawTable, rawTables } from '../../src/model/tables.ts';
import { greeneryTableNames } from './greenery.ts';
import { ident, join as joined, param, sql, type Sql } from '../../src/sql/sql.ts';
import type { FigureCheck } from './checks/figureCheck.ts';
import { headlineChecks } from './checks/headlineChecks.ts';
import { lateEditionChecks } from './checks/lateEditionChecks.ts';
import { placeChecks } from './checks/placeChecks.ts';
import { productChecks } from './checks/productChecks.ts';
import { snapshotChecks } from './checks/snapshotChecks.ts';
import { timeChecks } from './checks/timeChecks.ts';

interface Source {
  readonly folder: string;
  readonly format: 'csv' | 'parquet';
  readonly tables: readonly RawTable[];
  readonly checks: readonly FigureCheck[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = join(root, 'public/data/greenery');
const lateSample = join(root, 'public/data/greenery-2021');
const shop = join(root, '../shared/data/greenery');
const allTables: readonly RawTable[] = greeneryTableNames;

// The published bounce rate is 0.00 %. The sample has it; in the shop's own rows 53 sessions are a single page view.
const sampleBounces = 0;
const shopBounces = 53;

describe('figures of the sample as CSV', () => {
  check({ folder: sample, format: 'csv', tables: allTables, checks: allChecks(sampleBounces) });
});

describe('figures of the sample as Parquet', () => {
  check({ folder: sample, format: 'parquet', tables: allTables, checks: allChecks(sampleBounces) });
});

describe('figures of the sample of late 2021', () => {
  check({ folder: lateSample, format: 'csv', tables: ['events'], checks: lateEditionChecks() });
});

describe.skipIf(!existsSync(shop))('figures of the shop’s own rows (needs ../shared/data/greenery)', () => {
  check({ folder: shop, format: 'csv', tables: allTables, checks: allChecks(shopBounces) });
});

function allChecks(bounces: number): FigureCheck[] {
  return [...headlineChecks(bounces), ...productChecks(), ...timeChecks(), ...placeChecks(), ...snapshotChecks()];
}

function check({ folder, format, tables, checks }: Source): void {
  let engine: NodeEngine;

  beforeAll(async () => {
    engine = await openNodeEngine();
    for (const table of tables) {
      const path = param(join(folder, `${table}.${format}`), 'varchar');
      const rows = format === 'csv' ? readCsv(table, path) : sql`read_parquet(${path})`;
      await engine.exec(sql`create table ${ident(table)} as from ${rows}`);
    }
  });
  afterAll(() => engine.close());

  it.each(checks)('$title', async ({ query, rows }) => {
    expect(await engine.run(query)).toEqual(rows);
  });
}

/** Left to itself DuckDB reads times with a Z into the time zone of the machine. */
function readCsv(table: RawTable, path: Sql): Sql {
  const columns = Object.entries<Column>(rawTables[table].columns);
  const times = columns
    .filter(([, { type }]) => type === 'timestamp')
    .map(([name]) => sql`${ident(name)}: 'timestamp'`);
  return times.length === 0
    ? sql`read_csv(${path}, header = true)`
    : sql`read_csv(${path}, header = true, types = {${joined(times, ', ')}})`;
}
