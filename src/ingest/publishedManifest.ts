import { instantText } from '../model/dialect.ts';
import { type MartTable, martTables } from '../model/tables.ts';
import { ident, sql, type Sql } from '../sql/sql.ts';
import { dataVersion, sha256 } from './dataVersion.ts';
import type { Catalog, Manifest } from './manifest.ts';

/** What is known of a table’s file before its bytes are looked at. */
export interface DescribedFile<T extends string> {
  readonly table: T;
  /** Ends in `.parquet` or `.csv`. */
  readonly file: string;
  readonly rows: number;
  /** Newest time in the table, ISO to the second with Z; null where none tells how fresh it is. */
  readonly newest: string | null;
}

/** How a manifest lists a table’s file. */
export interface FileEntry<T extends string> {
  table: T;
  file: string;
  format: 'csv' | 'parquet';
  rows: number;
  bytes: number;
  sha256: string;
  newest: string | null;
}

/** The manifest’s entry for a file with this content. */
export async function fileEntry<T extends string>(
  { table, file, rows, newest }: DescribedFile<T>,
  content: Uint8Array,
): Promise<FileEntry<T>> {
  const format = file.endsWith('.parquet') ? 'parquet' : 'csv';
  return { table, file, format, rows, bytes: content.length, sha256: await sha256(content), newest };
}

/** The prepared tables, in the order in which they are published. */
export const publishedTables = Object.keys(martTables) as MartTable[];

/** The column that tells how fresh a mart is. */
const freshness: Partial<Record<MartTable, string>> = {
  sessions: 'ended_at',
  steps_out_of_order: 'happened_at',
  session_events: 'happened_at',
  orders: 'created_at',
  stock_levels: 'valid_from',
  stock_snapshots: 'taken_at',
  order_status: 'valid_from',
};

/** One row `{ row_count, newest }` about `source`, which holds this mart; `newest` as a manifest writes it. */
export function sizeOf(mart: MartTable, source: Sql): Sql {
  return sql`select count(*) as row_count, ${newestOf(freshness[mart])} as newest from ${source}`;
}

/** One row `{ newest }`: when the last event of the dataset happened, as a manifest writes it. */
export function newestEvent(): Sql {
  return sql`select ${newestOf('last_event_at')} as newest from facts`;
}

function newestOf(column: string | undefined): Sql {
  return column === undefined ? sql`cast(null as varchar)` : instantText(sql`max(${ident(column)})`);
}

/** The manifest of a dataset whose prepared tables are these files. */
export async function martsManifest(
  about: Pick<Manifest, 'id' | 'title' | 'description' | 'currency' | 'newest'>,
  tables: FileEntry<MartTable>[],
): Promise<Manifest> {
  const { id, title, description, currency, newest } = about;
  const version = await dataVersion(tables);
  return { format: 1, id, title, description, currency, kind: 'marts', newest, dataVersion: version, tables };
}

/** The catalogue with this dataset at its end, in the folder of its id, in place of what it listed under that id. */
export function catalogWith(
  catalog: Catalog,
  { id, title, description }: Pick<Manifest, 'id' | 'title' | 'description'>,
): Catalog {
  const others = catalog.datasets.filter((dataset) => dataset.id !== id);
  return { ...catalog, datasets: [...others, { id, title, description, folder: id }] };
}

/** The content of a JSON file, for people to read and for version control to compare. */
export function jsonText(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
