import type { Engine } from '../engine/engine.ts';
import type { RawTable } from '../model/tables.ts';
import { ident, join, param, sql } from '../sql/sql.ts';
import { type DataIssue, type Grade, issue } from './issue.ts';
import type { LoadedTable } from './loadTable.ts';
import { type Rule, rules } from './rules.ts';
import { makeSessionsOfEvents } from './sessionsOfEvents.ts';
import { twoAtATime } from './twoAtATime.ts';
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

/** What stops the checks, and how much memory they have. */
export interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
  /** How many events the engine has the memory to group at a time; some millions when left out. */
  readonly eventsAtOnce?: number | undefined;
}

/**
 * Runs every rule whose data was delivered on the raw tables, all of which must be there. `report` hears of each rule done. It leaves
 * what `makeSessionsOfEvents` makes beside them, for the marts. Rejects with what the engine or the signal says.
 */
export async function runChecks(
  engine: Pick<Engine, 'run' | 'exec'>,
  loaded: readonly LoadedTable[],
  report: (done: number, total: number) => void,
  { signal, eventsAtOnce }: CheckOptions = {},
): Promise<Checked> {
  const delivered = new Set(
    loaded.flatMap(({ table, columns }) => [table, ...columns.map((column) => `${table}.${column}`)]),
  );
  signal?.throwIfAborted();
  await makeSessionsOfEvents(engine, signal, eventsAtOnce);
  const lackedBy = ({ needs }: Rule) => needs.filter((need) => !delivered.has(need));
  const asked = rules.filter((rule) => lackedBy(rule).length === 0);
  const tables = Array.from(new Set(asked.map(({ table }) => table)));
  // Two at a time: some questions keep only one thread busy.
  const holding = new Set((await twoAtATime(tables, (table) => surelyHolding(engine, table, asked, signal))).flat());
  let done = 0;
  const violations = await twoAtATime(asked, async (rule) => {
    signal?.throwIfAborted();
    const rows = holding.has(rule) ? [] : await violationsOf(engine, rule, signal);
    report(++done, asked.length);
    return [rule, rows] as const;
  });
  const found = new Map(violations);
  const issues: DataIssue[] = [];
  const checks: CheckOutcome[] = [];
  for (const rule of rules) {
    const { id, grade, table, column, looksFor, touches } = rule;
    const rows = found.get(rule);
    const told = { rule: id, table, looksFor, grade, lacks: lackedBy(rule) };
    if (rows === undefined) {
      checks.push({ ...told, outcome: 'not asked', count: 0 });
      continue;
    }
    const count = Number(rows[0]?.['violations_found'] ?? 0);
    checks.push({ ...told, outcome: count > 0 ? 'found' : 'passed', count });
    if (count > 0) {
      const { name, file } = filesOf(table, loaded);
      const samples = rows.map(({ violations_found: _, ...sample }) => sample);
      const place = { file, table, column, samples, touches, brief: rule.found(count) };
      issues.push(issue(grade, sentenceOf(rule, name, count), place));
    }
  }
  return { issues, checks };
}

/** Some of the rows that break the rule, each with how many there are. */
function violationsOf(engine: Pick<Engine, 'run'>, { violations }: Rule, signal: AbortSignal | undefined) {
  return engine.run(
    sql`select *, count(*) over () as violations_found from (${violations}) as violations limit ${param(samplesKept, 'integer')}`,
    { signal },
  );
}

/** Those of the rules about a table that surely hold, all asked at once: most rules hold, and every question has its price. */
async function surelyHolding(
  engine: Pick<Engine, 'run'>,
  table: RawTable,
  asked: readonly Rule[],
  signal: AbortSignal | undefined,
): Promise<readonly Rule[]> {
  const answers = asked.flatMap((rule) =>
    rule.table === table && rule.surely !== undefined ? [{ rule, surely: rule.surely }] : [],
  );
  if (answers.length === 0) return [];
  const cells = answers.map(({ surely }, index) => sql`${surely} as ${ident(`surely_${index}`)}`);
  // With a count there is one row, though all that is asked were of the table as a whole.
  const [told] = await engine.run(sql`select count(*) as row_count, ${join(cells, ', ')} from raw.${ident(table)}`, {
    signal,
  });
  return answers.filter((_, index) => told?.[`surely_${index}`] === true).map(({ rule }) => rule);
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
