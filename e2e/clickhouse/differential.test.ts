import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readerSettings } from '../../scripts/clickhouse/profileFile.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import { loadDataset } from '../../src/ingest/loadDataset.ts';
import { type Counting, type Filters, noFilters } from '../../src/model/filters.ts';
import {
  arbitraryCondition,
  arbitraryCounting,
  arbitraryFilters,
  arbitraryShop,
} from '../../src/testing/arbitraryShop.ts';
import { deliveryOf } from '../../src/testing/deliveryOf.ts';
import { loadShop } from '../../src/testing/loadShop.ts';
import { askedOf } from './askedOf.ts';
import { inOneOrder } from './inOneOrder.ts';
import { near } from './near.ts';
import { withoutTwoLevelsAtOnce } from './oneLevelAtATime.ts';
import { type Drawn, questions } from './questions.ts';
import { startClickhouse, type TestServer } from './server.ts';
import { loadInto, readerOf } from './shopOnBoth.ts';
import { openWasmInNode } from './wasmInNode.ts';

/** How many shops are drawn, and how often each is asked everything. */
const [shops, asks] = [Number(process.env['CLICKHOUSE_SHOPS'] ?? 2), 2];

const plain: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };

let server: TestServer;
let native: NodeEngine;
let wasm: Engine;
beforeAll(async () => {
  server = await startClickhouse({ settings: readerSettings });
  native = await openNodeEngine();
  wasm = await openWasmInNode();
});
afterAll(async () => {
  await native.close();
  await wasm.close();
  await server.close();
});

/** Asks all three engines everything; how many questions that were. */
async function compareAll(remote: Engine, drawn: Drawn): Promise<number> {
  const asked = await askedOf(native, drawn);
  const others = { 'DuckDB-WASM': wasm, ClickHouse: remote };
  let count = 0;
  for (const [name, make] of Object.entries(questions)) {
    // Nobody asks about stock where it was never counted.
    if (asked.snapshots.length === 0 && name.startsWith('stock')) continue;
    for (const query of make(asked)) {
      const wanted = inOneOrder(query.name, await native.run(query.sql));
      for (const [by, engine] of Object.entries(others)) {
        const given = inOneOrder(query.name, await engine.run(query.sql));
        expect({ by, question: query.name, rows: given.map((row, at) => near(row, wanted[at])) }).toEqual({
          by,
          question: query.name,
          rows: wanted,
        });
        given.forEach((row) => query.row(row));
      }
      count += 1;
    }
  }
  return count;
}

it('every question of the model is asked here', () => {
  const folder = new URL('../../src/model/queries/', import.meta.url);
  const texts = readdirSync(folder)
    .filter((file) => !file.includes('.test.'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const names = texts.flatMap((text) => Array.from(text.matchAll(/export function (\w+Query)\(/g), ([, name]) => name));
  expect(names.length).toBeGreaterThan(40);
  expect(new Set(Object.keys(questions))).toEqual(new Set(names));
});

describe('DuckDB-WASM and ClickHouse answer every question as native DuckDB does', () => {
  it('of the sample, with nothing chosen and with random filters', async () => {
    for (const engine of [native, wasm]) await loadDataset({ engine, ...deliveryOf('public/data/greenery') });
    await loadInto(server, 'sample', native);
    const remote = await readerOf(server, 'sample');
    const drawn = fc.sample(fc.tuple(arbitraryFilters, arbitraryCounting), { numRuns: asks, seed: 7 });
    const all: readonly (readonly [Filters, Counting])[] = [[noFilters, plain], ...drawn];
    for (const [filters, counting] of all) {
      const count = await compareAll(remote, { filters, counting, conditions: [{ key: 'hour', value: '10' }] });
      expect(count).toBeGreaterThan(80);
    }
    await remote.close();
  }, 240_000);

  it('of random small shops with random filters', async () => {
    let shop = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        fc.array(
          fc.tuple(arbitraryFilters, arbitraryCounting, fc.array(arbitraryCondition, { minLength: 1, maxLength: 2 })),
          {
            minLength: asks,
            maxLength: asks,
          },
        ),
        async (drawnShop, drawn) => {
          for (const engine of [native, wasm]) await loadShop(engine, withoutTwoLevelsAtOnce(drawnShop));
          const database = `shop${shop++}`;
          await loadInto(server, database, native);
          const remote = await readerOf(server, database);
          for (const [filters, counting, conditions] of drawn)
            await compareAll(remote, { filters, counting, conditions });
          await remote.close();
        },
      ),
      // Each try to shrink takes as long as a shop.
      { numRuns: shops, endOnFailure: true },
    );
  }, 600_000);
});
