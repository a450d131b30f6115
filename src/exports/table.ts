/** A value as engines give it: dates and times are ISO text (UTC). */
export type Cell = string | number | boolean | null;

/** What is exported: columns with DuckDB’s type names where known, rows in column order. */
export interface ExportTable {
  readonly columns: readonly { readonly name: string; readonly type?: string }[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * What every export says of itself: shown in pictures, in the comment of a CSV, in the metadata of Parquet, under a
 * Markdown table.
 */
export interface About {
  readonly title: string;
  /** `9 – 11 Feb 2021 · State: all but Georgia` */
  readonly selection: string;
  readonly dataset: string;
  readonly dataVersion: string;
  /** The link of the view. */
  readonly link: string;
  /** What else a reader has to know, one sentence each. */
  readonly lines?: readonly string[];
}
