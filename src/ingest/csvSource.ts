import type { Engine } from '../engine/engine.ts';
import { ident, join, param, sql } from '../sql/sql.ts';
import { csvHeader } from './csvHeader.ts';
import { CsvText, utf8Bytes } from './csvText.ts';
import { breath, sliceBytes } from './encoding.ts';
import { type DatasetError, fatal } from './issue.ts';
import type { Reading } from './reading.ts';
import { sievedCsv } from './sievedCsv.ts';
import type { DataFile, Source } from './source.ts';
import { counted } from './wording.ts';

/**
 * Makes a CSV file readable, all columns as text; `delivered` is taken, and may be changed. `expected` are the column names that
 * tell the delimiter. A file that shall be refused when it is malformed throws DatasetError with the first lines that are not
 * CSV as RFC 4180 wants it; of any other the records that cannot be read are left out and told, as `sievedCsv` says.
 */
export async function csvSource(
  engine: Engine,
  { file, table }: Pick<DataFile, 'file' | 'table'>,
  name: string,
  delivered: Uint8Array,
  expected: readonly string[],
  reading: Reading = { malformed: 'refuse' },
): Promise<Source> {
  if (reading.malformed === 'reject') return sievedCsv(engine, { file, table }, name, delivered, expected, reading);
  const { bytes, firstLine } = utf8Bytes(file, delivered);
  if (bytes.length === 0) throw fatal(`${file} is empty.`, { file, table });
  const header = csvHeader(bytes, expected);
  if (header === null) {
    throw fatal(`The header of ${file} has a quote that does not close.`, { file, table, line: firstLine });
  }
  const { delimiter, names } = header;
  const text = new CsvText(bytes, { delimiter, columns: names.length, firstLine });
  await readWhole(text, bytes, file, firstLine);
  if (text.malformed > 0) throw malformedText(text, file, table);

  const columns = names.map((spelled, index) => ({ name: spelled, sql: ident(`c${index}`), type: 'VARCHAR' }));
  // Positional names: what a header says never becomes part of a statement.
  const types = join(
    columns.map((column) => sql`${column.sql}: 'varchar'`),
    ', ',
  );
  const physical = text.records - 1 + text.blanks + firstLine - 1;
  await engine.register(name, bytes);
  return {
    relation: sql`read_csv(
      ${param(name, 'varchar')}, auto_detect = false, header = true, delim = ${param(delimiter, 'varchar')},
      quote = '"', escape = '"', columns = {${types}}
    )`,
    columns,
    rows: text.records - 1,
    records: { physical, accepted: text.records - 1, rejected: 0, ignored: physical - text.records + 1 },
    rejects: [],
    issues: [],
    place: (row) => ({ unit: 'line', number: text.lines.lineOf(row) }),
    jumps: text.lines.jumps,
    release: () => engine.unregister(name),
  };
}

async function readWhole(text: CsvText, bytes: Uint8Array, file: string, firstLine: number): Promise<void> {
  let checked = 0;
  while (checked < bytes.length) {
    const reached = text.readTo(checked + sliceBytes);
    if (!isText(bytes.subarray(checked, reached))) {
      const line = firstLine + linesOfText(bytes);
      throw fatal(`${file} is not UTF-8 text: line ${line} has bytes that no text has. Save it as UTF-8.`, {
        file,
        line,
      });
    }
    checked = reached;
    await breath();
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** NUL is a character of UTF-8, and no one of any text; UTF-16 without its mark is full of it. */
function isText(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
  } catch {
    return false;
  }
  return !bytes.includes(0);
}

/** How many lines there are before the first that is no text. */
function linesOfText(bytes: Uint8Array): number {
  let start = 0;
  for (let lines = 0; ; lines++) {
    const end = bytes.indexOf(10, start);
    if (end === -1 || !isText(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}

/** The error that records make which cannot be read. */
export function malformedText(text: CsvText, file: string, table: string): DatasetError {
  const examples = text.examples.map(({ line, problem }) => `line ${line} has ${problem}`);
  if (text.malformed > examples.length) examples.push('…');
  return fatal(
    `${file}: ${counted(text.malformed, 'record')} cannot be read: ${examples.join(', ')}. ` +
      'Correct the file and load it again.',
    { file, table, line: text.examples[0]?.line ?? null },
  );
}
