import type { Engine } from '../engine/engine.ts';
import { param, sql } from '../sql/sql.ts';
import { issue, type DataIssue } from './issue.ts';
import type { LoadedTable } from './loadTable.ts';
import { rules } from './rules.ts';

const samplesKept = 5;

/** What the rules find in the raw tables; rules about data that was not delivered are left out. `report` hears of each rule done. */
export async function runChecks(
  engine: Pick<Engine, 'run'>,
  loaded: readonly LoadedTable[],
  report: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<readonly DataIssue[]> {
  const delivered = new Set(
    loaded.flatMap(({ table, columns }) => [table, ...columns.map((column) => `${table}.${column}`)]),
  );
  const meaningful = rules.filter(({ needs }) => needs.every((need) => delivered.has(need)));
  const found: DataIssue[] = [];
  for (const [index, { grade, table, column, violations, sentence }] of meaningful.entries()) {
    const rows = await engine.run(
      sql`select *, count(*) over () as violations_found from (${violations}) as violations limit ${param(samplesKept, 'integer')}`,
      { signal },
    );
    const count = Number(rows[0]?.['violations_found'] ?? 0);
    if (count > 0) {
      const file = loaded.find((candidate) => candidate.table === table)?.file ?? table;
      const samples = rows.map(({ violations_found: _, ...sample }) => sample);
      found.push(issue(grade, `${file}: ${sentence(count)}`, { file, table, column, samples }));
    }
    report(index + 1, meaningful.length);
  }
  return found;
}
