import type { Sql } from '../sql/sql.ts';

/** How many are kept: those of the panels somebody has looked at last. */
const most = 100;

const written = new Map<string, Sql>();

/** Keeps of which question `text` is the text, for an engine that has words of its own for it. */
export function rememberWritten(text: string, query: Sql): void {
  written.delete(text);
  written.set(text, query);
  const [oldest] = written.keys();
  if (written.size > most && oldest !== undefined) written.delete(oldest);
}

/** The question that `text` was written from; undefined when the page has not written it. */
export function writtenFrom(text: string): Sql | undefined {
  return written.get(text);
}
