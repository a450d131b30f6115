import type { Filters } from '../../model/filters.ts';
import type { StockRange } from '../../model/queries/stockRange.ts';

/** What every panel of stock is given. */
export interface PanelProps {
  readonly range: StockRange;
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
}
