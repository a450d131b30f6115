import type { MartTable } from '../model/tables.ts';

/** What has a row for each event. Of a large shop it is most of the bytes, and nothing of the first view looks at it. */
export const ofSingleEvents: readonly MartTable[] = ['session_steps', 'session_events'];

/** The catalogue of the database file that has them, where it is a file of its own. */
export const eventsCatalog = 'events';

/** Whether a statement may need those tables: it may be a word in a text, which does no harm. */
export function needsSingleEvents(statement: string): boolean {
  const lower = statement.toLowerCase();
  return ofSingleEvents.some((mart) => lower.includes(mart));
}
