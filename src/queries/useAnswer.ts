import { useQuery } from '@tanstack/react-query';
import type { Answer } from '../engine/engine.ts';
import { useDataSource } from './dataSource.ts';

export type { Answer };

/** What came of running a text. */
export interface Asked {
  /** Undefined until it is there. */
  readonly answer: Answer | undefined;
  /** A sentence for the person. */
  readonly error: Error | null;
  /** The engine is not ready: the text runs when it is. */
  readonly isWaiting: boolean;
  readonly retry: () => void;
}

/** Runs `text` as it is while it is on screen, and never shows an answer from before: the time it took is that of now. */
export function useAnswer(text: string, mostRows: number): Asked {
  const { engine, dataVersion } = useDataSource();
  const result = useQuery({
    queryKey: [dataVersion, 'answer', text, mostRows],
    queryFn: ({ signal }) => {
      if (engine === null) throw new Error('The engine is not ready.');
      return engine.ask(text, { signal, mostRows });
    },
    enabled: engine !== null,
    gcTime: 0,
  });
  return {
    answer: result.data,
    error: result.isFetching ? null : result.error,
    isWaiting: engine === null && result.data === undefined,
    retry: () => void result.refetch(),
  };
}
