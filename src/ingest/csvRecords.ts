import type { CsvReading } from './reading.ts';

/** What cuts text into records and values. */
export type CsvDialect = Pick<CsvReading, 'delimiter' | 'quote' | 'escape'>;

/** RFC 4180. */
export const plainDialect: CsvDialect = { delimiter: ',', quote: '"', escape: '"' };

export type LineEnd = 'LF' | 'CR' | 'CR LF' | '';

export interface RecordOptions {
  readonly dialect: CsvDialect;
  /** Where the first record starts, and its line. */
  readonly at: number;
  readonly line: number;
  /**
   * Spaces around a value are no part of it, except inside quotes, and a control character is a problem. RFC 4180 says neither:
   * it keeps spaces, and knows no such characters.
   */
  readonly isLenient: boolean;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const BACKSLASH = 92;
/** Stands for a separator of two characters; as a control character it is in no accepted value. */
const unitSeparator = 31;

const unclosed = 'a quote that does not close';
const textAfterQuote = 'text after a closing quote';
const strayQuote = 'a quote inside a value that is not quoted';
const quoteProblems: ReadonlySet<string | null> = new Set([unclosed, textAfterQuote, strayQuote]);

/**
 * Reads CSV text byte by byte, one record at a time, and says of each where it is, where its values are, and what in it is not
 * as its dialect wants it. Bytes are UTF-8.
 */
export class CsvRecords {
  /** The record last read: its bytes without the line end, and the line it starts in. */
  start = 0;
  end = 0;
  startLine = 0;
  fields = 0;
  lineEnd: LineEnd = '';
  problem: string | null = null;
  /** It has to be written anew: spaces to be left out, a foreign escape or a separator of two characters. */
  needsEdit = false;
  /** A value that is not quoted, or a quoted one, has spaces around it. */
  isPadded = false;
  /** Escaped quotes and quoted values met so far. */
  escapes = 0;
  quoted = 0;
  /** Where the next record starts, and its line. */
  at: number;
  line: number;

  private readonly bytes: Uint8Array;
  private readonly delimiter: number;
  /** The separator is followed by a space, except at the end of a line. */
  private readonly isWide: boolean;
  private readonly quote: number;
  private readonly escape: number;
  private readonly isLenient: boolean;
  private readonly trims: boolean;
  private readonly ends = new Uint8Array(256);
  private readonly quotedEnds = new Uint8Array(256);
  private bounds = new Uint32Array(64);

