import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trustedPolicyName } from '../../src/engine/trustedScript.ts';
import { allowedHosts, contentSecurityPolicy, headersFile, nginxLines, securityHeaders } from './securityPolicy.ts';

const nobody = allowedHosts({});

function directive(policy: string, name: string): string | undefined {
  return policy.split('; ').find((words) => words.split(' ')[0] === name);
}

describe('the policy', () => {
  const policy = contentSecurityPolicy(nobody);

  it('names no other host, evaluates no text, and demands Trusted Types', () => {
    expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/);
    expect(directive(policy, 'default-src')).toBe("default-src 'none'");
    expect(directive(policy, 'script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(directive(policy, 'frame-ancestors')).toBe("frame-ancestors 'self'");
    expect(directive(policy, 'require-trusted-types-for')).toBe("require-trusted-types-for 'script'");
    expect(directive(policy, 'trusted-types')).toBe(`trusted-types ${trustedPolicyName} default`);
  });

  it('lets through what the environment allows, each at its place and nowhere else', () => {
    const hosts = allowedHosts({
      GREENERY_DATA_HOSTS: 'https://data.example.com, http://localhost:8080/',
      GREENERY_FRAME_HOSTS: 'https://wiki.example.com',
    });
    const opened = contentSecurityPolicy(hosts);
    expect(directive(opened, 'connect-src')).toBe(
      `${directive(policy, 'connect-src')} https://data.example.com http://localhost:8080`,
    );
    expect(directive(opened, 'frame-ancestors')).toBe("frame-ancestors 'self' https://wiki.example.com");
    const changed = (text: string) => text.replace(/(?:connect-src|frame-ancestors) [^;]*/g, '');
    expect(changed(opened)).toBe(changed(policy));
  });

  it.each([
    'data.example.com',
    'http://data.example.com',
    'https://data.example.com/folder',
    'https://a:b@data.example.com',
    'https://*.example.com',
    "https://data.example.com;script-src'self'",
    'https://data.example.com?x',
    'HTTPS://data.example.com',
    "'unsafe-inline'",
    'https:',
    'data:',
    '*',
  ])('is not built with %j as a host', (host) => {
    expect(() => allowedHosts({ GREENERY_DATA_HOSTS: host })).toThrow('GREENERY_DATA_HOSTS holds “');
  });

  it('lets everybody frame the page when asked to, but not everybody and somebody', () => {
    expect(contentSecurityPolicy(allowedHosts({ GREENERY_FRAME_HOSTS: '*' }))).toMatch(/; frame-ancestors 'self' \*$/);
    expect(() => allowedHosts({ GREENERY_FRAME_HOSTS: '* https://a.example' })).toThrow('either “*”');
  });
});

describe('the headers', () => {
  it('are the same for every host that reads them from a file', () => {
    for (const [name, value] of Object.entries(securityHeaders(nobody))) {
      expect(value).not.toMatch(/["\n]/);
      expect(headersFile(nobody).split('\n')).toContain(`  ${name}: ${value}`);
      expect(nginxLines(nobody).split('\n')).toContain(`add_header ${name} "${value}" always;`);
    }
    // Cloudflare Pages takes no longer lines.
    expect(
      Math.max(
        ...headersFile(nobody)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(2000);
  });

  it('stand in docs/deploying.md as they are sent', () => {
    const docs = readFileSync(new URL('../../docs/deploying.md', import.meta.url), 'utf8');
    expect(docs).toContain(nginxLines(nobody));
  });
});
