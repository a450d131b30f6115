import { useQueries } from '@tanstack/react-query';
import type { Query } from '../model/query.ts';
import { useDataSource } from './dataSource.ts';
import { type Rows, rowsOptions } from './useRows.ts';

/** One answer for each of `queries`, in their order: undefined until its rows are there. A question no longer asked is dropped. */
export function useManyRows<R>(queries: readonly Query<R>[]): readonly Pick<Rows<R>, 'rows' | 'error' | 'retry'>[] {
  const source = useDataSource();
  return useQueries({
    queries: queries.map((query) => rowsOptions(query, source)),
    combine: (results) =>
      results.map(({ data, error, refetch }) => ({ rows: data, error, retry: () => void refetch() })),
  });
}
