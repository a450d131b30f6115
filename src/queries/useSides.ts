import type { Query } from '../model/query.ts';
import { type Rows, type RowsOptions, useRows } from './useRows.ts';

/** What a panel can show of an answer and of the same answer for the other side of a comparison. */
export interface Sides<R> extends Rows<R> {
  /** The other side’s rows; null where nothing is compared, undefined before the first. */
  readonly others: readonly R[] | null | undefined;
}

/** The rows of `query`, and of `other` where two sides are compared. They are stale until both answer the question on screen. */
export function useSides<R>(
  query: Query<R>,
  other: Query<R> | null,
  { turn = 'at once' }: Pick<RowsOptions, 'turn'> = {},
): Sides<R> {
  const mine = useRows(query, { turn });
  const theirs = useRows(other ?? query, { turn, enabled: other !== null });
  if (other === null) return { ...mine, others: null };
  return {
    rows: mine.rows,
    others: theirs.rows,
    stale: mine.stale || theirs.stale || (theirs.rows === undefined && theirs.error === null),
    error: mine.error ?? theirs.error,
    retry: mine.error === null ? theirs.retry : mine.retry,
  };
}
