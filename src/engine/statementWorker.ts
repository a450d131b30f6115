import { type FromWorker, isOfStatement, type ToWorker } from './statementMessages.ts';

/** The part of a worker that is used here. */
export interface WorkerScope {
  postMessage: (message: unknown, transfer: Transferable[]) => void;
  /** Set by DuckDB. */
  onmessage: ((event: MessageEvent) => unknown) | null;
  readonly addEventListener: (type: 'message', listener: (event: MessageEvent) => void) => void;
}

/** DuckDB’s messages, as far as a statement needs them. */
interface Reply {
  readonly requestId: number;
  readonly type: string;
  readonly data: unknown;
}

/**
 * In DuckDB’s worker, before its script runs: takes whole statements and carries each through DuckDB’s own messages, so that it is
 * answered while the page draws the one before. They run one after the other, on a connection that only they use and none that
 * failed has used.
 */
export function takeStatements(scope: WorkerScope): void {
  const post = scope.postMessage.bind(scope);
  const tell = (message: FromWorker, transfer: Transferable[] = []) => post(message, transfer);
  const replies = new Map<number, (reply: Reply) => void>();
  const cancelled = new Set<number>();
  // DuckDB on the page counts its requests upwards.
  let requests = 0;
  let idle: number | null = null;
  let turn = Promise.resolve();

  // DuckDB answers whoever asks by posting; what was asked here stays here.
  scope.postMessage = (message, transfer) => {
    const { requestId } = message as Reply;
    const receive = replies.get(requestId);
    if (receive === undefined) return post(message, transfer);
    replies.delete(requestId);
    receive(message as Reply);
  };

  const ask = <T>(type: string, data: unknown) =>
    new Promise<T>((resolve, reject) => {
      requests -= 1;
      replies.set(requests, (reply) => {
        if (reply.type === 'ERROR') reject(new Error((reply.data as { message: string }).message));
        else resolve(reply.data as T);
      });
      scope.onmessage?.(new MessageEvent('message', { data: { messageId: requests, type, data } }));
    });

  /** The pieces of the answer; null when it was cancelled. */
  async function answered(connection: number, { statement, text }: { statement: number; text: string }) {
    type Piece = Uint8Array<ArrayBuffer>;
    let header = await ask<Piece | null>('START_PENDING_QUERY', [connection, text, false]);
    while (header === null) {
      // Lets in what the page says meanwhile.
      await nextTask();
      if (cancelled.has(statement)) {
        await ask('CANCEL_PENDING_QUERY', connection);
        // Cancelled, it would keep its memory for good, and beyond the end of its connection: the next statement frees that.
        await ask('RUN_QUERY', [connection, 'select 1']);
        return null;
      }
      header = await ask<Piece | null>('POLL_PENDING_QUERY', connection);
    }
    const pieces = [header];
    for (;;) {
      const piece = await ask<Piece | null>('FETCH_QUERY_RESULTS', connection);
      if (piece?.length === 0) return pieces;
      if (piece !== null) pieces.push(piece);
    }
  }

  async function run(request: { readonly statement: number; readonly text: string }): Promise<void> {
    const { statement } = request;
    if (cancelled.has(statement)) return tell({ statement, is: 'cancelled' });
    tell({ statement, is: 'begun' });
    let connection: number | null = null;
    try {
      connection = idle ?? (await ask<number>('CONNECT', null));
      idle = null;
      const pieces = await answered(connection, request);
      if (pieces === null) return tell({ statement, is: 'cancelled' });
      idle = connection;
      tell(
        { statement, is: 'answered', pieces },
        pieces.map(({ buffer }) => buffer),
      );
    } catch (error) {
      tell({ statement, is: 'failed', message: error instanceof Error ? error.message : String(error) });
    } finally {
      if (connection !== null && connection !== idle) await ask('DISCONNECT', connection).catch(() => undefined);
    }
  }

  scope.addEventListener('message', (event) => {
    if (!isOfStatement(event.data)) return;
    event.stopImmediatePropagation();
    const request = event.data as ToWorker;
    if ('cancel' in request) {
      cancelled.add(request.statement);
      return;
    }
    turn = turn.then(() => run(request)).then(() => void cancelled.delete(request.statement));
  });
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
