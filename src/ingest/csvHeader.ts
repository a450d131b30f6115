import { CsvRecords, plainDialect } from './csvRecords.ts';

/** A header, and the delimiter under which it is one. */
export interface CsvHeader {
  readonly delimiter: Delimiter;
  readonly names: readonly string[];
}

const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/**
 * The first record of CSV text, read with the delimiter that finds most of the `expected` column names. Null when a quote in
 * it does not close.
 */
export function csvHeader(bytes: Uint8Array, expected: readonly string[]): CsvHeader | null {
  let best: CsvHeader | null = null;
  for (const delimiter of delimiters) {
    const text = new CsvRecords(bytes, { dialect: { ...plainDialect, delimiter }, at: 0, line: 1, isLenient: false });
    text.read();
    if (text.problem === 'a quote that does not close') continue;
    const names = text.values();
    if (best === null || namesFound(names, expected) > namesFound(best.names, expected)) best = { delimiter, names };
  }
  return best;
}

/** How many of the expected columns are among the names. */
export function namesFound(names: readonly string[], expected: readonly string[]): number {
  const there = new Set(names.map(columnName));
  return expected.filter((name) => there.has(columnName(name))).length;
}

/** A name as it is compared: without spaces around it, in lower case. */
export function columnName(name: string): string {
  return name.trim().toLowerCase();
}
