import { expect, it } from 'vitest';
import { type GuardedPage, reloadHelps } from './staleChunk.ts';

/** A page that has been loaded again for `reloaded`. */
function page(build: string, reloaded: string | null, isReachable = true) {
  let last = reloaded;
  const guarded: GuardedPage = {
    build,
    reloaded: () => last,
    setReloaded: (next) => {
      last = next;
    },
    isReachable: () => Promise.resolve(isReachable),
  };
  return { guarded, last: () => last };
}

it('loads a page again once for each build', async () => {
  const { guarded, last } = page('two', 'one');
  expect(await reloadHelps(guarded)).toBe(true);
  expect(last()).toBe('two');
  expect(await reloadHelps(guarded)).toBe(false);
});

it('leaves a page alone that would not come back', async () => {
  const { guarded, last } = page('one', null, false);
  expect(await reloadHelps(guarded)).toBe(false);
  expect(last()).toBeNull();
});

it('never reloads where the browser remembers nothing', async () => {
  const { guarded } = page('one', null);
  const refuse = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  expect(await reloadHelps({ ...guarded, reloaded: refuse })).toBe(false);
  expect(await reloadHelps({ ...guarded, setReloaded: refuse })).toBe(false);
});
