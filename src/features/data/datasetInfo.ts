/** A file that is published beside the page. */
export interface PublishedFile {
  readonly table: string;
  readonly file: string;
  /** Its address on this very site. */
  readonly url: string;
  readonly format: 'csv' | 'parquet';
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Time of its newest row, ISO, UTC; null for a table without times. */
  readonly newest: string | null;
}

/** A file the page has read: one of the published ones. */
export interface LoadedFile extends PublishedFile {
  /** Columns of it that the dashboard knows, whether it needs them or not. */
  readonly columns: readonly string[];
  /** Columns of it that the dashboard does not know. */
  readonly ignoredColumns: readonly string[];
  /** Values that are not of their column’s type and count as empty. */
  readonly emptied: number;
}

/** Something the load found in the data and did not stop for. A warning bends a number, a note bends none. */
export interface Finding {
  readonly grade: 'warning' | 'note';
  readonly sentence: string;
  readonly file: string | null;
  readonly column: string | null;
  /** Line of a CSV file, row of a Parquet file. */
  readonly line: number | null;
  /** Some of the rows it is about, each as one text. */
  readonly samples: readonly string[];
}

/** The dataset on screen: what its publisher says of it, and what the load found. */
export interface DatasetInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** ISO code. */
  readonly currency: string;
  /** `raw` is what the shop delivered, `marts` was prepared ahead of time. */
  readonly kind: 'raw' | 'marts';
  readonly dataVersion: string;
  readonly newest: string | null;
  readonly loaded: readonly LoadedFile[];
  /** Published beside them and not read: the same rows in another format, or raw tables of prepared marts. */
  readonly others: readonly PublishedFile[];
  readonly findings: readonly Finding[];
}
