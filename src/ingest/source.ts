import type { RawTable, MartTable } from '../model/tables.ts';
import type { Sql } from '../sql/sql.ts';
import type { DataIssue } from './issue.ts';
import type { Jump } from './lineMap.ts';
import type { Records, Reject } from './reading.ts';

/** One delivered file and the table it holds. */
export interface DataFile<T extends string = RawTable | MartTable> {
  readonly table: T;
  readonly file: string;
  readonly format: 'csv' | 'parquet';
  readonly bytes: number;
  /** What a manifest promises; null for files nobody made a promise about. */
  readonly rows: number | null;
  readonly sha256: string | null;
}

/** A delivered file that DuckDB can read now: its columns as they are, and where its rows are found by a person. */
export interface Source {
  readonly relation: Sql;
  readonly columns: readonly SourceColumn[];
  /**
   * Of a file that is counted while DuckDB reads it: resolves when all below is known, rejects with DatasetError when the file
   * cannot be read. Left out where it is known already.
   */
  readonly counted?: Promise<void>;
  /** Rows of the relation, counted without DuckDB's reader: the accepted records. */
  readonly rows: number;
  readonly records: Records;
  /** The first `rejectsKept` of the records that are not in the relation. */
  readonly rejects: readonly Reject[];
  /** Warnings and notes about how the file is written. */
  readonly issues: readonly DataIssue[];
  /** Where a person finds a row (0 is the first): a line of CSV text, or a row of a Parquet file. */
  readonly place: (row: number) => { readonly unit: 'line' | 'row'; readonly number: number };
  /** The same as rows whose place is not the one below the row before, for SQL. */
  readonly jumps: readonly Jump[];
  /** Frees what the file takes. */
  readonly release: () => Promise<void>;
}

export interface SourceColumn {
  /** As the file spells it. */
  readonly name: string;
  readonly sql: Sql;
  /** Type in DuckDB's words. */
  readonly type: string;
}
