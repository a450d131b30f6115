import { startOfLine } from '../csvDialect.ts';
import { CsvRecords } from '../csvRecords.ts';
import { utf8Head } from '../encoding.ts';
import type { CsvReading } from '../reading.ts';

/** A quote that stays open for longer than this is a stray one, not one that the end of the bytes cut off. */
const longestCut = 64 * 1024;

/** The start of a CSV file without the record that its end cuts off. */
export function wholeRecords(bytes: Uint8Array, csv: CsvReading): Uint8Array {
  if (csv.encoding === 'utf-8') return bytes.subarray(0, endOfRecords(bytes, csv));
  const utf8 = utf8Head(bytes, csv.encoding);
  const characters = new TextDecoder().decode(utf8.subarray(0, endOfRecords(utf8, csv))).length;
  if (csv.encoding === 'windows-1252') return bytes.subarray(0, characters);
  const [a, b] = bytes;
  const mark = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) ? 2 : 0;
  return bytes.subarray(0, mark + 2 * characters);
}

function endOfRecords(utf8: Uint8Array, csv: CsvReading): number {
  const { at, line } = startOfLine(utf8, csv.headerLine ?? 1);
  const text = new CsvRecords(utf8, { dialect: csv, at, line, isLenient: true });
  let end = at;
  while (!text.isAtEnd) {
    text.read();
    const isOpen = text.problem === 'a quote that does not close' && utf8.length - text.start < longestCut;
    if (isOpen) return text.start;
    if (text.lineEnd !== '' || !text.isAtEnd) end = text.at;
  }
  return end;
}
