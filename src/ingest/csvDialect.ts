import { namesFound } from './csvHeader.ts';
import { type CsvDialect, CsvRecords } from './csvRecords.ts';
import { guessEncoding, utf8Head } from './encoding.ts';
import type { CsvReading } from './reading.ts';

/** Bytes of UTF-8 that tell the dialect. */
const sampleBytes = 128 * 1024;
/** A header stands among the first records, below a title at most. */
const headerAmong = 20;

const delimiters = [',', ';', '\t', '|', ' ', ', '] as const;

/**
 * How CSV text seems to be written; `bytes` may be its start only. `expected` are column names that tell a header. A doubt is
 * one sentence about what only a person can know.
 */
export function detectReading(
  bytes: Uint8Array,
  expected: readonly string[],
): { reading: CsvReading; doubts: string[] } {
  const { encoding, doubt } = guessEncoding(bytes);
  const utf8 = utf8Head(bytes, encoding);
  return { reading: { encoding, ...detectDialect(utf8, expected) }, doubts: doubt === null ? [] : [doubt] };
}

/**
 * Separator, quote, escape and header of UTF-8 text. The dialect wins in which most expected names are found, then the one with
 * the fewest malformed records, then RFC 4180. Another quote or escape needs a value written with it: without one, a stray
 * quote would be taken for a letter.
 */
export function detectDialect(utf8: Uint8Array, expected: readonly string[]): Omit<CsvReading, 'encoding'> {
  const isWhole = utf8.length <= sampleBytes;
  const sample = isWhole ? utf8 : utf8.subarray(0, sampleBytes);
  let best: Survey | null = null;
  for (const dialect of candidates(sample)) {
    const one = surveyed(sample, dialect, expected, isWhole);
    if (one !== null && (best === null || isBetter(one, best))) best = one;
  }
  if (best === null) return { delimiter: ',', quote: '"', escape: '"', headerLine: 1 };
  return { ...best.dialect, headerLine: best.headerLine };
}

/** The first records of UTF-8 text below its header as texts, for a look at it. `names` are `column 1`… where there is no header. */
export function firstRecords(
  utf8: Uint8Array,
  reading: CsvReading,
  most: number,
): { names: readonly string[]; records: readonly (readonly string[])[] } {
  const { at, line } = startOfLine(utf8, reading.headerLine ?? 1);
  const text = new CsvRecords(utf8, { dialect: reading, at, line, isLenient: true });
  const records: string[][] = [];
  let names: readonly string[] | null = null;
  while (!text.isAtEnd && records.length < most) {
    text.read();
    if (text.isBlank) continue;
    const values = text.values();
    if (names === null && reading.headerLine !== null) names = values;
    else records.push(values);
  }
  return { names: names ?? numberedColumns(Math.max(0, ...records.map(({ length }) => length))), records };
}

/** Names for columns that have none. */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column ${index + 1}`);
}

/** Where a line starts, the first is 1; the end of the text where it has fewer lines. */
export function startOfLine(bytes: Uint8Array, line: number): { at: number; line: number } {
  let at = 0;
  let reached = 1;
  while (reached < line && at < bytes.length) {
    const byte = bytes[at++];
    if (byte === 13 && bytes[at] === 10) at++;
    if (byte === 10 || byte === 13) reached++;
  }
  return { at, line: reached };
}

interface Survey {
  readonly dialect: CsvDialect;
  readonly headerLine: number;
  /** Expected names in the header. */
  readonly found: number;
  /** Columns of the header. */
  readonly columns: number;
  /** Records below the header that are not as the dialect or nearly all the others are. */
  readonly malformed: number;
}

function candidates(sample: Uint8Array): CsvDialect[] {
  const quotes: CsvDialect['quote'][] = sample.includes(39) ? ['"', "'"] : ['"'];
  const hasBackslash = sample.includes(92);
  return quotes.flatMap((quote) =>
    (hasBackslash ? [quote, '\\' as const] : [quote]).flatMap((escape) =>
      delimiters.map((delimiter) => ({ delimiter, quote, escape })),
    ),
  );
}

function surveyed(
  sample: Uint8Array,
  dialect: CsvDialect,
  expected: readonly string[],
  isWhole: boolean,
): Survey | null {
  const text = new CsvRecords(sample, { dialect, at: 0, line: 1, isLenient: true });
  const records: { line: number; fields: number; isBroken: boolean; names: readonly string[] }[] = [];
  while (!text.isAtEnd) {
    text.read();
    const { startLine: line, fields, problem } = text;
    const names = records.length < headerAmong ? text.values() : [];
    if (text.isBlank || (text.isAtEnd && !isWhole && records.length > 0)) continue;
    records.push({ line, fields, isBroken: problem !== null, names });
  }
  if (dialect.quote === "'" && text.quoted === 0) return null;
  if (dialect.escape === '\\' && text.escapes === 0) return null;
  const usual = mostFrequent(records.map(({ fields }) => fields));
  let header = 0;
  let found = 0;
  for (const [index, { names }] of records.slice(0, headerAmong).entries()) {
    const here = namesFound(names, expected);
    if (here > found) [header, found] = [index, here];
  }
  if (found === 0) header = records.findIndex(({ fields }) => fields === usual);
  const first = records[header];
  if (first === undefined) return null;
  const below = records.slice(header + 1);
  return {
    dialect,
    headerLine: first.line,
    found,
    columns: first.fields,
    malformed: below.filter(({ fields, isBroken }) => isBroken || fields !== usual).length,
  };
}

function isBetter(one: Survey, than: Survey): boolean {
  if (one.found !== than.found) return one.found > than.found;
  const isSplit = (survey: Survey) => survey.columns > 1;
  if (isSplit(one) !== isSplit(than)) return isSplit(one);
  // Times and texts hold spaces: without a name that is known, any other separator is likelier.
  const isSpaced = ({ dialect }: Survey) => dialect.delimiter === ' ';
  if (one.found === 0 && isSpaced(one) !== isSpaced(than)) return isSpaced(than);
  if (one.malformed !== than.malformed) return one.malformed < than.malformed;
  return one.columns > than.columns;
}

function mostFrequent(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  let best = 0;
  for (const [number, count] of times) if (count > (times.get(best) ?? 0)) best = number;
  return best;
}
