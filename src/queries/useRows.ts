import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Query } from '../model/query.ts';
import { type DataSource, useDataSource } from './dataSource.ts';
import { itsTurn, type Turn, turnMeta } from './turns.ts';

/** What a panel can show of an answer. */
export interface Rows<R> {
  /** The newest good rows, also while newer ones are on the way or have failed; undefined before the first. */
  readonly rows: readonly R[] | undefined;
  /** The rows answer an older question than the one on screen. */
  readonly stale: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** TanStack options for a question: its key is the question itself, so it cannot forget a variable. */
export function rowsOptions<R>(query: Query<R>, { engine, dataVersion }: DataSource, turn: Turn = 'at once') {
  return queryOptions({
    queryKey: [dataVersion, query.name, query.sql.chunks, query.sql.values],
    meta: turnMeta(turn),
    queryFn: async ({ client, signal }) => {
      if (engine === null) throw new Error('The engine is not ready.');
      await itsTurn(turn, client, signal);
      return (await engine.run(query.sql, { signal })).map(query.row);
    },
    enabled: engine !== null,
  });
}

export interface RowsOptions {
  readonly enabled?: boolean;
  /** When it is asked, among what the page asks together. */
  readonly turn?: Turn;
}

/** The rows of `query`, kept on screen until the next ones are there. A query that is not `enabled` is not asked and has no rows. */
export function useRows<R>(query: Query<R>, { enabled = true, turn = 'at once' }: RowsOptions = {}): Rows<R> {
  const source = useDataSource();
  const options = rowsOptions(query, source, turn);
  const result = useQuery({
    ...options,
    enabled: enabled && options.enabled === true,
    placeholderData: keepPreviousData,
  });
  const last = useLastGood(result.data, source.dataVersion);
  if (!enabled) return { rows: undefined, stale: false, error: null, retry: () => undefined };
  return {
    rows: last,
    stale: result.isPlaceholderData || (result.isPending && last !== undefined),
    error: result.error,
    retry: () => void result.refetch(),
  };
}

/** TanStack Query drops placeholder rows when the next answer is an error; a panel keeps them under its message. */
function useLastGood<T>(data: T | undefined, dataVersion: string): T | undefined {
  const [last, setLast] = useState<{ data: T; dataVersion: string } | null>(null);
  if (data !== undefined && last?.data !== data) setLast({ data, dataVersion });
  if (data !== undefined) return data;
  return last?.dataVersion === dataVersion ? last.data : undefined;
}
