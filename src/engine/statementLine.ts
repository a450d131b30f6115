import { cancelledError } from './engineErrors.ts';
import { type FromWorker, isOfStatement, type ToWorker } from './statementMessages.ts';

/** Sends statements to a worker that takes them whole, in the order they are given. */
export interface StatementLine {
  /**
   * The pieces of the answer, which are those of one Arrow IPC stream. Rejects with DuckDB’s own words, or as cancelled once the
   * worker has let it go. `onBegun` is called when the worker begins with it.
   */
  readonly ask: (text: string, signal: AbortSignal | undefined, onBegun: () => void) => Promise<readonly Uint8Array[]>;
}

/** The line to `worker`. Made before DuckDB’s page side listens to it, which knows nothing of these messages. */
export function statementLine(worker: Pick<Worker, 'postMessage' | 'addEventListener'>): StatementLine {
  const asked = new Map<number, (told: FromWorker) => void>();
  let statements = 0;
  const send = (message: ToWorker) => worker.postMessage(message);

  worker.addEventListener('message', (event: MessageEvent) => {
    if (!isOfStatement(event.data)) return;
    event.stopImmediatePropagation();
    const told = event.data as FromWorker;
    asked.get(told.statement)?.(told);
  });

  return {
    ask: (text, signal, onBegun) =>
      new Promise((resolve, reject) => {
        statements += 1;
        const statement = statements;
        const cancel = () => send({ statement, cancel: true });
        const end = () => {
          asked.delete(statement);
          signal?.removeEventListener('abort', cancel);
        };
        asked.set(statement, (told) => {
          if (told.is === 'begun') return onBegun();
          end();
          if (told.is === 'answered') resolve(told.pieces);
          else reject(told.is === 'cancelled' ? cancelledError() : new Error(told.message));
        });
        signal?.addEventListener('abort', cancel);
        send({ statement, text });
      }),
  };
}
