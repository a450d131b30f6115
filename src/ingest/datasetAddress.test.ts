import { describe, expect, it } from 'vitest';
import { needsConfirmation, parseDatasetAddress } from './datasetAddress.ts';

const page = 'https://shop.example/sub/';

describe('the address of a dataset', () => {
  it.each<[text: string, url: string, foreign: string | null]>([
    ['./x/manifest.json', 'https://shop.example/sub/x/manifest.json', null],
    ['x/manifest.json', 'https://shop.example/sub/x/manifest.json', null],
    ['/shop/manifest.json', 'https://shop.example/shop/manifest.json', null],
    ['https://shop.example/manifest.json', 'https://shop.example/manifest.json', null],
    ['https://shop.example:8443/manifest.json', 'https://shop.example:8443/manifest.json', 'https://shop.example:8443'],
    ['https://data.example/a/manifest.json', 'https://data.example/a/manifest.json', 'https://data.example'],
    ['HTTPS://DATA.example/a/manifest.json', 'https://data.example/a/manifest.json', 'https://data.example'],
    // What looks like a path of this site, and is not.
    ['//data.example/manifest.json', 'https://data.example/manifest.json', 'https://data.example'],
    ['/\\data.example/manifest.json', 'https://data.example/manifest.json', 'https://data.example'],
    ['\\\\data.example\\manifest.json', 'https://data.example/manifest.json', 'https://data.example'],
    ['/\t/data.example/manifest.json', 'https://data.example/manifest.json', 'https://data.example'],
    // Letters that look like others keep their true name.
    ['https://shоp.example/manifest.json', 'https://xn--shp-ted.example/manifest.json', 'https://xn--shp-ted.example'],
    ['http://localhost:8080/manifest.json', 'http://localhost:8080/manifest.json', 'http://localhost:8080'],
    ['http://127.0.0.1/manifest.json', 'http://127.0.0.1/manifest.json', 'http://127.0.0.1'],
  ])('%j', (text, url, foreign) => {
    const address = parseDatasetAddress(text, page);
    expect(address).toEqual({ kind: 'manifest', url, folder: url.replace('manifest.json', ''), foreign });
    expect(needsConfirmation(address, [])).toBe(foreign !== null);
    expect(needsConfirmation(address, ['https://else.example', foreign ?? ''])).toBe(false);
  });

  it.each(['greenery', 'own-0123', '__proto__', ''])('%j is a name', (id) => {
    const address = parseDatasetAddress(id, page);
    expect(address).toEqual({ kind: 'id', id });
    expect(needsConfirmation(address, [])).toBe(false);
  });

  it.each<[text: string, why: string]>([
    ['javascript:alert(1)//manifest.json', 'does not begin with https'],
    ['data:application/json,{}/manifest.json', 'does not begin with https'],
    ['blob:https://shop.example/manifest.json', 'does not begin with https'],
    ['file:///manifest.json', 'does not begin with https'],
    ['ftp://data.example/manifest.json', 'does not begin with https'],
    ['https://me:secret@data.example/manifest.json', 'holds a user name or a password'],
    ['https://shop.example@data.example/manifest.json', 'holds a user name or a password'],
    ['http://data.example/manifest.json', 'only https is opened'],
    ['http://localhost.data.example/manifest.json', 'only https is opened'],
    ['http://127.0.0.1.data.example/manifest.json', 'only https is opened'],
    ['https://data.example/manifest.json?key=1', 'does not end in “/manifest.json”'],
    ['https://data.example/a/', 'does not end in “/manifest.json”'],
    ['https://data.example/not-manifest.json', 'does not end in “/manifest.json”'],
    ['mine/', 'does not end in “/manifest.json”'],
    ['https://', 'is no address'],
    ['https://[/manifest.json', 'is no address'],
  ])('%j is refused', (text, why) => {
    expect(() => parseDatasetAddress(text, page)).toThrow(why);
  });
});
