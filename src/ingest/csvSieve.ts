import { columnName } from './csvHeader.ts';
import type { CsvDialect, LineEnd } from './csvRecords.ts';
import { CsvRecords } from './csvRecords.ts';
import type { Utf8Text } from './encoding.ts';
import { LineMap } from './lineMap.ts';
import { type Reject, rejectsKept } from './reading.ts';

export interface SieveOptions {
  readonly file: string;
  readonly dialect: CsvDialect;
  readonly columns: number;
  /** Where the first record below the header starts, and its line. */
  readonly at: number;
  readonly line: number;
  /** The header, to know it again; null where there is none. */
  readonly header: readonly string[] | null;
  readonly faults: Utf8Text['faults'];
}

/** DuckDB's own limit is 2 097 152 bytes; a longer record is an error of the whole file there. */
const longestRecord = 2_000_000;
const longestText = 200;
const LF = 10;
const SPACE = 32;

/**
 * Keeps the records that can be read and tells the others one by one. What is kept moves to the front of the same bytes, each
 * record ended by a line feed, so that nothing else reaches DuckDB; where nothing has to go, nothing moves.
 */
export class CsvSieve {
  accepted = 0;
  rejected = 0;
  blanks = 0;
  /** Blank lines with a record below them. */
  blanksBetween = 0;
  /** Headers that stand there again, and the line of the first. */
  headersAgain = 0;
  headerAgainLine = 0;
  /** Records with spaces around a value, which are left out, and the line of the first. */
  padded = 0;
  paddedLine = 0;
  readonly rejects: Reject[] = [];
  readonly lineEnds = new Set<LineEnd>();
  readonly lines = new LineMap();
  /** Number of values → records rejected because they have so many. */
  readonly wrongCounts = new Map<number, number>();
  /** Bytes up to here, from `at` on, are what was kept. */
  written: number;
  private readonly bytes: Uint8Array;
  private readonly text: CsvRecords;
  private readonly options: SieveOptions;
  /** The header's longest name, by which a record is told that may be the header again. */
  private readonly mark: { readonly field: number; readonly bytes: Uint8Array } | null;
  private blanksInARow = 0;

  constructor(bytes: Uint8Array, options: SieveOptions) {
    this.bytes = bytes;
    this.options = options;
    this.written = options.at;
    this.text = new CsvRecords(bytes, { ...options, isLenient: true });
    this.mark = options.header === null ? null : longestName(options.header);
  }

  /** Reads whole records until `position` is reached or passed; gives the position back that was reached. */
  readTo(position: number): number {
    const { text } = this;
    const until = Math.min(position, this.bytes.length);
    while (text.at < until) this.readRecord();
    return text.at;
  }

  /** The separator of what was kept. */
  get writtenDelimiter(): string {
    return this.text.writtenDelimiter;
  }

  private readRecord(): void {
    const { text, options } = this;
    text.read();
    if (text.lineEnd !== '') this.lineEnds.add(text.lineEnd);
    if (text.isBlank && options.columns > 1) {
      this.blanks++;
      this.blanksInARow++;
      return;
    }
    this.blanksBetween += this.blanksInARow;
    this.blanksInARow = 0;
    const problem = text.problem ?? this.lateProblem();
    if (problem !== null) this.reject(problem);
    else if (this.isHeaderAgain()) {
      if (this.headersAgain === 0) this.headerAgainLine = text.startLine;
      this.headersAgain++;
    } else {
      this.accept();
    }
  }

  private lateProblem(): string | null {
    const { text, options, bytes } = this;
    const { start, end, fields } = text;
    if (end - start > longestRecord) return 'more than 2 MB';
    const { faults } = options;
    if (faults !== null && start < faults.to && end > faults.from && !isUtf8(bytes.subarray(start, end))) {
      return 'bytes that are not UTF-8 text';
    }
    if (fields === options.columns) return null;
    this.wrongCounts.set(fields, (this.wrongCounts.get(fields) ?? 0) + 1);
    return `${fields} of ${options.columns} values`;
  }

  private isHeaderAgain(): boolean {
    const { text, mark, bytes } = this;
    const { header, dialect } = this.options;
    if (header === null || mark === null) return false;
    let at = text.startOf(mark.field);
    while (bytes[at] === SPACE || bytes[at] === dialect.quote.charCodeAt(0)) at++;
    if (mark.bytes.some((byte, index) => lowerCase(bytes[at + index]) !== byte)) return false;
    return text.values().every((value, index) => columnName(value) === columnName(header[index] ?? ''));
  }

  private accept(): void {
    const { text, bytes } = this;
    const { start, end } = text;
    if (text.isPadded) {
      if (this.padded === 0) this.paddedLine = text.startLine;
      this.padded++;
    }
    if (text.needsEdit) {
      this.written = text.write(this.written);
    } else {
      if (this.written !== start) bytes.copyWithin(this.written, start, end);
      this.written += end - start;
    }
    if (text.lineEnd !== '') bytes[this.written++] = LF;
    this.lines.note(this.accepted, text.startLine);
    this.accepted++;
  }

  private reject(reason: string): void {
    const { text, bytes, rejects } = this;
    this.rejected++;
    if (rejects.length >= rejectsKept) return;
    const isLong = text.end - text.start > longestText;
    const shown = new TextDecoder().decode(bytes.subarray(text.start, isLong ? text.start + longestText : text.end));
    rejects.push({
      file: this.options.file,
      place: { unit: 'line', number: text.startLine },
      column: null,
      reason,
      text: withoutControls(shown) + (isLong ? '…' : ''),
    });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function longestName(header: readonly string[]): { field: number; bytes: Uint8Array } {
  const names = header.map(columnName);
  const longest = names.reduce((best, name) => (name.length > best.length ? name : best), '');
  return { field: Math.max(0, names.indexOf(longest)), bytes: new TextEncoder().encode(longest) };
}

function lowerCase(byte: number | undefined): number | undefined {
  return byte !== undefined && byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

/** Control characters but tab and line ends as “�”: SQL and the screen take no others. */
function withoutControls(text: string): string {
  return Array.from(text, (character) => (/[^\P{Cc}\t\n\r]/u.test(character) ? '\ufffd' : character)).join('');
}
