import type { Delimiter } from './csvHeader.ts';
import { type CsvDialect, CsvRecords, type LineEnd, plainDialect } from './csvRecords.ts';
import { foreignFormat } from './encoding.ts';
import { fatal } from './issue.ts';
import { LineMap } from './lineMap.ts';

/** Why a record cannot be read as it stands. */
export interface Malformed {
  /** Line it starts in; the header's first line is 1. */
  readonly line: number;
  readonly problem: string;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
/** In each of four bytes: 1, the top bit, and the first byte above the line ends and the quote. */
const ones = 0x01010101;
const topBits = (0x80 * ones) | 0;
const lows = (QUOTE + 1) * ones;
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
  /** The same bytes, four in each, the first of them lowest, as on every machine that has a DuckDB; up to three at the end are in none. */
  private words: Int32Array = new Int32Array();
  /** How many bytes of the first word are before them. */
  private before = 0;
  private readonly columns: number;
  private readonly dialect: CsvDialect;
  private readonly delimiter: number;
  /** Bytes that end a value, or are a quote. */
  private readonly ends = new Uint8Array(256);
  private lineEnd: LineEnd = '';

  constructor(bytes: Uint8Array, options: { delimiter: Delimiter; columns: number; firstLine: number }) {
    this.dialect = { ...plainDialect, delimiter: options.delimiter };
    this.delimiter = options.delimiter.charCodeAt(0);
    for (const byte of [LF, CR, QUOTE, this.delimiter]) this.ends[byte] = 1;
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
    this.before = bytes.byteOffset % 4;
    this.words = new Int32Array(
      bytes.buffer,
      bytes.byteOffset - this.before,
      Math.floor((this.before + bytes.length) / 4),
    );
    return new CsvRecords(bytes, { dialect: this.dialect, at: 0, line, isLenient: false });
  }

  /**
   * Reads records without a quote that are as they should be and end before `until`, as most do, in a loop that does nothing else and
   * passes over four bytes at a time that end no value; stops before the first that is to be read with more care.
   */
  private readPlain(until: number): void {
    const { bytes, words, before, columns, ends, delimiter, lineEnd, records, text } = this;
    // The first record tells the line end. One of a carriage return alone is too rare to be worth it.
    if (records === 0 || (lineEnd !== 'LF' && lineEnd !== 'CR LF')) return;
    const ending = lineEnd === 'LF' ? LF : CR;
    const toLineFeed = lineEnd === 'LF' ? 0 : 1;
    const delimiters = delimiter * ones;
    let start = text.at;
    let fields = 0;
    let count = 0;
    // Of the first word not the bytes before the start.
    let looked = topBits << (((start + before) % 4) * 8);
    scan: for (let word = Math.floor((start + before) / 4); word < words.length; word++) {
      // The top bit of each byte that is low or the delimiter, and maybe of some that come after one.
      const four = words[word] as number;
      const others = four ^ delimiters;
      let marks = (((four - lows) & ~four) | ((others - ones) & ~others)) & looked;
      looked = topBits;
      for (; marks !== 0; marks &= marks - 1) {
        const at = word * 4 - before + ((31 - Math.clz32(marks & -marks)) >> 3);
        if (at >= until) break scan;
        const byte = bytes[at] as number;
        // Below the start is what ended the record before.
        if (ends[byte] === 0 || at < start) continue;
        fields++;
        if (byte === delimiter) continue;
        if (byte !== ending || fields !== columns || bytes[at + toLineFeed] !== LF) break scan;
        start = at + toLineFeed + 1;
        fields = 0;
        count++;
      }
    }
    if (count === 0) return;
    this.lines.noteRun(records - 1, text.line, count);
    this.records += count;
    text.at = start;
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
