import type { Row } from '../engine/engine.ts';
import type { Subject } from '../model/subjects.ts';
import { touched } from './touches.ts';

/** `fatal` stops the load; `warning` bends a number; `note` explains something that bends none. */
export type Grade = 'fatal' | 'warning' | 'note';

/** One finding about the delivered data, told as a sentence for the person on screen. */
export interface DataIssue {
  readonly grade: Grade;
  readonly sentence: string;
  /** The finding in a few words, as it is said beside a number: without its file, and without what follows from it. */
  readonly brief: string;
  /** Numbers on screen about these are not what they seem. */
  readonly touches: readonly Subject[];
  readonly file: string | null;
  readonly table: string | null;
  readonly column: string | null;
  /** Line of a CSV file (the header is line 1), or row of a Parquet file (the first is 1). */
  readonly line: number | null;
  /** Some of the rows it is about, at most five. */
  readonly samples: readonly Row[];
}

/**
 * A finding; what is not said about its place stays open. What it touches follows from its table and column, unless told; a note
 * touches nothing by itself.
 */
export function issue(
  grade: Grade,
  sentence: string,
  place: Partial<Omit<DataIssue, 'grade' | 'sentence'>> = {},
): DataIssue {
  const { file = null, table = null, column = null } = place;
  return {
    grade,
    sentence,
    brief: briefOf(sentence, file),
    touches: grade === 'note' ? [] : touched(table, column),
    file,
    table,
    column,
    line: null,
    samples: [],
    ...place,
  };
}

/** A sentence up to where it begins to explain: its file is left out, and what comes after the first point or comma. */
function briefOf(sentence: string, file: string | null): string {
  const own = file !== null && sentence.startsWith(`${file}: `) ? sentence.slice(file.length + 2) : sentence;
  const [first = own] = own.split(/[.,:;] | \(/);
  return first.replace(/\.$/, '');
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
