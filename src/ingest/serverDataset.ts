import type { Engine, RunOptions } from '../engine/engine.ts';
import { definitionVersion } from '../model/definitionVersion.ts';
import { instantText } from '../model/dialect.ts';
import { fingerprint } from '../model/fingerprint.ts';
import { martSizesQuery, martTimesQuery } from '../model/queries/martFacts.ts';
import { textOrNull } from '../model/row.ts';
import { sql } from '../sql/sql.ts';
import { canHash, sha256 } from './dataVersion.ts';
import { type EngineFile, engineFileName } from './engineFile.ts';
import { type DataIssue, fatal, issue } from './issue.ts';
import { datasetIdPattern, type Manifest } from './manifest.ts';

/** What the tables on a server are, as a manifest tells it of files, and what is to be said of them. */
export interface ServerDataset {
  readonly manifest: Manifest;
  readonly issues: readonly DataIssue[];
}

/** What the loader wrote beside the marts; null is not told. */
interface Told {
  readonly id: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly currency: string | null;
  readonly dataVersion: string | null;
  readonly definitions: string | null;
  readonly newest: string | null;
}

const nothingTold: Told = {
  id: null,
  title: null,
  description: null,
  currency: null,
  dataVersion: null,
  definitions: null,
  newest: null,
};

/**
 * Asks a server what its tables are: its table `dataset`, of one row, tells id, title, description, currency, versions and newest
 * time. Where there is none the version follows from the numbers of rows and the times in the tables. Rejects with DatasetError
 * where the currency is not told, told twice differently, or the table cannot be used; with EngineError where the server does not answer.
 */
export async function serverDataset(
  engine: Pick<Engine, 'run'>,
  file: EngineFile,
  options: RunOptions,
): Promise<ServerDataset> {
  const told = await toldBy(engine, options);
  const seen = told.dataVersion === null || told.newest === null ? await seenIn(engine, options) : null;
  const id = told.id ?? idOf(file.database);
  const dataVersion = told.dataVersion ?? seen?.dataVersion ?? '';
  if (!datasetIdPattern.test(id) || !/^[0-9a-f]{16}$/.test(dataVersion)) {
    throw fatal('The table dataset on the database server does not hold what it should. Load the data again.');
  }
  return {
    manifest: {
      format: 1,
      kind: 'marts',
      id,
      title: file.title ?? told.title ?? id,
      description: told.description ?? '',
      currency: currencyOf(file, told),
      newest: told.newest ?? seen?.newest ?? null,
      dataVersion,
      tables: [],
    },
    issues: definitionIssues(told),
  };
}

async function toldBy(engine: Pick<Engine, 'run'>, options: RunOptions): Promise<Told> {
  const [found] = await engine.run(
    sql`
      select count(*) as column_count
      from system.columns
      where database = currentDatabase() and table = 'dataset'`,
    options,
  );
  if (Number(found?.['column_count'] ?? 0) === 0) return nothingTold;
  const rows = await engine.run(
    sql`
      select id, title, description, currency, data_version, definitions, ${instantText(sql`newest`)} as newest_at
      from dataset`,
    options,
  );
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    throw fatal(
      `The table dataset on the database server has ${rows.length} rows, and should have one. Load the data again.`,
    );
  }
  const text = (name: string) => {
    const value = textOrNull(row, name);
    return value === '' ? null : value;
  };
  return {
    id: text('id'),
    title: text('title'),
    description: text('description'),
    currency: text('currency'),
    dataVersion: text('data_version'),
    definitions: text('definitions'),
    newest: text('newest_at'),
  };
}

/** What can be said of tables that nobody described. Other rows with the same numbers and times have the same version. */
async function seenIn(
  engine: Pick<Engine, 'run'>,
  options: RunOptions,
): Promise<{ readonly dataVersion: string; readonly newest: string | null }> {
  const sizes = martSizesQuery();
  const times = martTimesQuery();
  const sizeRows = (await engine.run(sizes.sql, options)).map(sizes.row);
  const timeRows = (await engine.run(times.sql, options)).map(times.row);
  const text = JSON.stringify([sizeRows, timeRows]);
  const hash = canHash()
    ? await sha256(new TextEncoder().encode(text))
    : fingerprint(JSON.stringify(sizeRows)) + fingerprint(JSON.stringify(timeRows));
  const newest = timeRows
    .filter(({ mart }) => mart === 'session_events')
    .flatMap((time) => (time.newest === null ? [] : [time.newest]))
    .sort()
    .at(-1);
  return {
    dataVersion: hash.slice(0, 16),
    newest: newest === undefined ? null : `${newest.slice(0, 19)}Z`,
  };
}

/** A plain name for links: that of the database, as far as it can stand there. */
function idOf(database: string): string {
  const plain = database
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+/, '');
  return plain === '' ? 'dataset' : plain;
}

function currencyOf(file: EngineFile, told: Told): string {
  const { currency } = file;
  if (currency !== undefined && told.currency !== null && currency !== told.currency) {
    throw fatal(
      `${engineFileName} says that prices are in ${currency}, and the database server says ${told.currency}. One of them is wrong.`,
    );
  }
  const known = currency ?? told.currency;
  if (known !== null && /^[A-Z]{3}$/.test(known)) return known;
  throw fatal(
    `Nothing says in which currency the prices are. Add “currency” to ${engineFileName}, such as "currency": "USD".`,
  );
}

function definitionIssues({ definitions }: Told): readonly DataIssue[] {
  if (definitions === null || definitions === definitionVersion()) return [];
  return [
    issue(
      'warning',
      'The tables on the database server were made by another version of this dashboard, and some words meant something else then. Load the data again.',
    ),
  ];
}
