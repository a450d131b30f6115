import type { RawTable } from '../../model/tables.ts';
import type { CsvReading, ValueReading } from '../reading.ts';

/** A file a person gave the page. `path` tells it apart from others of the same folder. */
export interface OwnFile {
  readonly path: string;
  readonly blob: Blob;
}

/** How one file is to be read. Plain JSON: it is kept beside the files, and reused for the next file of that shape. */
export interface FilePlan {
  readonly path: string;
  /** What it becomes; null: it is left out. */
  readonly table: RawTable | null;
  /** Null for Parquet. */
  readonly csv: CsvReading | null;
  /** Contract column → the file's column as it spells it. */
  readonly columns: Readonly<Record<string, string>>;
  readonly values: ValueReading;
  /** For events without a session id: a user's events belong together until this many minutes pass without one. */
  readonly gapMinutes: number | null;
}

/** Files and how they are read: all that is needed to load them again. */
export interface OwnDelivery {
  readonly title: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly files: readonly OwnFile[];
  readonly plans: readonly FilePlan[];
}

/** What a look at the start of a file tells. */
export interface FileLook {
  readonly path: string;
  readonly bytes: number;
  readonly format: 'csv' | 'parquet';
  readonly isGzip: boolean;
  /** How CSV text seems to be written; null for Parquet. */
  readonly csv: CsvReading | null;
  /** The file's columns as it spells them, with the first values of each as text. */
  readonly columns: readonly { readonly name: string; readonly samples: readonly string[] }[];
  /** First records as they stand, one text per column; null is an empty cell. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A file that cannot be used, and why in one sentence. */
export interface RefusedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sentence: string;
}

/** Something only the person can know. The plan holds a guess until it is answered. */
export interface OpenQuestion {
  readonly path: string;
  readonly about: 'encoding' | 'time-order' | 'zone' | 'decimal' | 'columns' | 'steps';
  readonly sentence: string;
  /** Without an answer nothing can be loaded. */
  readonly needed: boolean;
}
