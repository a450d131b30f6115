import { expect, it } from 'vitest';
import { changedSince, linkCheck } from './linkCheck.ts';

const version = '0123456789abcdef';

it('says nothing of a link made here and now, or of one that does not say', () => {
  expect(linkCheck(version)).toMatch(/^012345-[0-9a-f]{6}$/);
  expect(changedSince(linkCheck(version), version)).toBeNull();
  expect(changedSince(null, version)).toBeNull();
});

it.each([
  [linkCheck('fedcba9876543210'), 'The data has changed since this link was made'],
  ['012345-zzzzzz', 'Some definitions have changed since this link was made'],
  ['nonsense', 'The data and some definitions have changed since this link was made'],
])('names what changed since %s', (check, start) => {
  expect(changedSince(check, version)).toContain(start);
});
