import type { Column } from '../model/tables.ts';
import { columnName } from './csvHeader.ts';
import { type DatasetError, fatal } from './issue.ts';
import type { DataFile, SourceColumn } from './source.ts';

/** How a file's columns stand to the contract's. */
export interface MatchedColumns {
  /** Contract column → the file's; optional ones the file lacks are left out. */
  readonly found: ReadonlyMap<string, SourceColumn>;
  /** Columns of the file that the contract does not know. */
  readonly unknown: readonly string[];
}

/**
 * Finds the contract's columns: by `chosen`, contract column → the file's as it spells it, or by name, whatever their order and
 * case. Throws DatasetError when one it needs is missing or doubled.
 */
export function matchColumns(
  { file, table }: Pick<DataFile, 'file' | 'table'>,
  contract: Readonly<Record<string, Column>>,
  delivered: readonly SourceColumn[],
  chosen?: Readonly<Record<string, string>>,
): MatchedColumns {
  const found = new Map<string, SourceColumn>();
  const missing: string[] = [];
  for (const [name, column] of Object.entries(contract)) {
    const spelled = chosen?.[name];
    const [first, second] = delivered.filter((candidate) =>
      chosen === undefined ? columnName(candidate.name) === name : candidate.name === spelled,
    );
    if (second !== undefined && column.unused !== true) {
      throw fatal(`${file} has the column ${spelled ?? name} more than once. Leave one.`, {
        file,
        table,
        column: name,
      });
    }
    if (first !== undefined) found.set(name, first);
    else if (column.required === true) missing.push(name);
  }
  if (missing.length > 0) throw lacking(file, table, missing, delivered);
  const taken = new Set(Object.values(chosen ?? {}));
  const unknown = delivered
    .map(({ name }) => name)
    .filter((name) => !(chosen === undefined ? Object.hasOwn(contract, columnName(name)) : taken.has(name)));
  return { found, unknown };
}

function lacking(
  file: string,
  table: string,
  missing: readonly string[],
  delivered: readonly SourceColumn[],
): DatasetError {
  const words = missing.length === 1 ? 'the column' : 'the columns';
  const there = delivered.map(({ name }) => (name === '' ? '(no name)' : name)).join(', ');
  return fatal(`${file} lacks ${words} ${missing.join(', ')}. It has: ${there}.`, {
    file,
    table,
    column: missing[0] ?? null,
  });
}
