import type { RawTable, MartTable } from '../model/tables.ts';
import type { Sql } from '../sql/sql.ts';

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
  /** Rows the file holds, counted without DuckDB's reader. */
  readonly rows: number;
  /** Where a person finds a row (0 is the first): a line of CSV text, or a row of a Parquet file. */
  readonly place: (row: number) => { readonly unit: 'line' | 'row'; readonly number: number };
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
