/** What can be told of a person's text without knowing SQL. */
export interface ConsoleText {
  /** The text up to its last word: without the semicolon and the comments after it. Empty when there is no word. */
  readonly text: string;
  /** Words stand on both sides of a semicolon. */
  readonly several: boolean;
  /** The statement behind `explain`, every character of it at its place in `text`; null for any other statement. */
  readonly explained: string | null;
}

/**
 * Texts, quoted names, comments, gaps, semicolons, and everything else by the character. What is not closed reaches to the
 * end, as in DuckDB.
 */
const tokens =
  /e'(?:[^'\\]|\\[^]|'')*'?|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|\$([a-z_]\w*)?\$[^]*?\$\1\$|--[^\n\r]*|\/\*(?:[^]*?\*\/|[^]*)|\s+|[^]/gi;

const gap = /^(?:\s|--|\/\*[^]*\*\/$)/;

/**
 * Finds the end of the statement in `text`. A guess that only has to be right for sound statements: DuckDB parses the
 * result again, and refuses what was cut wrongly.
 */
export function consoleText(text: string): ConsoleText {
  let end = 0;
  let semicolon = false;
  let several = false;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (gap.test(token)) continue;
    if (token === ';') {
      semicolon = end > 0;
      continue;
    }
    several ||= semicolon;
    end = index + token.length;
  }
  const statement = text.slice(0, end);
  return { text: statement, several, explained: explained(statement) };
}

function explained(statement: string): string | null {
  const [start] =
    /^(?:\s|--[^\n\r]*[\n\r]|\/\*(?:[^*]|\*(?!\/))*\*\/)*explain\b(?:\s+analyze\b)?/i.exec(statement) ?? [];
  if (start === undefined) return null;
  return start.replaceAll(/[^\n]/g, ' ') + statement.slice(start.length);
}
