/** How a writer puts records into CSV text. */
export interface Dress {
  readonly delimiter: string;
  readonly quote: string;
  /** What stands before a quote inside of quotes; empty: nothing, which no reader can undo. */
  readonly escape: string;
  readonly lineEnd: string;
  readonly quotesAll: boolean;
  readonly endsLast: boolean;
}

/** RFC 4180 with line feeds, and no quote that is not needed. */
export const plainDress: Dress = {
  delimiter: ',',
  quote: '"',
  escape: '"',
  lineEnd: '\n',
  quotesAll: false,
  endsLast: true,
};

/** One value as it stands in the text. */
export function dressValue(value: string, { delimiter, quote, escape, quotesAll }: Dress): string {
  const separator = delimiter.charAt(0);
  const special = [separator, quote, '\n', '\r', ...(escape === '' ? [] : [escape])];
  const isNeeded = special.some((part) => value.includes(part)) || value.trim() !== value;
  if (!isNeeded && !quotesAll) return value;
  const escaped = Array.from(value, (letter) => (letter === quote || letter === escape ? escape + letter : letter));
  return quote + escaped.join('') + quote;
}

/** The records as text. */
export function dressCsv(records: readonly (readonly string[])[], dress: Dress): string {
  return joinLines(
    records.map((record) => record.map((value) => dressValue(value, dress)).join(dress.delimiter)),
    dress,
  );
}

/** Lines that are dressed already as text. */
export function joinLines(lines: readonly string[], { lineEnd, endsLast }: Dress): string {
  return lines.join(lineEnd) + (endsLast ? lineEnd : '');
}
