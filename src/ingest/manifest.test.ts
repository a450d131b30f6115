import { describe, expect, it } from 'vitest';
import { martTables } from '../model/tables.ts';
import { parseCatalog, parseManifest } from './manifest.ts';

const file = {
  table: 'events',
  file: 'events.csv',
  format: 'csv',
  rows: 2,
  bytes: 100,
  sha256: 'a'.repeat(64),
  newest: '2021-02-12T08:55:36Z',
};
const manifest = {
  format: 1,
  id: 'shop',
  title: 'Shop',
  description: 'Invented.',
  currency: 'USD',
  kind: 'raw',
  newest: null,
  dataVersion: '0123456789abcdef',
  tables: [file],
};

function reason(change: object): string {
  try {
    parseManifest(JSON.stringify({ ...manifest, ...change }), 'shop/manifest.json');
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

const again = 'It has to be published again.';

describe('parseManifest', () => {
  it('gives the manifest back', () => {
    expect(parseManifest(JSON.stringify(manifest), 'manifest.json')).toEqual(manifest);
  });

  it.each([
    [{ format: 2 }, `In shop/manifest.json, format is missing or not what it should be. ${again}`],
    [{ kind: 'cube' }, `In shop/manifest.json, kind is missing or not what it should be. ${again}`],
    [{ title: undefined }, `In shop/manifest.json, title is missing or not what it should be. ${again}`],
    [{ newest: 'yesterday' }, `In shop/manifest.json, newest is missing or not what it should be. ${again}`],
    [{ tables: [] }, `shop/manifest.json does not list the table events. ${again}`],
    [{ tables: [file, file] }, `shop/manifest.json lists the table events twice. ${again}`],
    [
      { kind: 'marts', tables: [{ ...file, table: 'sessions' }] },
      `shop/manifest.json does not list the table ${Object.keys(martTables).slice(1).join(', ')}. ${again}`,
    ],
    [
      { tables: [{ ...file, table: 'visits' }] },
      `In shop/manifest.json, tables[0].table is missing or not what it should be. ${again}`,
    ],
    [
      { tables: [{ ...file, rows: -1 }] },
      `In shop/manifest.json, tables[0].rows is missing or not what it should be. ${again}`,
    ],
    [
      { tables: [{ ...file, sha256: 'short' }] },
      `In shop/manifest.json, tables[0].sha256 is missing or not what it should be. ${again}`,
    ],
  ])('refuses %j', (change, sentence) => {
    expect(reason(change)).toBe(sentence);
  });

  it.each([
    '../events.csv',
    '/events.csv',
    'https://elsewhere.example/e.csv',
    'a/../../e.csv',
    '.hidden',
    'a\\b',
    '//x/y',
    '',
  ])('refuses the file name %j', (name) => {
    expect(reason({ tables: [{ ...file, file: name }] })).toBe(
      `In shop/manifest.json, tables[0].file is missing or not what it should be. ${again}`,
    );
  });

  it('refuses what is not JSON or not an object', () => {
    expect(() => parseManifest('{', 'manifest.json')).toThrow(`manifest.json is not JSON. ${again}`);
    expect(() => parseManifest('[]', 'manifest.json')).toThrow(
      `manifest.json does not have the shape it should have. ${again}`,
    );
  });
});

describe('parseCatalog', () => {
  it('refuses a folder outside of the data folder', () => {
    const catalog = { default: 'a', datasets: [{ id: 'a', title: '', description: '', folder: '../a' }] };
    expect(() => parseCatalog(JSON.stringify(catalog), 'catalog.json')).toThrow(
      `In catalog.json, datasets[0].folder is missing or not what it should be. ${again}`,
    );
  });
});
