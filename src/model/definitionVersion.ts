import { fingerprint } from './fingerprint.ts';
import { martStatements } from './marts.ts';
import { words } from './words.ts';

/**
 * Six hex digits of everything a number can mean: the sentences that define the words, and the SQL of the marts. They change
 * when a definition does, so that an old link can say so.
 */
export function definitionVersion(): string {
  const text = JSON.stringify([
    Object.values(words).map(({ means }) => means),
    martStatements.map(({ sql }) => [sql.chunks, sql.values]),
  ]);
  return fingerprint(text).slice(-6);
}
