import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { engineContract } from './contract.ts';
import type { Engine } from './engine.ts';
import { openNodeEngine } from './node.ts';

const fixture = async (name: string) => new Uint8Array(await readFile(join(import.meta.dirname, 'fixtures', name)));

describe('the native engine', async () => {
  const files = {
    types: await fixture('types.parquet'),
    empty: await fixture('empty.parquet'),
    categories: await fixture('categories.parquet'),
  };
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
  });
  afterAll(() => engine.close());

  for (const { title, check } of engineContract(files)) it(title, () => check(engine));
});
