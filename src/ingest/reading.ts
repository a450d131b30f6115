/** Text encodings a file can be read with, as `TextDecoder` names them. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** How CSV text is cut into records and values. */
export interface CsvReading {
  readonly encoding: Encoding;
  /** One character, or one and a space where every separator is followed by one. */
  readonly delimiter: string;
  readonly quote: '"' | "'";
  /** What stands before a quote inside a quoted value: the quote itself, or a backslash. */
  readonly escape: '"' | "'" | '\\';
  /** Line of the header, the first is 1; what stands before it is ignored. Null: there is none, and columns are numbered. */
  readonly headerLine: number | null;
}

/** The order of day, month and year in dates that are not ISO, and numbers that count from 1970. */
export const timeOrders = [
  'iso',
  'day-month-year',
  'month-day-year',
  'year-month-day',
  'seconds',
  'milliseconds',
] as const;
export type TimeOrder = (typeof timeOrders)[number];

/** How delivered values become values of the contract. */
export interface ValueReading {
  readonly times: {
    readonly order: TimeOrder;
    /** What times without an offset are in: an IANA zone such as `Europe/Berlin`, or `UTC`. */
    readonly zone: string;
  };
  readonly decimal: '.' | ',';
  /** For a contract column, what its delivered values stand for; values that are not named stay as they are. */
  readonly stands: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Values as the contract itself writes them. */
export const contractValues: ValueReading = {
  times: { order: 'iso', zone: 'UTC' },
  decimal: '.',
  stands: {},
};

/** How a file is made a table; what is left out is found by looking at it. */
export interface Reading {
  readonly csv?: CsvReading | undefined;
  /** Contract column → the file's column as it spells it; by default those of the same name. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  readonly values?: ValueReading | undefined;
  /** What happens to a file with records that cannot be read: a published one is refused whole. */
  readonly malformed: 'refuse' | 'reject';
}

/** A record that is not in the table. */
export interface Reject {
  readonly file: string;
  /** Where a person finds it. */
  readonly place: { readonly unit: 'line' | 'row'; readonly number: number };
  /** The column as the file spells it; null where the whole record is to blame. */
  readonly column: string | null;
  readonly reason: string;
  /** What stands there, cut where it is long. */
  readonly text: string;
}

/** Every record of a file is one of these: `physical` = `accepted` + `rejected` + `ignored`. */
export interface Records {
  readonly physical: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Blank lines, lines before the header, headers that stand there again. */
  readonly ignored: number;
}

/** Rejects told one by one; beyond them only their number is known. */
export const rejectsKept = 10_000;
