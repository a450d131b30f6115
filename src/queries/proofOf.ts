import type { Query } from '../model/query.ts';
import { type WordId, words } from '../model/words.ts';
import { inline } from '../sql/render.ts';

/** What a panel can show for itself: the definitions it uses, and each question as the very text the engine is given. */
export function proofOf(wordIds: readonly WordId[], queries: readonly Query<unknown>[]) {
  return {
    words: wordIds.map((id) => words[id]),
    statements: queries.map((query) => ({ name: query.name, sql: inline(query.sql).trim() })),
  };
}
