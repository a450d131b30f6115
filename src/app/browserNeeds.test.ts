import { describe, expect, it } from 'vitest';
import { browserLack } from './browserNeeds.ts';

/** A browser with everything but these; Node itself has no such Worker, so another class stands for it. */
function browserWithout(...absent: readonly string[]): typeof globalThis {
  return new Proxy(globalThis, {
    get: (scope, name): unknown => {
      if (absent.includes(String(name))) return undefined;
      return name === 'Worker' ? Map : Reflect.get(scope, name);
    },
  });
}

describe('what a browser needs', () => {
  it('is there in a complete one, and in one that lacks what only makes it better', () => {
    expect(browserLack(browserWithout())).toBeNull();
    expect(browserLack(browserWithout('SharedArrayBuffer', 'indexedDB', 'localStorage'))).toBeNull();
  });

  it.each(['WebAssembly', 'BigInt64Array', 'Worker', 'BroadcastChannel'])('is named when it is %s', (name) => {
    expect(browserLack(browserWithout(name))).toBe(
      `This browser lacks ${name}, or it is switched off, and the database cannot run without it. ` +
        'A current version of Chrome, Edge, Firefox or Safari has it: open this link there.',
    );
  });

  it('is named when WebAssembly is too old for exceptions', () => {
    const old = new Proxy(browserWithout(), {
      get: (scope, name): unknown => (name === 'WebAssembly' ? { validate: () => false } : Reflect.get(scope, name)),
    });
    expect(browserLack(old)).toContain('lacks WebAssembly exceptions,');
  });
});
