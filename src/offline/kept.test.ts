import { describe, expect, it } from 'vitest';
import { hashInAddress, keptAs, outlivedBy, toWorker } from './kept.ts';

const scope = 'https://shop.example/greenery/';

describe('keptAs', () => {
  it.each([
    ['', 'page'],
    ['?view=orders&state=Texas', 'page'],
    ['index.html#by', 'page'],
    ['assets/duckdb-eh-9ubY-jlA.wasm', 'engine'],
    ['data/catalog.json', 'manifest'],
    ['data/greenery/manifest.json', 'manifest'],
    ['data/greenery/events.parquet?v=c2b084a70afa6da8', 'data'],
    ['data/2021/late/events.csv?v=79f5783207491784', 'data'],
    // Nobody vouches for these.
    ['data/greenery/events.parquet', null],
    ['data/greenery/events.parquet?v=c2b0', null],
    ['data/greenery/events.parquet?v=C2B084A70AFA6DA8', null],
    ['data/greenery/events.parquet?v=c2b084a70afa6da8&more', null],
    ['assets/../data/greenery/events.csv', null],
    ['licenses.md', null],
    ['orders/', null],
    ['../', null],
    ['../greenery2/data/catalog.json', null],
    ['https://elsewhere.example/greenery/data/catalog.json', null],
    ['blob:https://shop.example/greenery/data/catalog.json', null],
  ])('%s is %s', (address, kept) => {
    expect(keptAs(new URL(address, scope).href, scope)).toBe(kept);
  });
});

it('reads the hash that an address ends with', () => {
  expect(hashInAddress(`${scope}data/a/b.csv?v=0123456789abcdef`)).toBe('0123456789abcdef');
  expect(hashInAddress(`${scope}data/a/b.csv?w=1&v=0123456789abcdef`)).toBeNull();
});

it('lets other datasets and older editions of a file go, and nothing else', () => {
  const kept = [
    'data/greenery/events.csv?v=1111111111111111',
    'data/greenery/events.csv?v=2222222222222222',
    'data/greenery/users.csv?v=1111111111111111',
    'data/greenery-2021/events.csv?v=2222222222222222',
  ].map((path) => scope + path);
  expect(outlivedBy(`${scope}data/greenery/events.csv?v=2222222222222222`, kept, scope)).toEqual([kept[0], kept[3]]);
});

it.each([
  [{ type: 'SKIP_WAITING' }, { type: 'SKIP_WAITING' }],
  [
    { type: 'KEEP', addresses: ['a', 7, null, 'b'] },
    { type: 'KEEP', addresses: ['a', 'b'] },
  ],
  [{ type: 'KEEP' }, null],
  [{ type: 'CACHE_URLS', addresses: [] }, null],
  ['SKIP_WAITING', null],
  [null, null],
])('takes %j for %j', (message, meant) => {
  expect(toWorker(message)).toEqual(meant);
});
