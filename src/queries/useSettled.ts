import { useState } from 'react';
import type { Rows } from './useRows.ts';

/**
 * A memoized `view` once its rows answer the question on screen; until then, and after an error, the last one that did. So old
 * rows are never told in the words of a newer question, as sessions that are called users.
 */
export function useSettled<T>(view: T, { stale, error }: Pick<Rows<unknown>, 'stale' | 'error'>): T {
  const isSettled = !stale && error === null;
  const [settled, settle] = useState(view);
  if (isSettled && settled !== view) settle(view);
  return isSettled ? view : settled;
}
