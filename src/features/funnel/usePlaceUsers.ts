import { useMemo } from 'react';
import type { Counting } from '../../model/filters.ts';
import type { Query } from '../../model/query.ts';
import { useRows } from '../../queries/useRows.ts';
import type { PlaceUsers } from './placeRows.ts';

/**
 * The users of each place, by `keyOf`: asked beside what adds up, which is there sooner. Null while they are on their way, so that
 * no older ones stand in; where users are what is counted, they are in the rows of the places and nothing is asked.
 */
export function usePlaceUsers<R extends { readonly users: number }>(
  query: Query<R>,
  { unit }: Pick<Counting, 'unit'>,
  keyOf: (row: R) => string,
): { users: PlaceUsers; isPending: boolean; error: Error | null; retry: () => void } {
  const enabled = unit === 'sessions';
  const { rows, stale, error, retry } = useRows(query, { enabled, turn: 'late' });
  const current = stale || error !== null ? undefined : rows;
  const users = useMemo(
    () => (current === undefined ? null : new Map(current.map((row) => [keyOf(row), row.users]))),
    [current, keyOf],
  );
  return { users, isPending: enabled && users === null && error === null, error, retry };
}
