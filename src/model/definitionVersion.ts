import { martStatements } from './marts.ts';
import { words } from './words.ts';

/**
 * Six hex digits of everything a number can mean: the sentences that define the words, and the SQL of the marts. They change
 * when a definition does, so that an old link can say so. FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/.
 */
export function definitionVersion(): string {
  const text = JSON.stringify([
    Object.values(words).map(({ means }) => means),
    martStatements.map(({ sql }) => [sql.chunks, sql.values]),
  ]);
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0').slice(-6);
}
