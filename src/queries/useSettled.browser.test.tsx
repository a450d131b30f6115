import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useSettled } from './useSettled.ts';

const fresh: { stale: boolean; error: Error | null } = { stale: false, error: null };

it('keeps the last view that answered its question while rows are old or an error stands', () => {
  const { result, rerender } = renderHook(({ view, state }) => useSettled(view, state), {
    initialProps: { view: '578 sessions', state: fresh },
  });
  expect(result.current).toBe('578 sessions');
  rerender({ view: '578 users', state: { stale: true, error: null } });
  expect(result.current).toBe('578 sessions');
  rerender({ view: '578 users', state: { stale: false, error: new Error('The engine stopped.') } });
  expect(result.current).toBe('578 sessions');
  rerender({ view: '124 users', state: fresh });
  expect(result.current).toBe('124 users');
});
