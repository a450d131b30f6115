import type { MartTable } from '../model/tables.ts';

/**
 * What says more of a session than its own row: its products, steps and events. Of a large shop it is most of the bytes, and nothing of
 * the first view looks at it.
 */
export const detailMarts: readonly MartTable[] = ['session_products', 'steps_out_of_order', 'session_events'];

/** The catalogue of the database file that has them, where it is a file of its own. */
export const detailsCatalog = 'details';

/** Whether a statement may need those tables: it may be a word in a text, which does no harm. */
export function needsDetails(statement: string): boolean {
  const lower = statement.toLowerCase();
  return detailMarts.some((mart) => lower.includes(mart));
}
