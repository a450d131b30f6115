/** What every panel of the same answer shows beside its numbers. */
export interface PanelState {
  readonly stale: boolean;
  readonly error: { readonly sentence: string; readonly onRetry: () => void } | null;
}
