import type { Filters } from '../../model/filters.ts';
import type { OrdersBucketRow } from '../../model/queries/ordersTrend.ts';

/** Only sessions that start on the days of a bucket; choosing it again takes the range back. */
export function toggleDays(filters: Filters, { from, to }: Pick<OrdersBucketRow, 'from' | 'to'>): Filters {
  const isSelected = filters.from === from && filters.to === to;
  return { ...filters, from: isSelected ? null : from, to: isSelected ? null : to };
}
