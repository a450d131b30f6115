/** The statements of a file of SQL that our own programs write: each ends a line, and comments begin one. */
export function statementsOf(file: string): readonly string[] {
  return file
    .split(/;\n/)
    .map((statement) => statement.replaceAll(/^--.*\n/gm, '').trim())
    .filter((statement) => statement !== '');
}
