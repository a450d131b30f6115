import { missing } from '../ui/format.ts';
import { aboutLines, oneLine } from './aboutLines.ts';
import type { About, Cell, ExportTable } from './table.ts';

/**
 * The table as GitHub writes tables, columns of numbers to the right, unknown as —, and beneath it what it is, with a link
 * to the view. Numbers have every digit. Text shows as it is: nothing in it is taken for Markdown or HTML.
 */
export function markdownText({ columns, rows }: ExportTable, about: About | null): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    line(columns.map(({ name }) => literal(name))),
    line(columns.map((_, column) => (isNumeric(rows.map((row) => row[column] ?? null)) ? '---:' : ':---'))),
    ...rows.map((row) => line(columns.map((_, column) => cellText(row[column] ?? null)))),
  ];
  if (about !== null) lines.push('', aboutText(about));
  return lines.map((text) => `${text}\n`).join('');
}

function isNumeric(values: readonly Cell[]): boolean {
  const known = values.filter((value) => value !== null);
  return known.length > 0 && known.every((value) => typeof value === 'number');
}

function cellText(value: Cell): string {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return missing;
  return typeof value === 'string' ? literal(value) : String(value);
}

/** A line end becomes a break of the line inside the cell. */
function literal(text: string): string {
  return text
    .replace(/[\\`*[\]<>&|~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .trim()
    .replace(/\r\n|[\r\n]/g, '<br>');
}

function aboutText(about: About): string {
  const said = aboutLines({ ...about, link: '' }).map(literal);
  const link = about.link.replace(/[\s<>\\]/g, encodeURIComponent);
  return [`**${literal(oneLine(about.title))}**`, ...said, `[Open this view](<${link}>)`].join(' · ');
}
