import { fatal } from './issue.ts';

/** Why a record cannot be read as it stands. */
export interface Malformed {
  /** Line it starts in; the header's first line is 1. */
  readonly line: number;
  readonly problem: string;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
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

function foreignFormat(bytes: Uint8Array): string | null {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic.startsWith('PK')) return 'a zip archive or a spreadsheet';
  if (magic === 'PAR1') return 'a Parquet file';
  if (magic.startsWith('\x1f\x8b')) return 'a gzip archive';
  return null;
}

/**
 * Reads the structure of CSV text byte by byte, without its values: how many records there are, in which line each starts,
 * and which are not as RFC 4180 wants them. DuckDB's reader is checked against it, because it skips or merges some broken
 * records without a word (1.4.3: a quote that does not close, a separator too many at the end of a line).
 */
export class CsvText {
  /** Records read so far, the header included, blank lines not. */
  records = 0;
  malformed = 0;
  readonly examples: Malformed[] = [];
  private readonly bytes: Uint8Array;
  private readonly delimiter: number;
  private readonly columns: number;
  private readonly ends: Uint8Array;
  private line: number;
  private at = 0;
  /** Records that do not start in the line after the one before, and their lines. */
  private readonly jumps: { readonly record: number; readonly line: number }[] = [];
  private nextLine = -1;
  private lineEnd: string | null = null;

  constructor(bytes: Uint8Array, options: { delimiter: string; columns: number; firstLine: number }) {
    this.bytes = bytes;
    this.delimiter = options.delimiter.charCodeAt(0);
    this.columns = options.columns;
    this.line = options.firstLine;
    this.ends = new Uint8Array(256);
    for (const byte of [this.delimiter, LF, CR, QUOTE]) this.ends[byte] = 1;
  }

  /** Reads whole records until `position` is reached or passed; gives the position back that was reached. */
  readTo(position: number): number {
    const until = Math.min(position, this.bytes.length);
    while (this.at < until) this.readRecord();
    return this.at;
  }

  /** Line in which a record starts; the header is record 0. */
  lineOf(record: number): number {
    let low = 0;
    let high = this.jumps.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.jumps[middle]?.record ?? 0) <= record) low = middle;
      else high = middle - 1;
    }
    const jump = this.jumps[low] ?? { record: 0, line: 1 };
    return jump.line + record - jump.record;
  }

  private readRecord(): void {
    const { bytes, ends, delimiter } = this;
    const length = bytes.length;
    const start = this.at;
    const startLine = this.line;
    let at = start;
    let fields = 1;
    let problem: string | null = null;
    let fieldStart = true;
    while (at < length) {
      const byte = bytes[at] as number;
      if (ends[byte] === 0) {
        at++;
        fieldStart = false;
      } else if (byte === delimiter) {
        fields++;
        at++;
        fieldStart = true;
      } else if (byte === LF || byte === CR) {
        break;
      } else if (byte === QUOTE && fieldStart) {
        at = this.closingQuote(at + 1);
        if (at >= length) problem ??= 'a quote that does not close';
        at++;
        fieldStart = false;
        const next = bytes[at];
        if (at < length && next !== delimiter && next !== LF && next !== CR) problem ??= 'text after a closing quote';
      } else {
        problem ??= 'a quote inside a value that is not quoted';
        at++;
        fieldStart = false;
      }
    }
    // DuckDB skips a line without any character, except where it is the only value of its row.
    const blank = at === start && this.columns > 1;
    if (!blank && fields !== this.columns) problem ??= `${fields} of ${this.columns} values`;
    const lineEnd = this.skipLineEnd(at);
    if (lineEnd !== '' && lineEnd !== this.lineEnd)
      problem ??= `a ${lineEnd} line end where others are ${this.lineEnd}`;
    if (problem !== null) this.noteMalformed(startLine, problem);
    if (blank) return;
    if (startLine !== this.nextLine) this.jumps.push({ record: this.records, line: startLine });
    this.nextLine = startLine + 1;
    this.records++;
  }

  /** Position of the quote that closes a value whose text starts at `at`; the end of the text when none does. */
  private closingQuote(at: number): number {
    const { bytes } = this;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        if (bytes[at + 1] !== QUOTE) return at;
        at++;
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) {
        this.line++;
      }
    }
    return at;
  }

  private skipLineEnd(at: number): 'LF' | 'CR' | 'CR LF' | '' {
    const { bytes } = this;
    this.at = Math.min(at, bytes.length);
    if (at >= bytes.length) return '';
    const lineEnd = bytes[at] === LF ? 'LF' : bytes[at + 1] === LF ? 'CR LF' : 'CR';
    this.lineEnd ??= lineEnd;
    this.line++;
    this.at += lineEnd === 'CR LF' ? 2 : 1;
    return lineEnd;
  }

  private noteMalformed(line: number, problem: string): void {
    this.malformed++;
    if (this.examples.length < examplesKept) this.examples.push({ line, problem });
  }
}
