/** What matters for the shape of a statement: texts, quoted names, comments, words and what separates them. */
const pieces = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|--[^\n]*|[A-Za-z_]\w*|[(){}[\],]/gs;

const qualified = /^(?:\w+|"(?:[^"\\]|\\.)+")\.(\w+|"(?:[^"\\]|\\.)+")$/s;

/** A list of columns that is being read: how deep in parentheses it stands, and where the column at hand begins. */
interface List {
  readonly depth: number;
  /** The later parts of a union: nobody sees what their columns are called. */
  readonly isNameless: boolean;
  begin: number;
}

/**
 * `text` with a name for every selected column that is just a column of a table: `select a.id` becomes `select a.id as id`. Elsewhere
 * it is called so anyway; ClickHouse calls it `a.id` where another joined table has an `id` too, and then nobody finds it.
 */
export function withPlainNames(text: string): string {
  const lists: List[] = [];
  const parts: string[] = [];
  let depth = 0;
  let written = 0;
  let isAfterUnion = false;
  const endColumn = ({ begin, isNameless }: List, end: number) => {
    if (isNameless) return;
    const column = text
      .slice(begin, end)
      .replaceAll(/--[^\n]*/g, '')
      .trim();
    const name = qualified.exec(column)?.[1];
    if (name === undefined) return;
    const at = begin + text.slice(begin, end).trimEnd().length;
    parts.push(text.slice(written, at), ` as ${name}`);
    written = at;
  };
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const list = lists.at(-1);
    const isHere = list?.depth === depth;
    switch (piece.toLowerCase()) {
      case '(':
      case '[':
      case '{':
        depth += 1;
        break;
      case ')':
      case ']':
      case '}':
        if (list !== undefined && isHere) {
          endColumn(list, index);
          lists.pop();
        }
        depth -= 1;
        break;
      case ',':
        if (list !== undefined && isHere) {
          endColumn(list, index);
          list.begin = index + 1;
        }
        break;
      case 'select':
        lists.push({ depth, isNameless: isAfterUnion, begin: index + piece.length });
        isAfterUnion = false;
        break;
      case 'distinct':
        if (list !== undefined && isHere) list.begin = index + piece.length;
        break;
      case 'from':
      case 'union':
        if (list !== undefined && isHere) {
          endColumn(list, index);
          lists.pop();
        }
        isAfterUnion = piece.toLowerCase() === 'union';
        break;
    }
  }
  const last = lists.at(-1);
  if (last !== undefined) endColumn(last, text.length);
  return parts.join('') + text.slice(written);
}
