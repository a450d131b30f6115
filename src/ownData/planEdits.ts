import type { FileLook, FilePlan } from '../ingest/own/plan.ts';
import { columnsFor } from '../ingest/own/knownColumns.ts';
import type { CsvReading, ValueReading } from '../ingest/reading.ts';
import { isStepId, type StepId } from '../model/steps.ts';
import { type Column, rawTables, type RawTable } from '../model/tables.ts';

/** Minutes without an event that end a session, until a person says otherwise: what most web analytics tools take. */
export const usualGap = 30;

/** What a step’s own name is called when a person says that it is no step. */
const noStep = 'other';

/** The columns of a table that a file can fill, in the order of the contract; those that no number needs are left out. */
export function fillable(table: RawTable): readonly (readonly [name: string, column: Column])[] {
  const columns: Readonly<Record<string, Column>> = rawTables[table].columns;
  return Object.entries(columns).filter(([, { unused }]) => unused !== true);
}

/** The file becomes this table, or is left out. What was said of a column that both tables have stays; the others are guessed by their names. */
export function withTable(plan: FilePlan, table: RawTable | null, look: FileLook): FilePlan {
  if (table === null) return { ...plan, table };
  const guessed = columnsFor(
    table,
    look.columns.map(({ name }) => name),
  );
  const columns: Record<string, string> = {};
  for (const [name] of fillable(table)) {
    const column = plan.columns[name] ?? guessed[name];
    if (column !== undefined) columns[name] = column;
  }
  return withGap({ ...plan, table, columns });
}

/** The file’s column fills this column of the contract; null: none does. */
export function withColumn(plan: FilePlan, name: string, column: string | null): FilePlan {
  const columns = { ...plan.columns };
  if (column === null) delete columns[name];
  else columns[name] = column;
  return withGap({ ...plan, columns });
}

/** Events without a session id need a gap that ends sessions; with one they must have none. */
function withGap(plan: FilePlan): FilePlan {
  const isNeeded = plan.table === 'events' && plan.columns['session_id'] === undefined;
  return { ...plan, gapMinutes: isNeeded ? (plan.gapMinutes ?? usualGap) : null };
}

/** A user’s session ends after so many minutes without an event. */
export function withMinutes(plan: FilePlan, gapMinutes: number): FilePlan {
  return { ...plan, gapMinutes };
}

/** Which step a delivered event type is; null: none. */
export function stepFor(plan: FilePlan, value: string): StepId | null {
  const stands = plan.values.stands['event_type'];
  const step = stands !== undefined && Object.hasOwn(stands, value) ? stands[value] : value;
  return step !== undefined && isStepId(step) ? step : null;
}

/** The delivered event type is this step; null: it is none and counts towards the session only. */
export function withStep(plan: FilePlan, value: string, step: StepId | null): FilePlan {
  const others = { ...plan.values.stands['event_type'] };
  delete others[value];
  const said = step ?? (isStepId(value) ? noStep : value);
  const steps = said === value ? others : { ...others, [value]: said };
  return withValues(plan, { stands: { ...plan.values.stands, event_type: steps } });
}

export function withValues(plan: FilePlan, values: Partial<ValueReading>): FilePlan {
  return { ...plan, values: { ...plan.values, ...values } };
}

export function withTimes(plan: FilePlan, times: Partial<ValueReading['times']>): FilePlan {
  return withValues(plan, { times: { ...plan.values.times, ...times } });
}

/** A change of the quote changes what stands before a quote inside a value, unless that is a backslash. */
export function withCsv(plan: FilePlan, change: Partial<CsvReading>): FilePlan {
  if (plan.csv === null) return plan;
  const csv = { ...plan.csv, ...change };
  return { ...plan, csv: { ...csv, escape: csv.escape === '\\' ? csv.escape : csv.quote } };
}

/** The same plan for another file of the same shape. */
export function forFile(plan: FilePlan, path: string): FilePlan {
  return { ...plan, path };
}

/** The plan without columns that the file does not have, as it is after a change of how the text is cut. */
export function withoutMissing(plan: FilePlan, look: FileLook): FilePlan {
  const there = new Set(look.columns.map(({ name }) => name));
  return withGap({
    ...plan,
    columns: Object.fromEntries(Object.entries(plan.columns).filter(([, column]) => there.has(column))),
  });
}

/** Columns that the table needs and the plan lacks. A session id is not needed where sessions end by a gap of a user. */
export function lacking(plan: FilePlan): readonly string[] {
  if (plan.table === null) return [];
  const required = fillable(plan.table)
    .filter(([name, column]) => column.required === true && plan.columns[name] === undefined)
    .map(([name]) => name);
  if (plan.table !== 'events' || !required.includes('session_id')) return required;
  const hasUser = plan.columns['user_id'] !== undefined;
  return required.flatMap((name) => (name === 'session_id' ? (hasUser ? [] : ['session_id or user_id']) : [name]));
}
