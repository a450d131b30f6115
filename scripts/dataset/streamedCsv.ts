import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { NodeEngine } from '../../src/engine/node.ts';
import { csvHeader } from '../../src/ingest/csvHeader.ts';
import { malformedText } from '../../src/ingest/csvSource.ts';
import { CsvText, utf8Bytes } from '../../src/ingest/csvText.ts';
import { fatal } from '../../src/ingest/issue.ts';
import type { Source } from '../../src/ingest/source.ts';
import { ident, join, param, sql } from '../../src/sql/sql.ts';
import type { FoundFile } from './findTables.ts';
import { partsOfFile } from './partsOfFile.ts';

/** Bytes that stand in memory at a time. */
const partBytes = 4 * 1024 * 1024;
/** DuckDB takes no longer line than 2 MB; a quote that does not close would make one of the rest of the file. */
const longestRecord = 16 * 1024 * 1024;
/**
 * Bytes that one thread of DuckDB reads of a large file at a time. It is what DuckDB takes by itself; but untold, it reads a quarter of that at
 * a time, and what holds fewer rows than a row group is copied once more, which takes a quarter of the time that reading a table does.
 */
const bufferBytes = 32_000_000;
/** A smaller file would be too few buffers for several threads. */
const bufferedFrom = 8 * bufferBytes;

/**
 * Makes a CSV file on this computer readable, all columns as text, without reading it into memory: DuckDB streams it, and so do
 * we beside it, to count its records and to find those that are malformed. `expected` are the column names that tell the
 * delimiter. Throws DatasetError, here or by `counted`, for what `csvSource` refuses; UTF-16 is refused as well.
 */
export async function streamedCsv(
  engine: NodeEngine,
  found: FoundFile,
  name: string,
  expected: readonly string[],
  onBytes: (read: number) => void,
): Promise<Source> {
  const { file, table } = found;
  const start = await firstPart(found);
  if (start.length === 0) throw fatal(`${file} is empty.`, { file, table });
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) {
    throw fatal(`${file} is UTF-16 text. Save it as UTF-8.`, { file, table });
  }
  const { bytes, firstLine } = utf8Bytes(file, start);
  const header = csvHeader(bytes, expected);
  if (header === null) {
    throw fatal(`The header of ${file} has a quote that does not close.`, { file, table, line: firstLine });
  }
  const { delimiter, names } = header;
  const text = new CsvText(new Uint8Array(), { delimiter, columns: names.length, firstLine });
  const counted = count(found, text, start.length - bytes.length, onBytes);
  // It is waited for only when DuckDB is done.
  counted.catch(() => undefined);
  const columns = names.map((spelled, index) => ({ name: spelled, sql: ident(`c${index}`), type: 'VARCHAR' }));
  const types = join(
    columns.map((column) => sql`${column.sql}: 'varchar'`),
    ', ',
  );
  await engine.registerFile(name, found.path);
  const buffer = found.bytes < bufferedFrom ? sql`` : sql`, buffer_size = ${param(bufferBytes, 'integer')}`;
  const rows = () => text.records - 1;
  return {
    relation: sql`read_csv(
      ${param(name, 'varchar')}, auto_detect = false, header = true, skip = ${param(firstLine - 1, 'integer')},
      delim = ${param(delimiter, 'varchar')}, quote = '"', escape = '"', columns = {${types}},
      compression = ${param(found.isGzip ? 'gzip' : 'none', 'varchar')}${buffer}
    )`,
    columns,
    counted,
    get rows() {
      return rows();
    },
    get records() {
      const physical = rows() + text.blanks + firstLine - 1;
      return { physical, accepted: rows(), rejected: 0, ignored: physical - rows() };
    },
    rejects: [],
    issues: [],
    place: (row) => ({ unit: 'line', number: text.lines.lineOf(row) }),
    jumps: text.lines.jumps,
    release: () => engine.unregister(name),
  };
}

/** The text as it comes from the disk, unpacked, in parts, each of which is there until the next one is asked for. */
async function* partsOf({ path, isGzip, file, table }: FoundFile): AsyncGenerator<Buffer> {
  if (!isGzip) {
    yield* partsOfFile(path, partBytes);
    return;
  }
  const packed = createReadStream(path, { highWaterMark: partBytes });
  try {
    yield* packed.pipe(createGunzip({ chunkSize: partBytes })) as AsyncIterable<Buffer>;
  } catch (cause) {
    throw fatal(`${file} is no whole gzip archive. Pack it again.`, { file, table }, cause);
  } finally {
    packed.destroy();
  }
}

async function firstPart(found: FoundFile): Promise<Uint8Array> {
  for await (const part of partsOf(found)) return new Uint8Array(part);
  return new Uint8Array();
}

/** Reads the file to its end. `before` bytes at its start are no text: a mark, and blank lines. */
async function count(found: FoundFile, text: CsvText, before: number, onBytes: (read: number) => void): Promise<void> {
  const { file, table } = found;
  // One place for every part, behind the rest of the one before it: new memory for each costs more than to read it.
  let place = Buffer.alloc(0);
  let rest = place;
  let skip = before;
  let read = 0;
  for await (const part of partsOf(found)) {
    const added = part.subarray(skip);
    skip = 0;
    const length = rest.length + added.length;
    if (length > longestRecord) {
      throw fatal(`${file}: a record is longer than 16 MB, as where a quote does not close.`, { file, table });
    }
    const wider = length > place.length ? Buffer.alloc(length + partBytes) : place;
    rest.copy(wider);
    added.copy(wider, rest.length);
    place = wider;
    const bytes = place.subarray(0, length);
    const line = text.line;
    const reached = text.readPart(bytes, false);
    refuseOther(found, bytes.subarray(0, reached), line);
    rest = bytes.subarray(reached);
    read += part.length;
    onBytes(read);
  }
  refuseOther(found, rest, text.line);
  text.readPart(rest, true);
  if (text.malformed > 0) throw malformedText(text, file, table);
}

/** NUL is a character of UTF-8, and no one of any text. */
function refuseOther({ file, table }: FoundFile, bytes: Buffer, firstLine: number): void {
  if (isUtf8(bytes) && !bytes.includes(0)) return;
  let line = firstLine;
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(10, start);
    const one = bytes.subarray(start, end === -1 ? undefined : end);
    if (end === -1 || !isUtf8(one) || one.includes(0)) break;
    start = end + 1;
  }
  throw fatal(`${file} is not UTF-8 text: line ${line} has bytes that no text has. Save it as UTF-8.`, {
    file,
    table,
    line,
  });
}
