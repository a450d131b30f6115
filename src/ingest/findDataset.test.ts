import { expect, it } from 'vitest';
import { UnconfirmedHostError } from './datasetAddress.ts';
import { findDataset } from './findDataset.ts';
import { martTables } from '../model/tables.ts';

const base = 'https://shop.example/sub/data/';

function manifest(id: string): string {
  return JSON.stringify({
    format: 1,
    id,
    title: id,
    description: '',
    currency: 'USD',
    kind: 'raw',
    newest: null,
    dataVersion: '0123456789abcdef',
    tables: [
      { table: 'events', file: 'events.csv', format: 'csv', rows: 1, bytes: 1, sha256: 'a'.repeat(64), newest: null },
    ],
  });
}

const site: Readonly<Record<string, string>> = {
  [`${base}catalog.json`]: JSON.stringify({
    default: 'greenery',
    datasets: [
      { id: 'greenery', title: 'Greenery', description: '', folder: 'built-in/greenery' },
      { id: 'lost', title: 'Lost', description: '', folder: 'lost' },
    ],
  }),
  [`${base}built-in/greenery/manifest.json`]: manifest('greenery'),
  [`${base}mine/manifest.json`]: manifest('mine'),
};

function find(id: string | null, missing = () => new Response('', { status: 404 })) {
  return findDataset(id, {
    base,
    fetch: (url) => Promise.resolve(site[url] === undefined ? missing() : new Response(site[url])),
  });
}

it('finds the default dataset, in the folder the catalogue names', async () => {
  const found = await find(null);
  expect(found.manifest.id).toBe('greenery');
  expect(found.base).toBe(`${base}built-in/greenery/`);
});

it('finds a dataset that the catalogue does not list in the folder of its name', async () => {
  const found = await find('mine');
  expect(found.manifest.id).toBe('mine');
  expect(found.base).toBe(`${base}mine/`);
});

it.each(['nobody', 'mine.', 'Mine', '..'])('names the known datasets when there is no %j', async (id) => {
  const sentence = `There is no dataset "${id}" here. Known datasets: greenery, lost.`;
  await expect(find(id)).rejects.toThrow(sentence);
  await expect(find(id, () => new Response('<!doctype html>'))).rejects.toThrow(sentence);
});

it('says when a listed dataset is not where it should be', async () => {
  await expect(find('lost')).rejects.toThrow('lost/manifest.json is not on the server (404).');
});

it('does not take a failing server for an unknown dataset', async () => {
  await expect(find('nobody', () => new Response('', { status: 500 }))).rejects.toThrow(
    'The server failed to send nobody/manifest.json (500). Retry in a while.',
  );
});

it('opens a manifest of this site by its address', async () => {
  const found = await find('data/mine/manifest.json');
  expect(found.manifest.id).toBe('mine');
  expect(found.base).toBe(`${base}mine/`);
});

it('asks nothing of another site until the site allows it and a person agreed', async () => {
  const elsewhere = 'https://elsewhere.example/a/manifest.json';
  const host = 'https://elsewhere.example';
  const asked: string[] = [];
  const look = (allowedHosts: string[], confirmedHosts: string[]) =>
    findDataset(elsewhere, {
      base,
      allowedHosts,
      confirmedHosts,
      fetch: (url) => {
        asked.push(url);
        return Promise.resolve(new Response(manifest('theirs')));
      },
    });

  await expect(look([], [host])).rejects.toThrow(
    'The link shows data from elsewhere.example, and this site does not allow that. ' +
      'Whoever runs the site can: it has to be built with GREENERY_DATA_HOSTS=https://elsewhere.example.',
  );
  const unconfirmed = await look([host], []).catch((error: unknown) => error);
  expect(unconfirmed).toBeInstanceOf(UnconfirmedHostError);
  expect(unconfirmed).toMatchObject({ origin: host });
  expect(asked).toEqual([]);

  const found = await look([host], [host]);
  expect(found.base).toBe('https://elsewhere.example/a/');
  expect(asked).toEqual([elsewhere]);
});

it('uses the database file of this site, and never that of another', async () => {
  const marts = JSON.stringify({
    format: 1,
    id: 'prepared',
    title: 'Prepared',
    description: '',
    currency: 'USD',
    newest: null,
    dataVersion: '0'.repeat(16),
    kind: 'marts',
    tables: Object.keys(martTables).map((table) => ({
      table,
      file: `${table}.parquet`,
      format: 'parquet',
      rows: 0,
      bytes: 0,
      sha256: '0'.repeat(64),
      newest: null,
    })),
    database: { file: 'dataset.duckdb', bytes: 1, sha256: '1'.repeat(64), storage: 'v1.2.0' },
  });
  const look = async (address: string) => {
    const hosts = ['https://elsewhere.example'];
    const fetch = () => Promise.resolve(new Response(marts));
    const found = await findDataset(address, { base, allowedHosts: hosts, confirmedHosts: hosts, fetch });
    return found.manifest;
  };
  expect(await look('data/mine/manifest.json')).toHaveProperty('database.file', 'dataset.duckdb');
  const theirs = await look('https://elsewhere.example/a/manifest.json');
  expect(theirs.tables).toHaveLength(Object.keys(martTables).length);
  expect(theirs).toHaveProperty('database', undefined);
});

it('sends neither cookies nor the address of the page to another site', async () => {
  let sent: RequestInit = {};
  await findDataset('mine', {
    base,
    fetch: (url, init) => {
      sent = init;
      return Promise.resolve(new Response(site[url]));
    },
  });
  expect(sent).toMatchObject({ credentials: 'same-origin', referrerPolicy: 'no-referrer' });
});
