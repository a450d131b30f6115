import type { Engine } from '../engine/engine.ts';
import { ident, join, param, sql } from '../sql/sql.ts';
import { detectDialect, numberedColumns, startOfLine } from './csvDialect.ts';
import { CsvRecords } from './csvRecords.ts';
import { CsvSieve } from './csvSieve.ts';
import { breath, foreignFormat, guessEncodingOf, sliceBytes, utf8Text } from './encoding.ts';
import { type DataIssue, fatal, type Grade, issue } from './issue.ts';
import type { CsvReading, Reading } from './reading.ts';
import type { DataFile, Source } from './source.ts';
import { counted } from './wording.ts';

/** A file in which more records than this share another number of values than the header is refused: it has a wrong header. */
const nearlyAll = 0.9;

type Named = Pick<DataFile, 'file' | 'table'>;

/**
 * Makes the records of a CSV file readable that can be read, all columns as text, and tells the others as rejects. What
 * `reading.csv` does not say is found out. `delivered` is changed. Throws DatasetError for what is no text, is empty, or has a
 * header that is broken or does not fit nearly all records.
 */
export async function sievedCsv(
  engine: Engine,
  named: Named,
  name: string,
  delivered: Uint8Array,
  expected: readonly string[],
  reading: Reading,
): Promise<Source> {
  const { file, table } = named;
  const other = foreignFormat(delivered);
  if (other !== null) throw fatal(`${file} is ${other}, not CSV text. Export the table as CSV.`, { file, table });
  const told = new Notes(named);
  const encoding = reading.csv?.encoding ?? (await foundEncoding(delivered, told));
  const { bytes, faults, hasReplaced } = await utf8Text(delivered, encoding);
  if (hasReplaced) told.say('warning', 'some characters cannot be read and stand as “�”.');
  if (bytes.every((byte) => byte === 10 || byte === 13)) throw fatal(`${file} is empty.`, { file, table });

  const names = [...expected, ...Object.values(reading.columns ?? {})];
  const csv = reading.csv ?? { encoding, ...detectDialect(bytes, names) };
  if (reading.csv === undefined) tellDialect(csv, told);
  const { header, columns, at, line, before } = headerOf(named, bytes, csv);
  const sieve = new CsvSieve(bytes, { file, dialect: csv, columns: columns.length, at, line, header, faults });
  for (let read = at; read < bytes.length;) {
    read = sieve.readTo(read + sliceBytes);
    if (read < bytes.length) await breath();
  }
  checkHeader(named, sieve, columns.length, csv);
  tellText(sieve, csv, told);

  const sources = columns.map((spelled, index) => ({ name: spelled, sql: ident(`c${index}`), type: 'VARCHAR' }));
  // Positional names: what a header says never becomes part of a statement.
  const types = join(
    sources.map((column) => sql`${column.sql}: 'varchar'`),
    ', ',
  );
  const nothing = join(
    sources.map((column) => sql`cast(null as varchar) as ${column.sql}`),
    ', ',
  );
  // Before the first record goes the header's line end, so that no value stands where a file says what format it is.
  const skipped = header === null ? 0 : 1;
  if (skipped > 0) bytes[at - 1] = 10;
  await engine.register(name, bytes.subarray(at - skipped, sieve.written));
  const { accepted, rejected } = sieve;
  const ignored = before + sieve.blanks + sieve.headersAgain;
  return {
    relation:
      accepted === 0
        ? sql`(select ${nothing} where false)`
        : sql`read_csv(
            ${param(name, 'varchar')}, auto_detect = false, header = false, skip = ${param(skipped, 'integer')},
            delim = ${param(sieve.writtenDelimiter, 'varchar')}, quote = ${param(csv.quote, 'varchar')},
            escape = ${param(csv.quote, 'varchar')}, columns = {${types}}
          )`,
    columns: sources,
    rows: accepted,
    records: { physical: accepted + rejected + ignored, accepted, rejected, ignored },
    rejects: sieve.rejects,
    issues: told.issues,
    place: (row) => ({ unit: 'line', number: sieve.lines.lineOf(row) }),
    jumps: sieve.lines.jumps,
    release: () => engine.unregister(name),
  };
}

async function foundEncoding(bytes: Uint8Array, told: Notes): Promise<CsvReading['encoding']> {
  const { encoding, doubt } = await guessEncodingOf(bytes);
  if (doubt !== null) told.say(encoding === 'windows-1252' ? 'warning' : 'note', doubt);
  return encoding;
}

