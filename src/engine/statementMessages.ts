/** What the page sends to the worker beside DuckDB’s own messages: a statement, whole, or that its answer is no longer wanted. */
export type ToWorker =
  { readonly statement: number; readonly text: string } | { readonly statement: number; readonly cancel: true };

/** What comes back: that the statement runs now, and how it ended. `pieces` are those of one Arrow IPC stream. */
export type FromWorker = { readonly statement: number } & (
  | { readonly is: 'begun' }
  | { readonly is: 'answered'; readonly pieces: readonly Uint8Array<ArrayBuffer>[] }
  | { readonly is: 'cancelled' }
  | { readonly is: 'failed'; readonly message: string }
);

/** Whether a message is one of these; DuckDB’s have no `statement`. */
export function isOfStatement(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'statement' in message;
}
