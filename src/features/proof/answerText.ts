import type { Answer } from '../../queries/useAnswer.ts';
import { count } from '../../ui/format.ts';

/** Rows that are fetched at most: what a browser can turn into a file at once. */
export const mostRows = 100_000;

/** How long it took: `12 ms`, `1 240 ms`. */
function timeText(ms: number): string {
  return ms < 1 ? 'less than 1 ms' : `${count(Math.round(ms))} ms`;
}

/** What running a statement gave: `4 rows in 12 ms, run just now.` */
export function answerText({ rows, cut, tookMs }: Pick<Answer, 'rows' | 'cut' | 'tookMs'>): string {
  const noun = rows.length === 1 ? 'row' : 'rows';
  const least = cut ? 'More than ' : '';
  return `${least}${count(rows.length)} ${noun} in ${timeText(tookMs)}, run just now.`;
}

/** Said of a file that does not hold all rows; nothing of any other. */
export function cutText({ rows, cut }: Pick<Answer, 'rows' | 'cut'>): readonly string[] {
  return cut ? [`These are the first ${count(rows.length)} rows; there are more.`] : [];
}
