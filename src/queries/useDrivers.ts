import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type DriverSearch, findDrivers } from '../model/drivers.ts';
import type { Counting, Filters } from '../model/filters.ts';
import type { Loss } from '../model/queries/driversPopulation.ts';
import type { Facts } from '../model/queries/facts.ts';
import { useDataSource } from './dataSource.ts';
import { itsTurn, turnMeta } from './turns.ts';
import type { Rows } from './useRows.ts';

/** What a panel can show of a search for drivers; `search` is undefined before the first. */
export interface DriversAnswer extends Pick<Rows<unknown>, 'stale' | 'error' | 'retry'> {
  readonly search: DriverSearch | undefined;
}

/**
 * The drivers of a loss. The search asks one question after the other, and each waits until no other panel asks: one engine
 * answers all, and these are the longest. It is dropped when the selection changes.
 */
export function useDrivers(filters: Filters, counting: Counting, loss: Loss, facts: Facts): DriversAnswer {
  const { engine, dataVersion } = useDataSource();
  const { reading } = counting;
  const result = useQuery({
    // Neither the unit nor the base is asked for, and the facts belong to the data.
    queryKey: [dataVersion, 'drivers', JSON.stringify({ filters, reading, loss })],
    meta: turnMeta('last'),
    queryFn: ({ client, signal }) => {
      if (engine === null) throw new Error('The engine is not ready.');
      return findDrivers(
        async (query) => {
          await itsTurn('last', client, signal);
          return (await engine.run(query.sql, { signal })).map(query.row);
        },
        filters,
        counting,
        loss,
        facts,
      );
    },
    enabled: engine !== null,
    placeholderData: keepPreviousData,
  });
  return {
    search: result.data,
    stale: result.isPlaceholderData,
    error: result.error,
    retry: () => void result.refetch(),
  };
}