/** Where the records start, what their columns are called, and how many lines stand before the header. */
function headerOf(
  { file, table }: Named,
  bytes: Uint8Array,
  csv: CsvReading,
): { header: readonly string[] | null; columns: readonly string[]; at: number; line: number; before: number } {
  const { at, line } = startOfLine(bytes, csv.headerLine ?? 1);
  if (at >= bytes.length) {
    throw fatal(`${file} has no line ${csv.headerLine ?? 1}, where its header should be.`, { file, table });
  }
  const text = new CsvRecords(bytes, { dialect: csv, at, line, isLenient: true });
  do text.read();
  while (text.isBlank && !text.isAtEnd);
  if (csv.headerLine === null) return { header: null, columns: numberedColumns(text.fields), at, line, before: 0 };
  if (text.problem !== null) {
    throw fatal(`The header of ${file} has ${text.problem}.`, { file, table, line: text.startLine });
  }
  const header = text.values();
  return { header, columns: header, at: text.at, line: text.line, before: text.startLine - 1 };
}

/** A header that lacks a separator would reject every record, and say so of each. */
function checkHeader({ file, table }: Named, sieve: CsvSieve, columns: number, { headerLine }: CsvReading): void {
  const records = sieve.accepted + sieve.rejected + sieve.headersAgain;
  for (const [values, count] of sieve.wrongCounts) {
    if (count < records * nearlyAll) continue;
    const which = headerLine === null ? 'first record' : 'header';
    throw fatal(
      `The ${which} of ${file} has ${counted(columns, 'value')}, and ${counted(count, 'record')} of ` +
        `${counted(records, 'record')} have ${values}. Correct the file, or tell how it is written.`,
      { file, table, line: headerLine },
    );
  }
}

const separators: Readonly<Record<string, string>> = {
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
  ' ': 'spaces',
  ', ': 'a comma and a space',
};

function tellDialect({ delimiter, quote, escape, headerLine }: CsvReading, told: Notes): void {
  if (delimiter !== ',') told.say('note', `values are separated by ${separators[delimiter] ?? `“${delimiter}”`}.`);
  if (quote === "'") told.say('note', 'values are quoted by apostrophes.');
  if (escape === '\\') told.say('note', 'a backslash stands before quotes inside of values.');
  if (headerLine !== null && headerLine > 1) {
    told.say('note', `the header is in line ${headerLine}; what stands before it is left out.`);
  }
}

function tellText(sieve: CsvSieve, { quote }: CsvReading, told: Notes): void {
  const { blanksBetween, headersAgain, headerAgainLine, padded, paddedLine, lineEnds, rejected, rejects } = sieve;
  if (blanksBetween > 0) told.say('note', `${counted(blanksBetween, 'blank line')} between records left out.`);
  if (lineEnds.size > 1) told.say('note', `lines end in different ways: ${[...lineEnds].join(', ')}.`);
  if (padded > 0) {
    told.say(
      'note',
      `${counted(padded, 'record')} with spaces around values, the first in line ${paddedLine}. ` +
        `The spaces are left out; those inside ${quote === '"' ? 'quotes' : 'apostrophes'} stay.`,
      paddedLine,
    );
  }
  if (headersAgain > 0) {
    told.say(
      'warning',
      `the header stands there again in line ${headerAgainLine}` +
        `${headersAgain > 1 ? `, and ${counted(headersAgain - 1, 'more time', 'more times')}` : ''}. ` +
        'What is below counts as more of the same table.',
      headerAgainLine,
    );
  }
  const first = rejects[0];
  if (first !== undefined) {
    told.say(
      'warning',
      `${counted(rejected, 'record')} cannot be read and ${rejected === 1 ? 'is' : 'are'} left out, ` +
        `the first in line ${first.place.number}: ${first.reason}.`,
      first.place.number,
    );
  }
}

/** Collects what is to be told about one file. */
class Notes {
  readonly issues: DataIssue[] = [];
  private readonly named: Named;

  constructor(named: Named) {
    this.named = named;
  }

  say(grade: Grade, sentence: string, line: number | null = null): void {
    this.issues.push(issue(grade, `${this.named.file}: ${sentence}`, { ...this.named, line }));
  }
}
