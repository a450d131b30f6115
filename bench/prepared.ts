import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NodeEngine, openNodeEngine } from '../src/engine/node.ts';
import { loadDataset } from '../src/ingest/loadDataset.ts';
import { parseManifest } from '../src/ingest/manifest.ts';

/** Native DuckDB with the marts of a prepared dataset, read from its Parquet files. */
export async function openPrepared(folder: string): Promise<NodeEngine> {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) throw new Error(`${folder} holds no dataset: run the bench with “prepare” first.`);
  const manifest = parseManifest(await readFile(path, 'utf8'), path);
  if (manifest.kind !== 'marts') throw new Error(`${folder} holds raw files.`);
  const { tables } = manifest;
  const engine = await openNodeEngine();
  await loadDataset({
    engine,
    delivery: { kind: 'marts', tables },
    readFile: async ({ file }) => new Uint8Array(await readFile(join(folder, file))),
  });
  return engine;
}
