import type { Facts } from '../../model/queries/facts.ts';
import type { MartTime } from '../../model/queries/martFacts.ts';
import { type Column, rawTables, type Table } from '../../model/tables.ts';
import { byteSize, count, dayRange, minute, missing, smallNumber } from '../../ui/format.ts';
import type { DatasetInfo, Finding } from './datasetInfo.ts';

/** A name and what it is, for the list of facts. */
export interface Stated {
  readonly term: string;
  readonly value: string;
}

/** `one file`, `nine files`, `12 files`. */
function counted(many: number, one: string): string {
  return `${smallNumber(many)} ${one}${many === 1 ? '' : 's'}`;
}

/** The finding of this view in one sentence. */
export function headline({ title, loaded, findings, server }: DatasetInfo, facts: Facts): string {
  const days =
    facts.firstDay === null || facts.lastDay === null ? '' : ` of ${dayRange(facts.firstDay, facts.lastDay)}`;
  const sessions = `${count(facts.sessions)} ${facts.sessions === 1 ? 'session' : 'sessions'}${days}`;
  if (server !== undefined) {
    const found = findings.length === 0 ? '' : ` ${foundText(findings)}`;
    return `${title}: ${sessions}, asked of the database ${server.database} on ${server.host}.${found}`;
  }
  return `${title}: ${sessions}, read from ${counted(loaded.length, 'file')}. ${foundText(findings)}`;
}

/** How many findings there are, by grade, as a sentence. */
export function foundText(findings: readonly Finding[]): string {
  const warnings = findings.filter(({ grade }) => grade === 'warning').length;
  const notes = findings.length - warnings;
  if (findings.length === 0) return 'The checks found nothing wrong.';
  const parts = [
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(notes > 0 ? [counted(notes, 'note')] : []),
  ];
  return `The checks found ${parts.join(' and ')}.`;
}

/** What the publisher says of the dataset. */
export function statedOf({ id, dataVersion, kind, currency, newest, loaded, server }: DatasetInfo): readonly Stated[] {
  const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
  const rows = sum(loaded.map((file) => file.rows));
  const bytes = sum(loaded.map((file) => file.bytes));
  return [
    { term: 'Id in links', value: id },
    { term: 'Data version', value: dataVersion },
    { term: 'Newest row', value: newest === null ? missing : `${minute(newest)} UTC` },
    { term: 'Currency', value: currency },
    ...(server === undefined
      ? [
          {
            term: 'Read here',
            value: `${loaded.length} ${loaded.length === 1 ? 'table' : 'tables'}, ${count(rows)} rows, ${byteSize(bytes)}`,
          },
          { term: 'Prepared', value: kind === 'raw' ? 'in your browser, from the delivered files' : 'ahead of time' },
        ]
      : [
          { term: 'Server', value: server.host },
          { term: 'Database', value: server.database },
        ]),
  ];
}

/** The two clocks of a dataset, each with the sentence that tells it from the other. */
export function clocks(times: readonly MartTime[]): readonly Stated[] {
  const span = (mart: MartTime['mart'], column: string) => {
    const found = times.find((time) => time.mart === mart && time.column === column);
    return found?.oldest == null || found.newest === null ? null : dayRange(found.oldest, found.newest);
  };
  const starts = span('sessions', 'started_at');
  const stock = span('stock_snapshots', 'taken_at');
  const orders = span('order_status', 'valid_from');
  const seen = [
    ...(stock === null ? [] : [`Stock was counted ${stock}`]),
    ...(orders === null ? [] : [`${stock === null ? 'O' : 'o'}rders were looked at ${orders}`]),
  ];
  return [
    {
      term: 'The clock of sessions',
      value:
        starts === null
          ? 'No session of this dataset has a time.'
          : `${starts}, UTC. The date filter goes by it: a session counts for the day on which it starts.`,
    },
    {
      term: 'The clock of snapshots',
      value:
        seen.length === 0
          ? 'This dataset has no snapshots of stock or orders.'
          : `${seen.join('; ')}, UTC. The date filter never empties them.`,
    },
  ];
}

const raw: Readonly<Record<string, Table>> = rawTables;

function personalIn(table: string, columns: readonly string[]): readonly string[] {
  const known: Readonly<Record<string, Column>> = raw[table]?.columns ?? {};
  return columns.filter((name) => known[name]?.personal === true);
}

/** What became of personal data, in sentences. */
export function personalText({ kind, loaded, server }: DatasetInfo): string {
  if (server !== undefined) {
    return 'The tables have no columns for names, e-mail addresses, phone numbers or street addresses. State, country and whether somebody works for the shop are in them.';
  }
  if (kind === 'marts') {
    return 'Names, e-mail addresses, phone numbers and street addresses were left out when this dataset was prepared. State, country and whether somebody works for the shop stayed.';
  }
  const found = loaded.flatMap(({ table, columns }) => personalIn(table, columns).map((name) => `${table}.${name}`));
  if (found.length === 0) return 'The files hold no names, e-mail addresses, phone numbers or street addresses.';
  return `The files hold personal columns: ${found.join(', ')}. No table of this page keeps them: of the e-mail address only its domain is looked at, for the mark of an employee. State and country stay.`;
}

/** Where in the files a finding is: `users.csv · email · line 12`; null when it is of no one place. */
export function placeText({ file, column, line }: Finding): string | null {
  const parts = [
    file,
    column,
    line === null ? null : `${file?.endsWith('.parquet') === true ? 'row' : 'line'} ${line}`,
  ];
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : told.join(' · ');
}
