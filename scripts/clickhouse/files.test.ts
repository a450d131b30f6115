import { describe, expect, it } from 'vitest';
import { martTables } from '../../src/model/tables.ts';
import { martsFile, shardedFile } from './martDdl.ts';
import { martsFromRawFile } from './martModels.ts';
import { profileFile } from './profileFile.ts';

describe('what an operator gives to ClickHouse says what the code says', () => {
  it.each([
    ['marts.sql', martsFile],
    ['sharded.sql', shardedFile],
    ['martsFromRaw.sql', martsFromRawFile],
    ['profile.xml', profileFile],
  ])('%s', async (name, written) => {
    await expect(written()).toMatchFileSnapshot(name);
  });

  it('each mart is a table, and on a cluster once whole or once in parts', () => {
    const tables = Object.keys(martTables);
    const made = (text: string) => Array.from(text.matchAll(/create table if not exists (\w+)/g), ([, name]) => name);
    expect(made(martsFile())).toEqual(tables);
    expect(new Set(made(shardedFile()).map((name) => name?.replace(/_local$/, '')))).toEqual(new Set(tables));
  });
});
