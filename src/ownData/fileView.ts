import { stepOf } from '../ingest/own/stepWords.ts';
import type { FileLook, FilePlan, OpenQuestion, RefusedFile } from '../ingest/own/plan.ts';
import type { Trial } from '../ingest/own/trialLoad.ts';
import type { CsvReading, Encoding, TimeOrder } from '../ingest/reading.ts';
import { rawTables, type RawTable } from '../model/tables.ts';
import { isRefused } from './ownFilesState.ts';

/** What each table is called on screen. */
export const tableLabels: Readonly<Record<RawTable, string>> = {
  events: 'Events',
  users: 'Users',
  addresses: 'Addresses',
  products: 'Products',
  orders: 'Orders',
  order_items: 'Order items',
  promos: 'Promos',
  product_inventory_snapshot: 'Stock, dbt snapshot',
  inventory_levels: 'Stock levels',
  orders_snapshot: 'Orders, dbt snapshot',
};

export const tableNames = Object.keys(rawTables) as RawTable[];

/** Whether `text` names a table a shop can deliver. */
export function isRawTable(text: string): text is RawTable {
  return Object.hasOwn(rawTables, text);
}

export const encodingLabels: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little endian',
  'utf-16be': 'UTF-16, big endian',
  'windows-1252': 'Latin-1 (Windows-1252)',
};

const delimiterNames = new Map([
  [',', 'Comma'],
  [';', 'Semicolon'],
  ['\t', 'Tab'],
  ['|', 'Bar |'],
  [' ', 'Space'],
  [':', 'Colon'],
  [', ', 'Comma and space'],
  ['; ', 'Semicolon and space'],
]);

/** A separator in words. */
export function delimiterLabel(delimiter: string): string {
  return delimiterNames.get(delimiter) ?? `“${delimiter}”`;
}

/** The separators to choose from, with the one the file seems to have. */
export function delimitersWith(delimiter: string): readonly string[] {
  const usual = [',', ';', '\t', '|', ' ', ', '];
  return usual.includes(delimiter) ? usual : [...usual, delimiter];
}

export const orderLabels: Readonly<Record<TimeOrder, string>> = {
  iso: 'Year-month-day: 2024-02-13 14:05',
  'day-month-year': 'Day first: 13/02/2024 14:05',
  'month-day-year': 'Month first: 02/13/2024 14:05',
  'year-month-day': 'Year first: 2024/02/13 14:05',
  seconds: 'Seconds since 1970: 1707833100',
  milliseconds: 'Milliseconds since 1970: 1707833100000',
};

/** The plan’s guess at what is asked, as short as the name of a button; null where only an edit of the plan answers it. */
export function guessOf({ about, needed }: OpenQuestion, plan: FilePlan): string | null {
  if (needed) return null;
  switch (about) {
    case 'encoding':
      return plan.csv === null ? null : encodingLabels[plan.csv.encoding];
    case 'time-order':
      return orderLabels[plan.values.times.order].replace(/:.*/, '').toLowerCase();
    case 'zone':
      return plan.values.times.zone.replaceAll('_', ' ');
    case 'decimal':
      return plan.values.decimal === ',' ? 'decimal comma' : 'decimal point';
    case 'columns':
    case 'steps':
      return null;
  }
}

/** Numbers since 1970 are UTC by themselves. */
export function hasZone(order: TimeOrder): boolean {
  return order !== 'seconds' && order !== 'milliseconds';
}

/** How text is cut, in one line. */
export function csvSummary(csv: CsvReading, { isGzip }: Pick<FileLook, 'isGzip'>): string {
  const header = csv.headerLine === null ? 'no header' : `header in line ${csv.headerLine}`;
  const quote = csv.quote === '"' ? 'double quotes' : 'single quotes';
  const packed = isGzip ? 'gzip, ' : '';
  return `${packed}${encodingLabels[csv.encoding]}, ${delimiterLabel(csv.delimiter).toLowerCase()}, ${quote}, ${header}`;
}

/** A long name with its beginning and its end, which tell files apart: `events_2024…part_07.csv`. */
export function middleCut(text: string, most = 44): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(-end)}`;
}

/** How far a file is, in words and as a tone. */
export interface FileState {
  readonly tone: 'waiting' | 'ready' | 'asking' | 'out' | 'refused';
  readonly words: string;
}

/** What a file’s line says about it. `questions` are the open ones of all files, `trial` is of its plan. */
export function fileState(
  look: FileLook | RefusedFile | undefined,
  plan: FilePlan | undefined,
  questions: readonly OpenQuestion[],
  trial: Trial | null,
): FileState {
  if (look === undefined) return { tone: 'waiting', words: 'being looked at …' };
  if (isRefused(look)) return { tone: 'refused', words: look.sentence };
  if (plan === undefined || plan.table === null) return { tone: 'out', words: 'left out: say what it is to use it' };
  if (trial !== null && 'refused' in trial) return { tone: 'refused', words: 'cannot be read like this' };
  const own = questions.filter(({ path }) => path === look.path);
  if (own.some(({ needed }) => needed)) return { tone: 'asking', words: 'needs an answer' };
  if (own.length > 0) return { tone: 'asking', words: 'asks something' };
  return { tone: 'ready', words: 'ready' };
}

/** First values of a file’s column, for telling what it holds. */
export function samplesOf(look: FileLook, column: string | undefined): string {
  const samples = look.columns.find(({ name }) => name === column)?.samples ?? [];
  const shown = [...new Set(samples)].slice(0, 3).map((sample) => middleCut(sample, 28));
  return shown.length === 0 ? '' : shown.join(' · ');
}

/** Usual words of steps that the file has not shown yet, which count as such a step if they come. */
export function guessedTypes(look: FileLook, plan: FilePlan): readonly string[] {
  const shown = new Set(eventTypes(look, plan, null));
  return Object.keys(plan.values.stands['event_type'] ?? {}).filter((word) => !shown.has(word));
}

/** Event types seen in the file: as delivered, in the order of appearance, with those a person named. */
export function eventTypes(look: FileLook, plan: FilePlan, trial: Trial | null): readonly string[] {
  const column = plan.columns['event_type'];
  if (column === undefined) return [];
  const at = look.columns.findIndex(({ name }) => name === column);
  const seen = [
    ...(look.columns[at]?.samples ?? []),
    ...look.rows.flatMap((row) => row[at] ?? []),
    ...Object.entries(plan.values.stands['event_type'] ?? {})
      // Usual words that were only guessed to come later would hide those that are there.
      .filter(([word, step]) => stepOf(word) !== step)
      .map(([word]) => word),
    ...unmapped(plan, trial),
  ];
  return [...new Set(seen)].filter((value) => value !== '');
}

/** What the trial saw beyond the look. Values that stand for something are in the plan; the rest stay as they are. */
function unmapped(plan: FilePlan, trial: Trial | null): readonly string[] {
  if (trial === null || 'refused' in trial) return [];
  const at = trial.columns.indexOf('event_type');
  const targets = new Set(Object.values(plan.values.stands['event_type'] ?? {}));
  return trial.rows.flatMap((row) => {
    const value = row[at];
    return value === null || value === undefined || targets.has(value) ? [] : [value];
  });
}
