import { EngineError, type Place } from '../engine/engine.ts';

/** Why a person’s own statement gave no answer. */
export interface StatementError {
  readonly sentence: string;
  /** Where in the statement, when DuckDB says so. */
  readonly place: Place | null;
  /** The database is being started again; the statement was not the reason, or too much for it. */
  readonly isLost: boolean;
}

/** What can be told of an error of `ask`; null when the statement was cancelled, which its owner knows. */
export function statementError(error: unknown): StatementError | null {
  if (!(error instanceof EngineError)) {
    return { sentence: error instanceof Error ? error.message : String(error), place: null, isLost: false };
  }
  if (error.kind === 'cancelled') return null;
  return { sentence: error.message, place: error.place ?? null, isLost: error.kind === 'lost' };
}
