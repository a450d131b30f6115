/** A database server is not as the page needs it; all that is wrong with it is in `reasons`, each a sentence. */
export class ServerUnfitError extends Error {
  override readonly name = 'ServerUnfitError';
  readonly reasons: readonly string[];

  constructor(message: string, reasons: readonly string[], options?: { cause?: unknown }) {
    super(message, options);
    this.reasons = reasons;
  }
}
