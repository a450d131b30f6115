import type { Encoding } from './reading.ts';

/** Bytes worked on between two breaths: the page answers in between. */
export const sliceBytes = 4 * 1024 * 1024;

/** The encoding that bytes seem to be in; `doubt` says in one sentence why that is a guess, null where it is none. */
export interface GuessedEncoding {
  readonly encoding: Encoding;
  readonly doubt: string | null;
}

/** Bytes as UTF-8 without a mark. */
export interface Utf8Text {
  readonly bytes: Uint8Array;
  /** Offsets from the first to behind the last sequence that UTF-8 does not have; null where all is UTF-8. */
  readonly faults: { readonly from: number; readonly to: number } | null;
  /** Characters that the encoding does not have; they stand as “�” in `bytes`. */
  readonly hasReplaced: boolean;
}

/** UTF-8 sequences of more than one byte, and bytes that belong to none. */
interface Utf8Count {
  characters: number;
  faults: number;
  firstFault: number;
  lastFault: number;
  /** Where a sequence starts that the end of the bytes cuts off; -1 where none does. */
  cutOff: number;
}

const nothingCounted: Readonly<Utf8Count> = { characters: 0, faults: 0, firstFault: -1, lastFault: -1, cutOff: -1 };

/** Bytes in which UTF-16 without a mark is looked for. */
const headBytes = 64 * 1024;

/**
 * Told by marks, then by the NULs that UTF-16 is full of, then by UTF-8's own pattern. Where a text has more characters of UTF-8
 * than broken ones it is UTF-8 with broken records: Windows-1252 would garble all the others. Else every byte is a letter of
 * Windows-1252, so that no record is lost. The bytes may be the start of a longer text.
 */
export function guessEncoding(bytes: Uint8Array): GuessedEncoding {
  const told = markedEncoding(bytes) ?? nulEncoding(bytes.subarray(0, headBytes));
  if (told !== null) return told;
  const { characters, faults } = countUtf8(bytes);
  return byCount(characters, faults);
}

/** As `guessEncoding`, of a whole file, with breaths. */
export async function guessEncodingOf(bytes: Uint8Array): Promise<GuessedEncoding> {
  const told = markedEncoding(bytes) ?? nulEncoding(bytes.subarray(0, headBytes));
  if (told !== null) return told;
  const { characters, faults } = await countSlices(bytes);
  return byCount(characters, faults);
}

/** The whole file as UTF-8; the bytes themselves where they are it. */
export async function utf8Text(bytes: Uint8Array, encoding: Encoding): Promise<Utf8Text> {
  if (encoding !== 'utf-8') return { ...(await converted(bytes, encoding)), faults: null };
  const text = withoutMark(bytes);
  const { firstFault, lastFault, cutOff } = await countSlices(text);
  const from = firstFault < 0 ? cutOff : firstFault;
  const to = cutOff < 0 ? lastFault + 1 : text.length;
  return { bytes: text, faults: from < 0 ? null : { from, to }, hasReplaced: false };
}

/** The start of a file as UTF-8, for a look at it; a character that is cut off at its end is left out. */
export function utf8Head(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return withoutMark(bytes);
  return new TextEncoder().encode(withLetters(new TextDecoder(encoding).decode(bytes, { stream: true }), encoding));
}

/** What a file is whose first bytes say that it is no text; null where they do not. */
export function foreignFormat(bytes: Uint8Array): string | null {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic.startsWith('PK')) return 'a zip archive or a spreadsheet';
  if (magic === 'PAR1') return 'a Parquet file';
  if (magic.startsWith('\x1f\x8b')) return 'a gzip archive';
  return null;
}

function byCount(characters: number, faults: number): GuessedEncoding {
  if (faults === 0 || characters > faults) return { encoding: 'utf-8', doubt: null };
  return {
    encoding: 'windows-1252',
    doubt: 'It is not UTF-8 and is read as Windows-1252 (Western European). Letters beyond A to Z may be wrong.',
  };
}

function markedEncoding(bytes: Uint8Array): GuessedEncoding | null {
  const [a, b] = bytes;
  if (hasUtf8Mark(bytes)) return { encoding: 'utf-8', doubt: null };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', doubt: null };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', doubt: null };
  return null;
}

