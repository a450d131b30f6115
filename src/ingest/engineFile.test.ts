import { describe, expect, it } from 'vitest';
import { engineOrigin, parseEngineFile } from './engineFile.ts';

const whole = { engine: 'clickhouse', url: 'https://data.example.com:8443/click/', database: 'shop', user: 'reader' };
const wrongIn = (file: unknown) => parseEngineFile(JSON.stringify(file)).wrong;

describe('engine.json', () => {
  it('is read as it is, with and without what may be left out', () => {
    for (const file of [whole, { ...whole, title: 'Shop', currency: 'EUR' }]) {
      expect(parseEngineFile(JSON.stringify(file))).toEqual({ file, wrong: [] });
    }
    expect(engineOrigin({ ...whole, engine: 'clickhouse' })).toBe('https://data.example.com:8443');
  });

  it('has a sentence for each fault, all at once', () => {
    const wrong = wrongIn({ engine: 'duckdb', url: 'data.example.com', database: '', title: '', currency: 'euro' });
    const names = wrong.map((sentence) => /^“(\w+)” has to be /.exec(sentence)?.[1]);
    expect(names).toEqual(['engine', 'url', 'database', 'user', 'title', 'currency']);
  });

  it.each(['{', ''])('is not %j', (text) => {
    expect(parseEngineFile(text)).toEqual({ file: null, wrong: ['engine.json is not JSON.'] });
  });

  it.each([[null], [[]], ['clickhouse'], [7]])('is no %j', (file) => {
    expect(wrongIn(file)).toEqual(['engine.json has to be an object with “engine”, “url”, “database” and “user”.']);
  });

  it.each([
    'http://data.example.com',
    'https://reader:secret@data.example.com',
    'https://data.example.com?database=shop',
    'https://data.example.com/#a',
    'https://*.example.com',
    "https://data.example.com;script-src'self'",
    'HTTPS://data.example.com',
    'javascript:alert(1)',
    'data:,',
    '//data.example.com',
  ])('does not send a password to %j', (url) => {
    expect(wrongIn({ ...whole, url })).toEqual([expect.stringMatching(/^“url” has to be /)]);
  });

  it.each(['http://localhost:8123', 'http://127.0.0.1:8123', 'http://[::1]:8123/'])('may name %j', (url) => {
    expect(wrongIn({ ...whole, url })).toEqual([]);
  });

  it.each(['password', 'Passwort', 'secret', 'accessToken', 'key'])('holds no %s', (name) => {
    expect(wrongIn({ ...whole, [name]: 'x' })).toEqual([expect.stringContaining(`“${name}” must not be in it`)]);
  });

  it('names what nobody knows instead of passing over it', () => {
    expect(wrongIn({ ...whole, databse: 'shop' })).toEqual([
      '“databse” is not known here. Known are engine, url, database, user, title, currency.',
    ]);
  });
});
