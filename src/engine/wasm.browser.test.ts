import { afterAll, beforeAll, describe, it } from 'vitest';
import { engineContract } from './contract.ts';
import type { Engine } from './engine.ts';
import categoriesUrl from './fixtures/categories.parquet?url';
import emptyUrl from './fixtures/empty.parquet?url';
import typesUrl from './fixtures/types.parquet?url';
import { openWasmEngine } from './wasm.ts';

const fixture = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());

describe('the DuckDB-WASM engine', async () => {
  const files = { types: await fixture(typesUrl), empty: await fixture(emptyUrl), categories: await fixture(categoriesUrl) };
  let engine: Engine;
  beforeAll(async () => {
    engine = await openWasmEngine();
  });
  afterAll(() => engine.close());

  for (const { title, check } of engineContract(files)) it(title, () => check(engine));
});
