import type { Filters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import type { ViewState } from '../../url/viewState.ts';

/** What all panels of a view have in common: what is told of them outside of the page. */
export interface PanelSource {
  readonly dataset: { readonly id: string; readonly title: string; readonly dataVersion: string };
  readonly state: ViewState;
  /** Those of the state that this dataset can answer. */
  readonly filters: Filters;
  readonly facts: Facts;
}
