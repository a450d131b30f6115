import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../sql/sql.ts';
import { engineContract } from './contract.ts';
import { writeFixtures } from './fixtures/write.ts';
import { type NodeEngine, openNodeEngine } from './node.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const bytesOf = async (folder: string, name: string) => new Uint8Array(await readFile(join(folder, name)));

let engine: NodeEngine;
let folder: string;
beforeAll(async () => {
  engine = await openNodeEngine();
  folder = await mkdtemp(join(tmpdir(), 'node-engine-test-'));
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

it('reads a file where it lies', async () => {
  const path = join(folder, 'here.csv');
  const read = sql`select n from read_csv('there.csv', auto_detect = false, header = true, columns = {'n': 'varchar'})`;
  await writeFile(path, 'n\n1\n');
  await engine.registerFile('there.csv', path);
  expect(await engine.run(read)).toEqual([{ n: '1' }]);
  await writeFile(path, 'n\n2\n');
  expect(await engine.run(read)).toEqual([{ n: '2' }]);
  await engine.unregister('there.csv');
  expect(await readFile(path, 'utf8')).toBe('n\n2\n');
});

it('refuses a file that does not exist', async () => {
  await expect(engine.registerFile('there.csv', join(folder, 'missing.csv'))).rejects.toThrow('missing.csv');
});

it('refuses a name under which DuckDB would find a file of the working folder', async () => {
  const [present = ''] = await readdir('.');
  await expect(engine.register(present, new Uint8Array())).rejects.toThrow(`${present} is also a file`);
});

it('refuses a name that leads out of its own folder', async () => {
  await expect(engine.register('../outside.csv', new Uint8Array())).rejects.toThrow('../outside.csv');
});

it('does not open with a limit it does not understand', async () => {
  await expect(openNodeEngine({ memoryLimit: 'plenty' })).rejects.toMatchObject({ kind: 'start' });
});

it('still spills to disk when it is locked', async () => {
  const spilling = join(folder, 'spilling');
  const small = await openNodeEngine({ memoryLimit: '50MB', threads: 1, tempDirectory: spilling });
  await small.lock();
  const sorted = sql`
    select count(*) as n, max(word) < 'a' as digits
    from (select i, hash(i)::varchar || repeat('x', 100) as word from range(600000) as t(i) order by word)`;
  expect(await small.run(sorted)).toEqual([{ n: 600_000, digits: true }]);
  await small.close();
});

it('has fixtures that can be written again, byte for byte', async () => {
  await writeFixtures(folder);
  for (const name of ['types.parquet', 'empty.parquet', 'categories.parquet', 'attached.duckdb']) {
    expect(await bytesOf(folder, name)).toEqual(await bytesOf(fixtures, name));
  }
});

describe('the contract', async () => {
  const contract = engineContract({
    types: await bytesOf(fixtures, 'types.parquet'),
    empty: await bytesOf(fixtures, 'empty.parquet'),
    categories: await bytesOf(fixtures, 'categories.parquet'),
    attached: await bytesOf(fixtures, 'attached.duckdb'),
  });
  it.each(contract)('$title', ({ check }) => check(engine));
});
