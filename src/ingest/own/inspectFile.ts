import { EngineError } from '../../engine/engine.ts';
import { columnName, namesFound } from '../csvHeader.ts';
import { detectReading, firstRecords } from '../csvDialect.ts';
import { utf8Head } from '../encoding.ts';
import type { CsvReading } from '../reading.ts';
import { byteSize } from '../wording.ts';
import { isGzip, mostOwnBytes, startOf, tooLarge } from './fileBytes.ts';
import { foreignFile, isBinary } from './foreignFile.ts';
import { knownNames } from './knownColumns.ts';
import type { FileLook, OwnFile, RefusedFile } from './plan.ts';
import { wholeRecords } from './wholeRecords.ts';

/** The first rows of a Parquet file as text, without loading all of it. Rejects when it cannot be read. */
export type ParquetHead = (
  blob: Blob,
  rows: number,
) => Promise<{
  columns: readonly { readonly name: string }[];
  rows: readonly (readonly (string | null)[])[];
  rowCount: number;
}>;

/** Bytes looked at; of gzip, unpacked ones. */
const lookBytes = 256 * 1024;
/** Records kept to be shown. */
const rowsShown = 50;
/** Records of a Parquet file looked at. */
const parquetRows = 1000;
/** Distinct values of a column that are kept. */
const samplesKept = 2000;

/**
 * What the start of a file tells, or why the file cannot be used. Never by its name, and never rejects: what cannot be read is
 * refused. `csv` is how the person says the text is written; without it that is found out.
 */
export async function inspectFile(
  file: OwnFile,
  tools: { readonly parquetHead: ParquetHead },
  csv?: CsvReading,
): Promise<FileLook | RefusedFile> {
  const { path, blob } = file;
  const refused = (sentence: string): RefusedFile => ({ path, bytes: blob.size, sentence });
  if (blob.size === 0) return refused('It is empty.');
  try {
    if (blob.size > mostOwnBytes) return refused(tooLarge(blob.size));
    const magic = new TextDecoder('latin1').decode(await blob.slice(0, 4).arrayBuffer());
    if (magic === 'PAR1') return await parquetLook(file, tools.parquetHead).catch((error) => refused(whyNot(error)));
    return await textLook(file, csv, refused);
  } catch {
    return refused('It cannot be read: it was moved, changed or removed since it was chosen.');
  }
}

async function parquetLook({ path, blob }: OwnFile, parquetHead: ParquetHead): Promise<FileLook> {
  const { columns, rows } = await parquetHead(blob, parquetRows);
  const names = columns.map(({ name }) => name);
  return { path, bytes: blob.size, format: 'parquet', isGzip: false, csv: null, ...looked(names, rows) };
}

function whyNot(error: unknown): string {
  if (error instanceof EngineError) return error.message.replace(/^This file /, 'It ');
  return 'It says it is Parquet, and cannot be read. Export the table again.';
}

async function textLook(
  { path, blob }: OwnFile,
  csv: CsvReading | undefined,
  refused: (sentence: string) => RefusedFile,
): Promise<FileLook | RefusedFile> {
  const packed = await isGzip(blob);
  const start = await startOf(blob, lookBytes).catch(() => null);
  if (start === null) return refused('It cannot be unpacked: it is damaged or cut short.');
  if (packed && !start.isWhole && (await unpackedSize(blob)) > mostOwnBytes) {
    return refused(`Unpacked it is larger than the ${byteSize(mostOwnBytes)} that this page can take.`);
  }
  if (start.bytes.length === 0) return refused('It is empty.');
  const foreign = foreignFile(start.bytes);
  if (foreign !== null) return refused(packed ? foreign.replace(/^It is/, 'Inside is') : foreign);
  if (packed && new TextDecoder('latin1').decode(start.bytes.subarray(0, 4)) === 'PAR1') {
    return refused('Inside is a Parquet file. Unpack it and choose that.');
  }
  const reading = csv ?? detectReading(start.bytes, knownNames).reading;
  const bytes = start.isWhole ? start.bytes : wholeRecords(start.bytes, reading);
  const utf8 = utf8Head(bytes.length === 0 ? start.bytes : bytes, reading.encoding);
  if (isBinary(utf8)) return refused('It is not text. Choose CSV or Parquet files.');
  const { names, records } = firstRecords(utf8, reading, Infinity);
  // Every text has spaces.
  const isSplit = names.length > 1 && reading.delimiter !== ' ';
  if (csv === undefined && !isSplit && !isKnown(names)) {
    return refused('It has no columns: nothing in it separates values. Choose CSV or Parquet files.');
  }
  const rows = records.map((record) => names.map((_, column) => record[column] || null));
  return { path, bytes: blob.size, format: 'csv', isGzip: packed, csv: reading, ...looked(names, rows) };
}

function isKnown(names: readonly string[]): boolean {
  return namesFound(names.map(columnName), knownNames) > 0;
}

/** What the end of a gzip file says it is unpacked, which counts from 0 again after 4 GB. Source: RFC 1952, 2.3.1 “ISIZE”. */
async function unpackedSize(blob: Blob): Promise<number> {
  const end = await blob.slice(-4).arrayBuffer();
  return end.byteLength === 4 ? new DataView(end).getUint32(0, true) : 0;
}

function looked(
  names: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Pick<FileLook, 'columns' | 'rows'> {
  const columns = names.map((name, column) => {
    const samples = new Set<string>();
    for (const row of rows) {
      const value = row[column] ?? null;
      if (value !== null && samples.size < samplesKept) samples.add(value);
    }
    return { name, samples: [...samples] };
  });
  return { columns, rows: rows.slice(0, rowsShown) };
}
