export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** The rows as CSV (RFC 4180 with LF line ends): the names of the first row's columns, then a line for each row. Null is an empty cell. */
export function csvText(rows: readonly Row[]): string {
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
