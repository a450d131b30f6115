import { rules } from '../../src/ingest/rules.ts';
import type { RawTable, Table } from '../../src/model/tables.ts';

/** One Markdown section for each table: what it means, and its columns. */
export function tableSections(tables: Readonly<Record<string, Table>>): string {
  return Object.entries(tables)
    .map(([name, { means, key, columns }]) => {
      const unique = key.length === 0 ? '' : ` Unique: ${key.map(code).join(', ')}.`;
      const rows = Object.entries(columns).map(([column, { type, required, unused, personal, means: meaning }]) => [
        code(column),
        type,
        required ? 'yes' : '',
        [
          meaning,
          ...(unused && !meaning.endsWith('Not used.') ? ['Not used.'] : []),
          ...(personal ? ['Personal: never published.'] : []),
        ].join(' '),
      ]);
      return `### ${code(name)}\n\n${means}${unique}\n\n${table(['column', 'type', 'required', 'meaning'], rows)}`;
    })
    .join('\n\n');
}

/** A Markdown table of what is checked, by table. */
export function checkTable(): string {
  const rows = rules.map(({ table: about, looksFor, grade, needs }) => [
    code(about),
    looksFor,
    grade,
    needs
      .filter((need) => need !== (about satisfies RawTable))
      .map(code)
      .join(', '),
  ]);
  return table(['table', 'checks that', 'else', 'when there is'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