  constructor(bytes: Uint8Array, { dialect, at, line, isLenient }: RecordOptions) {
    this.bytes = bytes;
    this.at = at;
    this.line = line;
    this.delimiter = dialect.delimiter.charCodeAt(0);
    this.isWide = dialect.delimiter.length > 1;
    this.quote = dialect.quote.charCodeAt(0);
    this.escape = dialect.escape.charCodeAt(0);
    this.isLenient = isLenient;
    this.trims = isLenient && this.delimiter !== SPACE;
    for (const byte of [LF, CR, this.quote]) this.ends[byte] = this.quotedEnds[byte] = 1;
    this.ends[this.delimiter] = 1;
    this.quotedEnds[this.escape] = 1;
    if (isLenient) {
      for (let byte = 0; byte < 32; byte++) if (byte !== 9) this.ends[byte] = this.quotedEnds[byte] = 1;
      this.ends[127] = this.quotedEnds[127] = 1;
    }
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** A line without any character. */
  get isBlank(): boolean {
    return this.start === this.end;
  }

  /**
   * Reads one record. A lenient reader ends one whose quotes are wrong at its first line, so that it does not take the records
   * below along.
   */
  read(): void {
    this.start = this.at;
    this.startLine = this.line;
    this.problem = null;
    this.scan(true);
    if (this.isLenient && this.line > this.startLine && quoteProblems.has(this.problem)) {
      this.at = this.start;
      this.line = this.startLine;
      this.scan(false);
    }
    this.endLine(this.end);
  }

  private scan(minds: boolean): void {
    const { bytes, ends, delimiter, quote, isWide, trims, isLenient } = this;
    const length = bytes.length;
    let at = this.at;
    let field = 0;
    this.needsEdit = this.isPadded = false;
    for (;;) {
      const from = at;
      if (trims) while (bytes[at] === SPACE) at++;
      if (at > from) this.isPadded = true;
      // Below a wrong quote in the same line nobody knows which quotes open and which close.
      if (bytes[at] === quote && minds && (this.problem === null || !isLenient)) {
        this.quoted++;
        at = this.closingQuote(at + 1);
        if (at >= length) this.problem ??= unclosed;
        at++;
        if (trims) while (bytes[at] === SPACE) at++;
        if (at < length && !this.endsField(at)) this.problem ??= textAfterQuote;
      }
      while (at < length) {
        const byte = bytes[at] as number;
        if (ends[byte] === 0) {
          at++;
          continue;
        }
        if (byte === delimiter && (!isWide || this.endsField(at))) break;
        if (byte === LF || byte === CR) break;
        if (byte === quote) this.problem ??= strayQuote;
        else if (byte !== delimiter) this.problem ??= controlCharacter(byte);
        at++;
      }
      if (at > length) at = length;
      if (trims && at > from && bytes[at - 1] === SPACE) this.isPadded = true;
      if (2 * field + 2 > this.bounds.length) this.growBounds();
      this.bounds[2 * field] = from;
      this.bounds[2 * field + 1] = at;
      field++;
      if (at >= length || bytes[at] !== delimiter) break;
      at++;
      if (isWide) {
        this.needsEdit = true;
        if (bytes[at] === SPACE) at++;
      }
    }
    if (this.isPadded) this.needsEdit = true;
    this.fields = field;
    this.end = at;
  }

  /** The values of the record, without quotes and the spaces around them. */
  values(): string[] {
    return Array.from({ length: this.fields }, (_, field) => this.value(field));
  }

  /** Where a value starts, its quote included. */
  startOf(field: number): number {
    return this.bounds[2 * field] ?? this.start;
  }

  /** Writes the record to `to`, which is not behind its start, with single separators and doubled quotes; gives its end back. */
  write(to: number): number {
    const { bytes } = this;
    let written = to;
    for (let field = 0; field < this.fields; field++) {
      if (field > 0) bytes[written++] = this.isWide ? unitSeparator : this.delimiter;
      let from = this.bounds[2 * field] ?? 0;
      let end = this.bounds[2 * field + 1] ?? 0;
      if (this.trims) {
        while (from < end && bytes[from] === SPACE) from++;
        while (end > from && bytes[end - 1] === SPACE) end--;
      }
      if (this.escape !== BACKSLASH || bytes[from] !== this.quote) {
        bytes.copyWithin(written, from, end);
        written += end - from;
        continue;
      }
      for (let at = from; at < end; at++) {
        const byte = bytes[at] as number;
        const next = bytes[at + 1];
        if (byte === BACKSLASH && at + 1 < end && (next === this.quote || next === BACKSLASH)) {
          if (next === this.quote) bytes[written++] = next;
          bytes[written++] = next;
          at++;
        } else {
          bytes[written++] = byte;
        }
      }
    }
    return written;
  }

  /** The separator of what `write` writes. */
  get writtenDelimiter(): string {
    return String.fromCharCode(this.isWide ? unitSeparator : this.delimiter);
  }

  private value(field: number): string {
    const text = new TextDecoder()
      .decode(this.bytes.subarray(this.bounds[2 * field], this.bounds[2 * field + 1]))
      .trim();
    const quote = String.fromCharCode(this.quote);
    if (!text.startsWith(quote)) return text;
    const inner = text.slice(1, text.length > 1 && text.endsWith(quote) ? -1 : undefined);
    if (this.escape === BACKSLASH) return inner.replaceAll(/\\(["'\\])/g, '$1').trim();
    return inner.replaceAll(quote + quote, quote).trim();
  }

  private endsField(at: number): boolean {
    const { bytes } = this;
    const byte = bytes[at];
    if (byte === LF || byte === CR) return true;
    if (byte !== this.delimiter) return false;
    if (!this.isWide) return true;
    const next = bytes[at + 1];
    return next === undefined || next === SPACE || next === LF || next === CR;
  }

  /** Position of the quote that closes a value whose text starts at `at`; the end of the text when none does. */
  private closingQuote(at: number): number {
    const { bytes, quote, escape, quotedEnds } = this;
    const length = bytes.length;
    while (at < length) {
      const byte = bytes[at] as number;
      if (quotedEnds[byte] === 0) {
        at++;
        continue;
      }
      const next = bytes[at + 1];
      if (byte === escape && next === quote) {
        this.escapes++;
        if (escape !== quote) this.needsEdit = true;
        at += 2;
      } else if (byte === quote) {
        return at;
      } else if (byte === escape) {
        // A backslash before anything else is one.
        if (next === escape) this.needsEdit = true;
        at += next === escape ? 2 : 1;
      } else {
        if (byte === LF || (byte === CR && next !== LF)) this.line++;
        else if (byte !== CR) this.problem ??= controlCharacter(byte);
        at++;
      }
    }
    return at;
  }

  private endLine(at: number): void {
    const { bytes } = this;
    this.at = at;
    this.lineEnd = '';
    if (at >= bytes.length) return;
    this.lineEnd = bytes[at] === LF ? 'LF' : bytes[at + 1] === LF ? 'CR LF' : 'CR';
    this.line++;
    this.at += this.lineEnd === 'CR LF' ? 2 : 1;
  }

  private growBounds(): void {
    const wider = new Uint32Array(this.bounds.length * 2);
    wider.set(this.bounds);
    this.bounds = wider;
  }
}

function controlCharacter(byte: number): string {
  return byte === 0 ? 'a NUL character' : `the control character ${byte}`;
}
