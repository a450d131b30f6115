/** A file that is published beside the page. */
export interface PublishedFile {
  readonly table: string;
  readonly file: string;
  /** Where it lies; null for a person’s own file, which lies nowhere on the web. */
  readonly url: string | null;
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
  /** What became of its records; null where it was not read. */
  readonly records: RecordCounts | null;
  /** Columns with values that are not of their type and count as empty. */
  readonly emptied: readonly EmptiedColumn[];
  /** Records that are in no table, told one by one; where there are very many, the first of them. */
  readonly rejects: readonly RejectedRecord[];
}

/** Every record of a file is one of these: `physical` = `accepted` + `rejected` + `ignored`. */
export interface RecordCounts {
  readonly physical: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Blank lines, lines before the header, headers that stand there again. */
  readonly ignored: number;
}

/** Line of a CSV file, row of a Parquet file. */
export interface Place {
  readonly unit: 'line' | 'row';
  readonly number: number;
}

/** Values of one column that count as empty. */
export interface EmptiedColumn {
  readonly column: string;
  readonly count: number;
  /** Where the first one is, and what it says. */
  readonly place: Place;
  readonly text: string;
}

/** A record that is in no table. */
export interface RejectedRecord {
  readonly place: Place;
  /** As the file spells it; null where the whole record is to blame. */
  readonly column: string | null;
  readonly reason: string;
  /** What stands there. */
  readonly text: string;
}

/** What became of one check. */
export interface Check {
  readonly id: string;
  readonly table: string;
  readonly looksFor: string;
  /** `not asked`: what it needs was not delivered. */
  readonly outcome: 'passed' | 'found' | 'not asked';
  readonly count: number;
  /** What it found bends a number, or explains something that bends none. */
  readonly grade: 'warning' | 'note';
  /** Tables, or columns as `table.column`, that it needs and that were not delivered. */
  readonly lacks: readonly string[];
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
  /** Every check, in the order of their rules; none for marts, which were checked when they were prepared. */
  readonly checks: readonly Check[];
  /** The database server that is asked in place of files; left out for files. */
  readonly server?: { readonly host: string; readonly database: string };
}
