import type { Opened } from './dashboard.ts';
import type { Ran } from './preparation.ts';
import type { Results, SizeResults } from './results.ts';
import { type SizeId, sizeIds, sizeTitles } from './shops.ts';
import { median, p95 } from './timing.ts';

/** A line of the table: what it says of a shop, null where it was not measured. */
interface Line {
  readonly what: string;
  readonly of: (size: SizeResults) => string | null;
}

const missing = '—';

function milliseconds(value: number | undefined): string | null {
  return value === undefined || Number.isNaN(value) ? null : `${Math.round(value)} ms`;
}

function seconds(value: number | undefined): string | null {
  return value === undefined ? null : `${(value / 1000).toFixed(2)} s`;
}

function bytes(value: number | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return value < 1e9 ? `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB` : `${(value / 1e9).toFixed(2)} GB`;
}

/** `3.2 ×`; how many times `value` is `unit`. */
function times(value: number | undefined, unit: number | undefined): string | null {
  if (value === undefined || unit === undefined || Number.isNaN(value / unit)) return null;
  return `${(value / unit).toFixed(1)} ×`;
}

function spread(changes: readonly number[] | undefined): string | null {
  return changes === undefined || changes.length === 0
    ? null
    : `${Math.round(median(changes))} / ${milliseconds(p95(changes))}`;
}

const raw = (size: SizeResults) => (size.raw !== undefined && 'changes' in size.raw ? size.raw : undefined);
const rawFailed = (size: SizeResults) => (size.raw !== undefined && 'failed' in size.raw ? 'does not fit' : null);
const rawFiles = (size: SizeResults): Opened | undefined =>
  size.rawFiles !== undefined && 'cold' in size.rawFiles ? size.rawFiles.cold : undefined;
const last95 = (changes: readonly number[] | undefined) => (changes === undefined ? undefined : p95(changes));
const ran = (run: Ran | undefined) =>
  run === undefined ? null : `${run.seconds.toFixed(1)} s, ${bytes(run.mostBytes) ?? 'memory unknown'}`;

const lines: readonly (Line | string)[] = [
  'Opening a prepared dataset',
  { what: 'cold: first numbers', of: ({ prepared }) => seconds(prepared?.cold.numbers) },
  { what: 'cold: engine ready', of: ({ prepared }) => seconds(prepared?.cold.engine) },
  { what: 'cold: every panel', of: ({ prepared }) => seconds(prepared?.cold.everything) },
  { what: 'cold: bytes fetched', of: ({ prepared }) => bytes(prepared?.cold.bytes) },
  { what: 'warm: first numbers', of: ({ prepared }) => seconds(prepared?.warm.numbers) },
  { what: 'warm: every panel', of: ({ prepared }) => seconds(prepared?.warm.everything) },
  { what: 'memory of the tab, most', of: ({ prepared }) => bytes(prepared?.cold.memory?.most) },
  { what: '1.6 Mbit/s, 150 ms: first numbers', of: ({ throttled }) => seconds(throttled?.numbers) },
  { what: '1.6 Mbit/s, 150 ms: engine ready', of: ({ throttled }) => seconds(throttled?.engine) },
  'Opening the same shop from raw CSV in the page',
  {
    what: 'cold: every panel',
    of: (size) => seconds(rawFiles(size)?.everything) ?? (size.rawFiles === undefined ? null : 'does not fit'),
  },
  { what: 'memory of the tab, most', of: (size) => bytes(rawFiles(size)?.memory?.most) },
  'Walk of every kind of change: click → frame, median / p95',
  { what: 'all panels', of: ({ dashboard }) => spread(dashboard?.all) },
  { what: 'the five charts', of: ({ dashboard }) => spread(dashboard?.charts) },
  { what: 'memory of the tab, most', of: ({ dashboard }) => bytes(dashboard?.memory?.most) },
  'Walk that all can do: click → frame, median / p95',
  { what: 'dashboard, five charts', of: ({ shared }) => spread(shared?.charts) },
  { what: 'dashboard, all panels', of: ({ shared }) => spread(shared?.all) },
  { what: 'Mosaic, its five charts', of: ({ mosaic }) => spread(mosaic?.changes) },
  { what: 'raw events in the page, numbers only', of: (size) => spread(raw(size)?.changes) ?? rawFailed(size) },
  { what: 'native DuckDB on the marts, numbers only', of: ({ native }) => spread(native) },
  {
    what: 'p95 of Mosaic ÷ p95 of our five charts',
    of: ({ mosaic, shared }) => times(last95(mosaic?.changes), last95(shared?.charts)),
  },
  {
    what: 'p95 of raw events ÷ p95 of our five charts',
    of: (size) => times(last95(raw(size)?.changes), last95(size.shared?.charts)),
  },
  {
    what: 'p95 of our five charts ÷ p95 of native',
    of: ({ shared, native }) => times(last95(shared?.charts), last95(native)),
  },
  { what: 'Mosaic: until its first charts', of: ({ mosaic }) => seconds(mosaic?.opened) },
  { what: 'Mosaic: memory of the tab, most', of: ({ mosaic }) => bytes(mosaic?.memory?.most) },
  { what: 'raw events: memory of the tab, most', of: (size) => bytes(raw(size)?.memory?.most) },
  'Preparing with npm run dataset',
  { what: 'raw files', of: ({ preparation }) => bytes(preparation?.rawBytes) },
  { what: 'prepared dataset', of: ({ preparation }) => bytes(preparation?.publishedBytes) },
  { what: 'preparing', of: ({ preparation }) => ran(preparation?.prepare) },
  { what: 'create table as select * of the same files, in memory', of: ({ preparation }) => ran(preparation?.plain) },
  { what: 'the same into a database file', of: ({ preparation }) => ran(preparation?.plainFile) },
  {
    what: 'preparing ÷ plain, in memory',
    of: ({ preparation }) => times(preparation?.prepare.seconds, preparation?.plain.seconds),
  },
  {
    what: 'preparing ÷ plain, into a file',
    of: ({ preparation }) => times(preparation?.prepare.seconds, preparation?.plainFile?.seconds),
  },
];

/** All results as one Markdown table, with the machine above it. */
export function resultsTable({ machine, sizes }: Results): string {
  const columns = sizeIds.filter((id): id is SizeId => sizes[id] !== undefined);
  const heads = columns.map((id) => `${sizeTitles[id]}${eventsText(sizes[id]?.events, id)}`);
  const rows = lines.map((line) =>
    typeof line === 'string'
      ? [`**${line}**`, ...columns.map(() => '')]
      : [line.what, ...columns.map((id) => line.of(sizes[id] ?? {}) ?? missing)],
  );
  const table = [['What', ...heads], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const text = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(Math.max(width - 1, 1))}:`)).join(' | ')} |`;
  return [machine, '', text(table[0] ?? []), rule, ...table.slice(1).map(text)].join('\n');
}

function eventsText(events: number | undefined, id: SizeId): string {
  return id === 'sample' && events !== undefined ? `, ${events} events` : '';
}

const begin = '<!-- bench -->';
const end = '<!-- /bench -->';

/** A document with the table between its two marks. Throws when it has none. */
export function withTable(document: string, table: string): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The document has no ${begin} … ${end}.`);
  return `${document.slice(0, from + begin.length)}\n\n${table}\n\n${document.slice(to)}`;
}
