import type { Engine } from '../engine/engine.ts';
import { param, sql } from '../sql/sql.ts';
import { type DataIssue, type Grade, issue } from './issue.ts';
import type { LoadedTable } from './loadTable.ts';
import { type Rule, rules } from './rules.ts';
import { counted } from './wording.ts';

const samplesKept = 5;

/** What became of one rule. */
export interface CheckOutcome {
  /** Its id. */
  readonly rule: string;
  readonly table: string;
  readonly looksFor: string;
  /** Of what it finds. */
  readonly grade: Grade;
  /** `not asked`: what it needs was not delivered. */
  readonly outcome: 'passed' | 'found' | 'not asked';
  /** Rows, keys or values that break it; 0 where it passed or was not asked. */
  readonly count: number;
  /** Tables, or columns as `table.column`, that were not delivered and that it needs. */
  readonly lacks: readonly string[];
}

/** Findings of the checks, and what became of every one of them, in the order of the rules. */
export interface Checked {
  readonly issues: readonly DataIssue[];
  readonly checks: readonly CheckOutcome[];
}

/** Runs every rule whose data was delivered on the raw tables. `report` hears of each rule done. */
export async function runChecks(
  engine: Pick<Engine, 'run'>,
  loaded: readonly LoadedTable[],
  report: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Checked> {
  const delivered = new Set(
    loaded.flatMap(({ table, columns }) => [table, ...columns.map((column) => `${table}.${column}`)]),
  );
  const issues: DataIssue[] = [];
  const checks: CheckOutcome[] = [];
  const lackedBy = ({ needs }: Rule) => needs.filter((need) => !delivered.has(need));
  const total = rules.filter((rule) => lackedBy(rule).length === 0).length;
  let done = 0;
  for (const rule of rules) {
    const { id, grade, table, column, looksFor, violations, touches } = rule;
    const lacks = lackedBy(rule);
    const told = { rule: id, table, looksFor, grade, lacks };
    if (lacks.length > 0) {
      checks.push({ ...told, outcome: 'not asked', count: 0 });
      continue;
    }
    const rows = await engine.run(
      sql`select *, count(*) over () as violations_found from (${violations}) as violations limit ${param(samplesKept, 'integer')}`,
      { signal },
    );
    const count = Number(rows[0]?.['violations_found'] ?? 0);
    checks.push({ ...told, outcome: count > 0 ? 'found' : 'passed', count });
    if (count > 0) {
      const { name, file } = filesOf(table, loaded);
      const samples = rows.map(({ violations_found: _, ...sample }) => sample);
      const place = { file, table, column, samples, touches, brief: rule.found(count) };
      issues.push(issue(grade, sentenceOf(rule, name, count), place));
    }
    report(++done, total);
  }
  return { issues, checks };
}

function sentenceOf({ found, effect }: Rule, name: string, count: number): string {
  return `${name}: ${found(count)}. ${effect}`;
}

/** What the files of a table are called in a sentence, and the file where it is one. */
function filesOf(table: string, loaded: readonly LoadedTable[]): { name: string; file: string | null } {
  const [first, ...more] = loaded.filter((candidate) => candidate.table === table);
  if (first === undefined) return { name: table, file: table };
  if (more.length === 0) return { name: first.file, file: first.file };
  return { name: `${table} (${counted(more.length + 1, 'file')})`, file: null };
}
