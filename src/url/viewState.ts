import type { Counting, Filters, Grain } from '../model/filters.ts';
import { noFilters } from '../model/filters.ts';

export const views = ['funnel'] as const;
export type View = (typeof views)[number];

/** Everything a colleague with the link must see. Nothing else is in the link, and nothing of this is anywhere else. */
export interface ViewState {
  /** Dataset id; null is the catalogue's default. */
  readonly data: string | null;
  readonly view: View;
  readonly filters: Filters;
  readonly counting: Counting;
  readonly grain: Grain | 'auto';
}

export const defaultViewState: ViewState = {
  data: null,
  view: 'funnel',
  filters: noFilters,
  counting: { reading: 'reached', base: 'first', unit: 'sessions' },
  grain: 'auto',
};
