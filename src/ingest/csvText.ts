import type { Delimiter } from './csvHeader.ts';
import { type CsvDialect, CsvRecords, type LineEnd, plainDialect } from './csvRecords.ts';
import { foreignFormat } from './encoding.ts';
import { fatal } from './issue.ts';
import { LineMap } from './lineMap.ts';
import { PlainRecords } from './plainRecords.ts';

/** Why a record cannot be read as it stands. */
export interface Malformed {
  /** Line it starts in; the header's first line is 1. */
  readonly line: number;
  readonly problem: string;
}

const LF = 10;
const CR = 13;
/** Examples kept of what is malformed; the rest is counted. */
const examplesKept = 5;

/**
 * The bytes as UTF-8 without a byte order mark and without blank lines at the start; UTF-16 is converted when its mark is
 * there. Throws DatasetError for what is recognisably no text.
 */
export function utf8Bytes(file: string, bytes: Uint8Array): { bytes: Uint8Array; firstLine: number } {
  const [a, b, c] = bytes;
  let text = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) text = bytes.subarray(3);
  else if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    text = new TextEncoder().encode(new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes));
  } else {
    const other = foreignFormat(bytes);
    if (other !== null) throw fatal(`${file} is ${other}, not CSV text. Export the table as CSV.`, { file });
  }
  let start = 0;
  let firstLine = 1;
  while (text[start] === LF || text[start] === CR) {
    if (text[start] === LF || text[start + 1] !== LF) firstLine++;
    start++;
  }
  return { bytes: text.subarray(start), firstLine };
}

/**
 * Reads the structure of CSV text without its values: how many records there are, in which line each starts, and which are not
 * as RFC 4180 wants them. DuckDB's reader is checked against it, because it skips or merges some broken records without a word
 * (1.4.3: a quote that does not close, a separator too many at the end of a line).
 */
export class CsvText {
  /** Records read so far, the header included, blank lines not. */
  records = 0;
  blanks = 0;
  malformed = 0;
  readonly examples: Malformed[] = [];
  /** Lines of the records below the header; the first of them is row 0. */
  readonly lines = new LineMap();
  private text: CsvRecords;
  private bytes: Uint8Array = new Uint8Array();
  private readonly columns: number;
  private readonly dialect: CsvDialect;
  private readonly plain: PlainRecords;
  private lineEnd: LineEnd = '';

  constructor(bytes: Uint8Array, options: { delimiter: Delimiter; columns: number; firstLine: number }) {
    this.dialect = { ...plainDialect, delimiter: options.delimiter };
    this.plain = new PlainRecords(options.delimiter.charCodeAt(0), options.columns);
    this.text = this.recordsOf(bytes, options.firstLine);
    this.columns = options.columns;
  }

  /** Reads whole records until `position` is reached or passed; gives the position back that was reached. */
  readTo(position: number): number {
    const until = Math.min(position, this.bytes.length);
    for (;;) {
      this.readPlain(until);
      if (this.text.at >= until) return this.text.at;
      this.text.read();
      this.noteRecord();
    }
  }

  /**
   * Reads the next part of a text that is too large to stand in memory whole; the constructor got no bytes then. Gives back where
   * the record starts that the end of the part may have cut off: the next part has to begin there. `isLast`: there is no more.
   */
  readPart(part: Uint8Array, isLast: boolean): number {
    this.text = this.recordsOf(part, this.text.line);
    for (;;) {
      this.readPlain(part.length);
      if (this.text.at >= part.length) return part.length;
      this.text.read();
      if (this.text.at >= part.length && !isLast) {
        const { start, startLine } = this.text;
        this.text = this.recordsOf(part.subarray(0, 0), startLine);
        return start;
      }
      this.noteRecord();
    }
  }

  /** The line in which the next record starts. */
  get line(): number {
    return this.text.line;
  }

  /** A reader of these bytes, which all that is read next is read from. */
  private recordsOf(bytes: Uint8Array, line: number): CsvRecords {
    this.bytes = bytes;
    return new CsvRecords(bytes, { dialect: this.dialect, at: 0, line, isLenient: false });
  }

  /** Passes over the records that need no care, up to the first that does or that does not end before `until`. */
  private readPlain(until: number): void {
    const { bytes, plain, lineEnd, records, text } = this;
    // The first record tells the line end.
    if (records === 0) return;
    text.at = plain.pass(bytes, text.at, until, lineEnd);
    const { count } = plain;
    if (count === 0) return;
    this.lines.noteRun(records - 1, text.line, count);
    this.records += count;
    text.line += count;
  }

  private noteRecord(): void {
    const { text } = this;
    let { problem } = text;
    // DuckDB skips a line without any character, except where it is the only value of its row.
    const isSkipped = text.isBlank && this.columns > 1;
    if (!isSkipped && text.fields !== this.columns) problem ??= `${text.fields} of ${this.columns} values`;
    if (this.lineEnd === '') this.lineEnd = text.lineEnd;
    if (text.lineEnd !== '' && text.lineEnd !== this.lineEnd) {
      problem ??= `a ${text.lineEnd} line end where others are ${this.lineEnd}`;
    }
    if (problem !== null) this.noteMalformed(text.startLine, problem);
    if (isSkipped) {
      this.blanks++;
      return;
    }
    if (this.records > 0) this.lines.note(this.records - 1, text.startLine);
    this.records++;
  }

  private noteMalformed(line: number, problem: string): void {
    this.malformed++;
    if (this.examples.length < examplesKept) this.examples.push({ line, problem });
  }
}
