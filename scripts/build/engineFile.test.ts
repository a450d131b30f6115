import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteEngine } from './engineFile.ts';
import { allowedHosts, contentSecurityPolicy, headersFile } from './securityPolicy.ts';

const whole = { engine: 'clickhouse', url: 'https://data.example.com:8443/click', database: 'shop', user: 'reader' };

describe('the engine.json of a build', () => {
  let root = '';
  const write = (name: string, content: unknown) => writeFileSync(join(root, name), JSON.stringify(content));
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'engine-file-'));
    mkdirSync(join(root, 'public'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('is none where there is none', () => {
    expect(siteEngine({}, root)).toBeNull();
    expect(siteEngine({ GREENERY_ENGINE: '' }, root)).toBeNull();
  });

  it('is the one that is named, or the one beside the page; its origin is the only one let through', () => {
    write('public/engine.json', { ...whole, url: 'https://beside.example' });
    write('named.json', whole);
    expect(siteEngine({}, root)?.origin).toBe('https://beside.example');
    const engine = siteEngine({ GREENERY_ENGINE: 'named.json' }, root);
    expect(engine).toEqual({ text: JSON.stringify(whole), origin: 'https://data.example.com:8443' });

    const hosts = { ...allowedHosts({}), engine: engine?.origin ?? '' };
    const before = contentSecurityPolicy(allowedHosts({}));
    const policy = contentSecurityPolicy(hosts);
    expect(policy).toContain("connect-src 'self' blob: https://data.example.com:8443;");
    expect(policy.replace(' https://data.example.com:8443', '')).toBe(before);
    expect(headersFile(hosts)).toContain(policy);
  });

  it('fails the build when it is missing or wrong, with all that is wrong', () => {
    expect(() => siteEngine({ GREENERY_ENGINE: 'nowhere.json' }, root)).toThrow('“nowhere.json”, which is not there');
    write('wrong.json', { ...whole, url: 'http://data.example.com', password: 'x' });
    expect(() => siteEngine({ GREENERY_ENGINE: 'wrong.json' }, root)).toThrow(
      /wrong\.json cannot be used\. “url” has to be .*“password” must not be in it/,
    );
  });
});
