import type { OtherSide } from '../../model/comparison.ts';
import type { Filters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import type { ViewState } from '../../url/viewState.ts';

export interface ViewProps {
  readonly state: ViewState;
  /** What this dataset can answer of `state.filters`. */
  readonly filters: Filters;
  /** What the selection is compared with, if anything. */
  readonly other: OtherSide | null;
  readonly facts: Facts;
  /** ISO code of the shop’s currency. */
  readonly currency: string;
  readonly onState: (patch: Partial<ViewState>, mode?: 'push' | 'replace') => void;
  readonly onFilters: (filters: Filters) => void;
}
