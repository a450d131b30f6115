import type { About, ExportTable } from '../../exports/table.ts';
import { count, smallNumber } from '../../ui/format.ts';
import type { Check, DatasetInfo, LoadedFile, Place, RecordCounts, RejectedRecord } from './datasetInfo.ts';

/** A record that is in no table, and its file. */
export interface ListedReject extends RejectedRecord {
  readonly file: string;
}

function plural(many: number, one: string, several = `${one}s`): string {
  return many === 1 ? one : several;
}

function orNone(many: number): string {
  return many === 0 ? 'none' : count(many);
}

/** `line 12`, `row 3`. */
export function placeName({ unit, number }: Place): string {
  return `${unit} ${number}`;
}

/** Records of all files together. */
function allRecords(loaded: readonly LoadedFile[]): RecordCounts {
  const sum = (of: (records: RecordCounts) => number) =>
    loaded.reduce((all, { records }) => all + (records === null ? 0 : of(records)), 0);
  return {
    physical: sum(({ physical }) => physical),
    accepted: sum(({ accepted }) => accepted),
    rejected: sum(({ rejected }) => rejected),
    ignored: sum(({ ignored }) => ignored),
  };
}

/** What stands in place of that where the tables lie on a database server. */
export const serverSentence =
  'Nothing was loaded into this page: it asks the tables on the server as they are. When you signed in, the page looked at the server’s version, tables, columns and settings, and they are as it needs them.';

/** What became of all records, as a sentence. */
export function recordsSentence(loaded: readonly LoadedFile[]): string {
  const { physical, accepted, rejected, ignored } = allRecords(loaded);
  const files = `${smallNumber(loaded.length)} ${plural(loaded.length, 'file')}`;
  const begin = `${files.slice(0, 1).toUpperCase()}${files.slice(1)} ${loaded.length === 1 ? 'holds' : 'hold'} ${count(physical)} ${plural(physical, 'record')}: `;
  return `${begin}${count(accepted)} accepted, ${orNone(rejected)} rejected, ${orNone(ignored)} ignored.`;
}

/** A sentence for every file of which something was rejected. */
export function rejectedSentences(loaded: readonly LoadedFile[]): readonly string[] {
  return loaded.flatMap(({ file, records }) => {
    if (records === null || records.rejected === 0) return [];
    const { rejected, physical } = records;
    const is = rejected === 1 ? 'is rejected: it is' : 'are rejected: they are';
    return [
      `${file}: ${count(rejected)} of ${count(physical)} records ${is} in no table and count${rejected === 1 ? 's' : ''} nowhere.`,
    ];
  });
}

/** The rejected records of all files, in the order of the files. */
export function rejectsOf(loaded: readonly LoadedFile[]): readonly ListedReject[] {
  return loaded.flatMap(({ file, rejects }) => rejects.map((reject) => ({ ...reject, file })));
}

/** How many rejected records are known by their number only, as a sentence; null when all are listed. */
export function unlistedSentence(loaded: readonly LoadedFile[]): string | null {
  const unlisted = allRecords(loaded).rejected - rejectsOf(loaded).length;
  if (unlisted <= 0) return null;
  return `${count(unlisted)} more ${plural(unlisted, 'is', 'are')} not listed: of each file the first are.`;
}

/** How many checks passed, found something and could not be made, as a sentence. */
export function checksSentence({ kind, checks, server }: Pick<DatasetInfo, 'kind' | 'checks' | 'server'>): string {
  if (server !== undefined) return 'The page sees no files here: they were checked by whoever filled the tables.';
  if (kind === 'marts') {
    return 'The checks ran when this dataset was prepared. Here the size, the checksum and the number of rows of each file were compared with what its manifest promises.';
  }
  const many = (outcome: Check['outcome']) => checks.filter((check) => check.outcome === outcome).length;
  const [passed, found, unasked] = [many('passed'), many('found'), many('not asked')];
  const asked = unasked === 0 ? '' : `, ${count(unasked)} could not be made for want of data`;
  return `${count(checks.length)} checks: ${count(passed)} passed, ${orNone(found)} found something${asked}.`;
}

/** What a check found, or why it could not be made. */
export function outcomeText({ outcome, count: many, grade, lacks }: Check): string {
  if (outcome === 'passed') return 'passed';
  if (outcome === 'found') return `${grade}: ${count(many)}`;
  return `not made: no ${lacks.join(', no ')}`;
}

/** The rejected records as a table to take away. */
export function rejectsTable(rejects: readonly ListedReject[]): ExportTable {
  return {
    columns: ['file', 'unit', 'number', 'column', 'reason', 'text'].map((name) => ({ name })),
    rows: rejects.map(({ file, place, column, reason, text }) => [
      file,
      place.unit,
      place.number,
      column,
      reason,
      text,
    ]),
  };
}

/** All findings as a table to take away. */
export function findingsTable({ findings }: Pick<DatasetInfo, 'findings'>): ExportTable {
  return {
    columns: ['grade', 'finding', 'file', 'column', 'line', 'examples'].map((name) => ({ name })),
    rows: findings.map(({ grade, sentence, file, column, line, samples }) => [
      grade,
      sentence,
      file,
      column,
      line,
      samples.length === 0 ? null : samples.join('; '),
    ]),
  };
}

/** What such a file says of itself. */
export function reportAbout(
  title: string,
  { title: dataset, dataVersion }: Pick<DatasetInfo, 'title' | 'dataVersion'>,
  link: string,
  lines: readonly string[],
): About {
  return { title, selection: 'The whole dataset, no filter of the page', dataset, dataVersion, link, lines };
}