function hasUtf8Mark([a, b, c]: Uint8Array): boolean {
  return a === 0xef && b === 0xbb && c === 0xbf;
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return hasUtf8Mark(bytes) ? bytes.subarray(3) : bytes;
}

/** Separators, digits and line ends are half NUL in UTF-16, always the same half. */
function nulEncoding(head: Uint8Array): GuessedEncoding | null {
  const nuls: [number, number] = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) nuls[at % 2 === 0 ? 0 : 1]++;
  const [even, odd] = nuls;
  const pairs = head.length >> 1;
  const doubt = 'It is read as UTF-16, which it does not say it is.';
  if (odd > pairs * 0.3 && even < odd / 10) return { encoding: 'utf-16le', doubt };
  if (even > pairs * 0.3 && odd < even / 10) return { encoding: 'utf-16be', doubt };
  return null;
}

async function countSlices(bytes: Uint8Array): Promise<Utf8Count> {
  const count = { ...nothingCounted };
  for (let at = 0; at < bytes.length;) {
    at = countTo(bytes, at, Math.min(at + sliceBytes, bytes.length), count);
    if (at < bytes.length) await breath();
  }
  return count;
}

function countUtf8(bytes: Uint8Array): Utf8Count {
  const count = { ...nothingCounted };
  countTo(bytes, 0, bytes.length, count);
  return count;
}

/**
 * Counts from `start` until `until` is reached or passed; gives the position back that was reached. Source: Unicode 15, table 3-7 “Well-Formed UTF-8 Byte Sequences”.
 */
function countTo(bytes: Uint8Array, start: number, until: number, count: Utf8Count): number {
  let at = start;
  while (at < until) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const size = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    const taken = size === 0 ? 0 : followed(bytes, at, size);
    if (taken === size && size > 0) {
      count.characters++;
      at += size;
    } else if (size > 0 && at + taken === bytes.length) {
      count.cutOff = at;
      return bytes.length;
    } else {
      count.faults++;
      if (count.firstFault < 0) count.firstFault = at;
      count.lastFault = at;
      at++;
    }
  }
  return at;
}

/** How many bytes of a sequence of `size` bytes are as UTF-8 wants them. */
function followed(bytes: Uint8Array, at: number, size: number): number {
  const lead = bytes[at];
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  let taken = 1;
  for (; taken < size; taken++) {
    const byte = bytes[at + taken];
    if (byte === undefined || byte < (taken === 1 ? least : 0x80) || byte > (taken === 1 ? most : 0xbf)) break;
  }
  return taken;
}

async function converted(
  bytes: Uint8Array,
  encoding: Exclude<Encoding, 'utf-8'>,
): Promise<Pick<Utf8Text, 'bytes' | 'hasReplaced'>> {
  // What one byte of each can become at most: a unit of UTF-16 three bytes, a letter of Windows-1252 too.
  const space = encoding === 'windows-1252' ? bytes.length + 2 * (await highBytes(bytes)) : (bytes.length / 2 + 1) * 3;
  const target = new Uint8Array(Math.ceil(space));
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  let written = 0;
  let hasReplaced = false;
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    const isLast = at + sliceBytes >= bytes.length;
    const text = withLetters(decoder.decode(bytes.subarray(at, at + sliceBytes), { stream: !isLast }), encoding);
    hasReplaced ||= text.includes('\ufffd');
    written += encoder.encodeInto(text, target.subarray(written)).written;
    if (!isLast) await breath();
  }
  return { bytes: target.subarray(0, written), hasReplaced };
}

/** Windows-1252 from 0x80 to 0x9f. Source: WHATWG Encoding, “index windows-1252”. */
const windowsLetters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Node 20 takes Windows-1252 for Latin-1, which has control characters there. */
function withLetters(text: string, encoding: Encoding): string {
  if (encoding !== 'windows-1252') return text;
  return text.replaceAll(/[\x80-\x9f]/g, (control) => windowsLetters.charAt(control.charCodeAt(0) - 0x80));
}

async function highBytes(bytes: Uint8Array): Promise<number> {
  let high = 0;
  for (let start = 0; start < bytes.length; start += sliceBytes) {
    const until = Math.min(start + sliceBytes, bytes.length);
    for (let at = start; at < until; at++) high += (bytes[at] as number) >> 7;
    await breath();
  }
  return high;
}

/** Lets the page answer. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
