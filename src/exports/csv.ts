import { aboutLines, oneLine } from './aboutLines.ts';
import type { About, Cell, ExportTable } from './table.ts';

/** As in a formula of a spreadsheet, also in full width; OWASP, “CSV Injection”. */
const formulaStart = '=+\\-@＝＋－＠';
const readAsFormula = new RegExp(`^\\s*[${formulaStart}]|^[\\t\\r']`);

/** A mark that would begin a formula, if the spreadsheet took the separator before it for one of its own. */
const laterFormula = new RegExp(`([,;\\t][\\s"]*)(?=[${formulaStart}])`, 'g');
const laterFormulaInLink = /([,;])([=+\-@])/g;
const escapesInLink: Readonly<Record<string, string>> = { '=': '%3D', '+': '%20', '-': '%2D', '@': '%40' };

/**
 * The table as CSV (RFC 4180: commas, CR LF, also after the last row), without a byte order mark. NULL is nothing between
 * the commas, the empty text is `""`; numbers have every digit and read back as the same number; booleans are `true` and
 * `false`. What begins with `# ` before the header says what the table is; null leaves it out.
 *
 * A spreadsheet would compute a text that begins like a formula, so text and column names that begin with `=`, `+`, `-`,
 * `@` (after spaces too), a tab, a line end or `'` are given a `'` in front. To undo it: take one `'` away where there is
 * one. Numbers are never changed.
 *
 * DuckDB reads it back with `comment = '#', allow_quoted_nulls = false`, pandas with `comment='#'`.
 */
export function csvText(table: ExportTable, about: About | null): string {
  const records = [table.columns.map(({ name }) => name), ...table.rows];
  const width = table.columns.length;
  const lines = [
    ...(about === null ? [] : commentLines(about)),
    ...records.map((record) => Array.from({ length: width }, (_, column) => field(record[column] ?? null)).join(',')),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/**
 * `csvText` as a file. It begins with a byte order mark: without one, Excel takes UTF-8 for an older encoding. Between the
 * mark and a comment, DuckDB 1.4.3 finds the header of a single column twice; two columns or more are read as they are.
 */
export function csvFile(table: ExportTable, about: About | null): Blob {
  return new Blob(['\uFEFF', csvText(table, about)], { type: 'text/csv;charset=utf-8' });
}

function commentLines(about: About): string[] {
  const link = about.link.replace(
    laterFormulaInLink,
    (_, before: string, mark: string) => before + (escapesInLink[mark] ?? mark),
  );
  const lines = [oneLine(about.title), ...aboutLines({ ...about, link })];
  return lines.map((line) => `# ${line.replace(laterFormula, "$1'")}`);
}

function field(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  const text = readAsFormula.test(value) ? `'${value}` : value;
  // `#` too: readers that know comments take the rest of the line for one.
  return text === '' || /[",\r\n#]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
