/** A header, and the delimiter under which it is one. */
export interface CsvHeader {
  readonly delimiter: Delimiter;
  readonly names: readonly string[];
}

const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/**
 * The first record of CSV text, read with the delimiter that finds most of the `expected` column names. Null when a quote in
 * it does not close.
 */
export function csvHeader(text: string, expected: readonly string[]): CsvHeader | null {
  const found = (names: readonly string[]) => names.filter((name) => expected.includes(columnName(name))).length;
  let best: CsvHeader | null = null;
  for (const delimiter of delimiters) {
    const names = firstRecord(text, delimiter);
    if (names !== null && (best === null || found(names) > found(best.names))) best = { delimiter, names };
  }
  return best;
}

/** A name as it is compared: without spaces around it, in lower case. */
export function columnName(name: string): string {
  return name.trim().toLowerCase();
}

function firstRecord(text: string, delimiter: Delimiter): string[] | null {
  const names: string[] = [];
  let at = 0;
  for (;;) {
    let name = '';
    if (text[at] === '"') {
      const close = /^"((?:[^"]|"")*)"/.exec(text.slice(at));
      if (close === null) return null;
      name = (close[1] ?? '').replaceAll('""', '"');
      at += close[0].length;
    }
    const start = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
    names.push((name + text.slice(start, at)).trim());
    if (text[at] !== delimiter) return names;
    at++;
  }
}
