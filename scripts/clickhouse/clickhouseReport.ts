import { counted } from '../../src/ingest/wording.ts';
import { issueLines } from '../dataset/reportText.ts';
import type { OnClickhouse } from './toClickhouse.ts';

/** What was found and loaded, for a terminal. */
export function clickhouseReport({ prepared, loaded }: OnClickhouse, host: string, database: string): string {
  const { issues } = prepared.report;
  const tables = Object.entries(loaded.rows);
  const width = Math.max(...tables.map(([table]) => table.length));
  return [
    ...(issues.length === 0 ? ['All checks passed.'] : issueLines(issues)),
    '',
    `Loaded into ${database} of ${host}; as many rows are there as here:`,
    ...tables.map(([table, rows]) => `  ${table.padEnd(width)}  ${counted(rows, 'row')}`),
    ...(loaded.resumed > 0 ? [`${counted(loaded.resumed, 'row')} had been sent before.`] : []),
  ].join('\n');
}
