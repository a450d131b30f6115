import type { Row } from '../engine/engine.ts';

/** `fatal` stops the load; `warning` bends a number; `note` explains something that bends none. */
export type Grade = 'fatal' | 'warning' | 'note';

/** One finding about the delivered data, told as a sentence for the person on screen. */
export interface DataIssue {
  readonly grade: Grade;
  readonly sentence: string;
  readonly file: string | null;
  readonly table: string | null;
  readonly column: string | null;
  /** Line of a CSV file (the header is line 1), or row of a Parquet file (the first is 1). */
  readonly line: number | null;
  /** Some of the rows it is about, at most five. */
  readonly samples: readonly Row[];
}

/** A finding; what is not said about its place stays open. */
export function issue(
  grade: Grade,
  sentence: string,
  place: Partial<Omit<DataIssue, 'grade' | 'sentence'>> = {},
): DataIssue {
  return { grade, sentence, file: null, table: null, column: null, line: null, samples: [], ...place };
}

/** The dataset cannot be shown. The message is the first reason; `issues` holds every finding made until then. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly issues: readonly DataIssue[];

  constructor(issues: readonly DataIssue[], options?: { cause?: unknown }) {
    super(issues.find(({ grade }) => grade === 'fatal')?.sentence ?? 'The dataset cannot be shown.', options);
    this.issues = issues;
  }
}

/** The error that one reason alone makes. */
export function fatal(
  sentence: string,
  place: Partial<Omit<DataIssue, 'grade' | 'sentence'>> = {},
  cause?: unknown,
): DatasetError {
  return new DatasetError([issue('fatal', sentence, place)], { cause });
}
