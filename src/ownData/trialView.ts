import type { Trial } from '../ingest/own/trialLoad.ts';
import { count, missing, moment } from '../ui/format.ts';
import { middleCut } from './fileView.ts';

/** A trial that read something. */
export type TrialAnswer = Exclude<Trial, { readonly refused: unknown }>;

/** Whether the file could not be read at all as its plan says. */
export function isRefusedTrial(trial: Trial): trial is Extract<Trial, { readonly refused: unknown }> {
  return 'refused' in trial;
}

/** Rows drawn under the mapping. */
const previewRows = 12;
/** Rejects drawn one by one. */
const rejectsShown = 50;

/** What became of the records, in one sentence. */
export function trialSummary({ records, isWhole, failedCasts }: TrialAnswer): string {
  const { physical, accepted, rejected, ignored } = records;
  const all = isWhole ? 'All' : 'The first';
  const empty = failedCasts.reduce((sum, each) => sum + each.count, 0);
  const parts = [`${count(accepted)} accepted`, `${count(rejected)} rejected`];
  if (ignored > 0) parts.push(`${count(ignored)} passed over (blank lines, headers)`);
  parts.push(
    empty === 1
      ? '1 value cannot be read and counts as empty'
      : `${count(empty)} values cannot be read and count as empty`,
  );
  return `${all} ${count(physical)} ${physical === 1 ? 'record' : 'records'}: ${parts.join(', ')}.`;
}

/** A line of what could not be read. */
export interface TrialProblem {
  readonly id: string;
  /** `line 17`. */
  readonly place: string;
  /** The column, or — for the whole record. */
  readonly column: string;
  readonly reason: string;
  readonly text: string;
}

/** Rejected records, then values that are empty instead; `more` is how many rejected ones are not listed. */
export function trialProblems(trial: TrialAnswer): { problems: readonly TrialProblem[]; more: number } {
  const rejects = trial.rejects.slice(0, rejectsShown).map((reject, index) => ({
    id: `reject ${index}`,
    place: `${reject.place.unit} ${count(reject.place.number)}`,
    column: reject.column ?? missing,
    reason: reject.reason,
    text: middleCut(reject.text, 80),
  }));
  const casts = trial.failedCasts.map((failed) => ({
    id: `cast ${failed.column}`,
    place: `${failed.place.unit} ${count(failed.place.number)}`,
    column: failed.column,
    reason:
      failed.count === 1
        ? 'This value cannot be read and counts as empty.'
        : `The first of ${count(failed.count)} values that cannot be read and count as empty.`,
    text: middleCut(failed.text, 80),
  }));
  return { problems: [...rejects, ...casts], more: trial.records.rejected - rejects.length };
}

/** The first rows as texts for a table; times are written as everywhere on the page. */
export function trialRows({ columns, rows }: TrialAnswer, timed: ReadonlySet<string>): readonly (readonly string[])[] {
  return rows.slice(0, previewRows).map((row) =>
    columns.map((column, at) => {
      const value = row[at] ?? null;
      if (value === null) return missing;
      return timed.has(column) && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/.test(value)
        ? moment(value)
        : middleCut(value, 40);
    }),
  );
}
