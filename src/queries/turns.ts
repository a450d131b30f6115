import type { Query, QueryClient } from '@tanstack/react-query';

/**
 * When a question is asked: `at once`; `late`, when nothing is asked at once any more, for what reads every session; `last`, when
 * nobody else asks. One engine answers all, one after the other, and a person looks at what comes first.
 */
export type Turn = 'at once' | 'late' | 'last';
const order: readonly Turn[] = ['at once', 'late', 'last'];

/** For the `meta` of a query that has a turn. */
export function turnMeta(turn: Turn): { readonly turn: Turn } {
  return { turn };
}

/** Resolves once no query of an earlier turn is being answered; rejects when the signal aborts. */
export async function itsTurn(turn: Turn, client: QueryClient, signal: AbortSignal): Promise<void> {
  if (turn === 'at once') return;
  const isEarlier = ({ meta }: Query) =>
    order.indexOf((meta?.['turn'] as Turn | undefined) ?? 'at once') < order.indexOf(turn);
  return new Promise((resolve, reject) => {
    let stop = () => {};
    const look = () => {
      if (!signal.aborted && client.isFetching({ predicate: isEarlier }) > 0) return;
      stop();
      signal.removeEventListener('abort', look);
      if (signal.aborted) reject(new Error('The selection has changed.'));
      else resolve();
    };
    // Not at once: panels of one page begin to ask in the same turn.
    setTimeout(() => {
      stop = client.getQueryCache().subscribe(look);
      signal.addEventListener('abort', look);
      look();
    });
  });
}
