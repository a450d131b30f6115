import type { Rows } from './useRows.ts';

/** What a panel says when its question failed. */
export function panelError({ error, retry }: Pick<Rows<unknown>, 'error' | 'retry'>) {
  return error === null ? null : { sentence: error.message, onRetry: retry };
}
