import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type NodeEngine, openNodeEngine } from '../../src/engine/node.ts';
import type { Catalog } from '../../src/ingest/manifest.ts';
import { jsonText } from '../../src/ingest/publishedManifest.ts';
import type { RawTable } from '../../src/model/tables.ts';
import { writeManifest, type WrittenTable } from '../manifestFile.ts';
import { csvText, type Row } from './csv.ts';
import { edition2021Events } from './edition2021.ts';
import { greeneryTables } from './greenery.ts';
import { writeParquet } from './parquet.ts';

/** Loaded as Parquet by the page, so that both formats are in use; the others are loaded as CSV. */
const loadedAsParquet: ReadonlySet<RawTable> = new Set(['events', 'orders', 'order_items']);

/** The column that tells how fresh a table is. */
const freshness: Partial<Record<RawTable, string>> = {
  events: 'created_at',
  users: 'updated_at',
  orders: 'created_at',
  product_inventory_snapshot: 'dbt_valid_from',
  orders_snapshot: 'dbt_valid_from',
};

const catalog: Catalog = {
  default: 'greenery',
  datasets: [
    {
      id: 'greenery',
      title: 'Greenery',
      description: 'Two days of an invented plant shop: 578 sessions with products, orders and stock.',
      folder: 'greenery',
    },
    {
      id: 'greenery-2021',
      title: 'Greenery, late 2021',
      description: 'Six weeks of the same invented shop: 1108 sessions, events only.',
      folder: 'greenery-2021',
    },
  ],
};

/** Writes the catalogue and both sample datasets into `folder`, the same bytes every time. */
export async function writeSample(folder: string): Promise<void> {
  const engine = await openNodeEngine({ threads: 1 });
  try {
    await writeGreenery(join(folder, 'greenery'), engine);
  } finally {
    await engine.close();
  }
  await writeEdition2021(join(folder, 'greenery-2021'));
  await writeFile(join(folder, 'catalog.json'), jsonText(catalog));
}

async function writeGreenery(folder: string, engine: NodeEngine): Promise<void> {
  await startFolder(folder);
  const tables: WrittenTable[] = [];
  const downloads: WrittenTable[] = [];
  for (const [table, rows] of Object.entries(greeneryTables()) as [RawTable, readonly Row[]][]) {
    const csv = await writeCsv(folder, table, rows);
    const parquet: WrittenTable = { ...csv, file: `${table}.parquet`, format: 'parquet' };
    await writeParquet(engine, table, Object.keys(rows[0] ?? {}), join(folder, csv.file), join(folder, parquet.file));
    const isParquet = loadedAsParquet.has(table);
    tables.push(isParquet ? parquet : csv);
    downloads.push(isParquet ? csv : parquet);
  }
  const about = {
    id: 'greenery',
    title: 'Greenery',
    description:
      'Two days of February 2021 in an invented plant shop: 578 sessions, 361 orders, and weekly snapshots of stock and orders. ' +
      'Generated; its people do not exist.',
    currency: 'USD',
    kind: 'raw' as const,
    newest: newestEvent(tables),
  };
  await writeManifest(folder, about, tables, downloads);
}

async function writeEdition2021(folder: string): Promise<void> {
  await startFolder(folder);
  const tables = [await writeCsv(folder, 'events', edition2021Events())];
  const about = {
    id: 'greenery-2021',
    title: 'Greenery, late 2021',
    description:
      'Six weeks of November and December 2021 in the same invented shop: 1108 sessions, events only, many of which skip steps. ' +
      'Generated; its people do not exist.',
    currency: 'USD',
    kind: 'raw' as const,
    newest: newestEvent(tables),
  };
  await writeManifest(folder, about, tables);
}

async function startFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}

async function writeCsv(folder: string, table: RawTable, rows: readonly Row[]): Promise<WrittenTable> {
  const file = `${table}.csv`;
  await writeFile(join(folder, file), csvText(rows));
  return { table, file, format: 'csv', rows: rows.length, newest: newestTime(table, rows) };
}

function newestTime(table: RawTable, rows: readonly Row[]): string | null {
  const column = freshness[table];
  if (column === undefined) return null;
  const newest = rows.map((row) => String(row[column])).reduce((a, b) => (a > b ? a : b));
  return `${newest.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)}Z`;
}

function newestEvent(tables: readonly WrittenTable[]): string | null {
  return tables.find(({ table }) => table === 'events')?.newest ?? null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeSample(fileURLToPath(new URL('../../public/data', import.meta.url)));
}
