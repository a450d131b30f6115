import type { OtherSide } from '../model/comparison.ts';
import type { Counting, Day } from '../model/filters.ts';
import type { Query } from '../model/query.ts';
import { selectionText } from '../model/selectionText.ts';
import { type WordId, words } from '../model/words.ts';
import { inline } from '../sql/render.ts';
import { rememberWritten } from './writtenQueries.ts';

/** What numbers are of, where that is not the selection on screen. `days` are those of the selection if it leaves them out. */
export interface ProofScope {
  readonly text: string;
  readonly days?: { readonly from: Day; readonly to: Day } | null;
}

/** A question of a panel; with a scope where it is not of what the panel is of. */
export type ProofQuery = Pick<Query<unknown>, 'name' | 'sql' | 'told'> & { readonly scope?: ProofScope };

/**
 * What a panel can show for itself: the definitions it uses, and each question as one statement that gives all its numbers, those
 * the page computes from others included. The text is written when it is looked at.
 */
export function proofOf(wordIds: readonly WordId[], queries: readonly ProofQuery[], scope: ProofScope | null = null) {
  return {
    words: wordIds.map((id) => words[id]),
    statements: queries.map((query) => ({
      name: query.name,
      get sql() {
        const asked = query.told?.sql ?? query.sql;
        const text = inline(asked).trim();
        if (REMOTE_ENGINE) rememberWritten(text, asked);
        return text;
      },
      scope: query.scope ?? null,
    })),
    scope,
  };
}

/** The questions of a panel that compares: its own, and the same one of the other side, if there is one. */
export function proofOfSides(
  query: Query<unknown>,
  otherQuery: Query<unknown> | null,
  other: Pick<OtherSide, 'filters' | 'days'> | null,
  counting: Pick<Counting, 'reading'>,
): readonly ProofQuery[] {
  if (otherQuery === null || other === null) return [query];
  const { filters, days } = other;
  const scope = { text: selectionText(filters, counting, days), days };
  return [query, { ...otherQuery, name: `${otherQuery.name}, the other side`, scope }];
}

/** The words for the way sessions are counted into steps. */
export function stepWords({ reading, unit }: Pick<Counting, 'reading' | 'unit'>): readonly WordId[] {
  return ['session', reading, unit === 'sessions' ? 'sessionsUnit' : 'usersUnit'];
}

/** Those, and the word for what 100 % is. */
export function countingWords(counting: Counting): readonly WordId[] {
  return [...stepWords(counting), counting.base === 'first' ? 'firstBase' : 'allBase'];
}
