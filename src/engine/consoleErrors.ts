import { EngineError, type Place } from './engine.ts';
import { duckdbWords } from './engineErrors.ts';

const onlyReads = 'The console can only read: start with select, from, with, values, describe, show or summarize.';
const reachesNothing = 'This page reaches no files and no other hosts from SQL.';

/** Nobody wrote anything, or nothing but comments. */
export function emptyStatement(): EngineError {
  return new EngineError('sql', 'There is no statement yet: start with select.');
}

/** The text holds a NUL character, where DuckDB would stop reading. */
export function statementWithNul(sql: string): EngineError {
  return new EngineError('sql', 'A statement cannot hold a NUL character. Remove it, or write chr(0).', { sql });
}

/** `sql` is a statement, but none that only reads. */
export function changingStatement(sql: string, cause?: unknown): EngineError {
  return new EngineError('sql', onlyReads, { sql, cause });
}

/** `sql` calls a table function that does more than give rows, or may do so. */
export function unusableFunction(sql: string, name: string): EngineError {
  return new EngineError('sql', `The console can only read, and does not call the function ${name}.`, { sql });
}

/**
 * What is wrong with the statement `sql`, told to the person who wrote it. `linesBefore` is how many lines DuckDB saw before
 * the first one of theirs, and `several` whether they wrote more than one statement. Errors of other kinds than `sql` come
 * back as they are.
 */
export function consoleError(error: unknown, sql: string, linesBefore: number, several: boolean): unknown {
  if (!(error instanceof EngineError) || error.kind !== 'sql' || error.cause === undefined) return error;
  const words = duckdbWords(error.cause);
  const [said = ''] = words.split('\n\n', 1);
  const sentence = knownSentence(said, several);
  if (sentence !== undefined) return new EngineError('sql', sentence, { cause: error.cause, sql });
  const place = placeOf(words, sql, linesBefore);
  const at = place === undefined ? '' : `Line ${place.line}, column ${place.column}: `;
  return new EngineError('sql', `${at}${ended(said.trim())}`, {
    cause: error.cause,
    sql,
    ...(place === undefined ? {} : { place }),
  });
}

function knownSentence(said: string, several: boolean): string | undefined {
  if (/multiple statements/.test(said)) {
    return several
      ? 'Only one statement at a time.'
      : 'Pivot has to know its columns here: name the values with “in (…)”.';
  }
  if (said.startsWith('Permission Error')) return reachesNothing;
  const table = /^Catalog Error: Table with name (.+?) does not exist/.exec(said)?.[1];
  if (table !== undefined && namesFile(table)) return reachesNothing;
  const extension = /it exists in the (\w+) extension/.exec(said)?.[1];
  if (extension !== undefined) return `This is part of DuckDB’s ${extension} extension, and this page loads none.`;
  if (/^Invalid Input Error: .*parameters/.test(said)) {
    return 'There is nothing to put into a parameter: write the value itself instead of ? or $.';
  }
  if (/transaction is launched in read-only mode/.test(said)) return onlyReads;
  return undefined;
}

/** DuckDB takes an unknown table for a file only when it has a reader of that kind. */
function namesFile(table: string): boolean {
  return /[/\\]|\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|arrow|xlsx|db|duckdb|sqlite)(?:\.gz|\.zst)?$/i.test(table);
}

/** Where the caret stands under DuckDB's excerpt, which may begin and end with dots in place of the rest of the line. */
function placeOf(words: string, sql: string, linesBefore: number): Place | undefined {
  const [, label = '', number = '', excerpt = '', caret = ''] = /^(LINE (\d+): )(.*)\n( *)\^/m.exec(words) ?? [];
  const line = Number(number) - linesBefore;
  const source = sql.split('\n')[line - 1]?.replace(/\r$/, '');
  if (number === '' || source === undefined) return undefined;
  const startDots = source.startsWith(excerpt.slice(0, 3)) ? 0 : 3;
  const start = source.indexOf(excerpt.slice(startDots).replace(/\.\.\.$/, ''));
  if (start === -1) return { line, column: 1 };
  const column = start + charactersIn(source.slice(start), caret.length - label.length - startDots);
  return { line, column: Math.min(column, source.length) + 1 };
}

/** How many UTF-16 units of `text` fill `width` columns of a terminal, in which DuckDB places its caret. */
function charactersIn(text: string, width: number): number {
  let units = 0;
  let columns = 0;
  for (const character of text) {
    const wide = columnsOf(character);
    if (wide > 0 && columns >= width) break;
    columns += wide;
    units += character.length;
  }
  return units;
}

/** DuckDB gives tabs no column either. */
function columnsOf(character: string): number {
  if (/[\p{Control}\p{Mark}\p{Format}]/u.test(character)) return 0;
  return /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(character)
    ? 2
    : 1;
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
