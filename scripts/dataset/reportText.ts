import type { DataIssue, Grade } from '../../src/ingest/issue.ts';
import { byteSize, counted } from '../../src/ingest/wording.ts';
import type { Prepared } from './prepareDataset.ts';

/** What was loaded, found and written, for a terminal. */
export function reportText({ report, ignored, folder, manifest }: Prepared): string {
  const width = Math.max(...report.tables.map(({ file }) => file.length));
  const lines = ['Loaded'];
  for (const { file, rows, records, ignoredColumns } of report.tables) {
    const others = records.physical === rows ? '' : ` of ${counted(records.physical, 'record')}`;
    lines.push(`  ${file.padEnd(width)}  ${counted(rows, 'row')}${others}`);
    if (ignoredColumns.length > 0)
      lines.push(`  ${' '.repeat(width)}  columns without use: ${ignoredColumns.join(', ')}`);
  }
  if (ignored.length > 0) lines.push(`  ignored: ${ignored.join(', ')}`);
  lines.push('', ...(report.issues.length === 0 ? ['All checks passed.'] : issueLines(report.issues)), '');
  const bytes = manifest.tables.reduce((sum, table) => sum + table.bytes, 0);
  lines.push(`Written to ${folder}: ${counted(manifest.tables.length, 'table')}, ${byteSize(bytes)}`);
  if (manifest.kind === 'marts' && manifest.database !== undefined) {
    lines.push(
      `  ${manifest.database.file} holds all of them for the page to open: ${byteSize(manifest.database.bytes)}`,
    );
  }
  for (const { file } of manifest.downloads ?? []) {
    lines.push(
      `  ${file} holds names, e-mail addresses and phone numbers. Do not publish it unless all of them agree.`,
    );
  }
  lines.push(`Open it with ?data=${manifest.id}`);
  return lines.join('\n');
}

/** Findings, the gravest first, each with the rows it was seen in. */
export function issueLines(issues: readonly DataIssue[]): string[] {
  const grades: readonly Grade[] = ['fatal', 'warning', 'note'];
  return grades.flatMap((grade) =>
    issues
      .filter((issue) => issue.grade === grade)
      .flatMap(({ sentence, samples }) => [
        `${grade}: ${sentence}`,
        ...samples.map((sample) =>
          Object.entries(sample)
            .map(([name, value]) => `${name} ${value ?? '(empty)'}`)
            .join(', ')
            .replace(/^/, '  for example '),
        ),
      ]),
  );
}
