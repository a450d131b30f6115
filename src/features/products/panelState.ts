import type { Query } from '../../model/query.ts';
import type { WordId } from '../../model/words.ts';

/** What every panel of the same answer shows beside its numbers. */
export interface PanelState {
  readonly stale: boolean;
  /** What was asked, and the words in which it was counted. */
  readonly asked: {
    readonly queries: readonly Query<unknown>[];
    /** The same of the other side, where two are compared. */
    readonly others: readonly Query<unknown>[];
    readonly words: readonly WordId[];
  };
  readonly error: { readonly sentence: string; readonly onRetry: () => void } | null;
}
