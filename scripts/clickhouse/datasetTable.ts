import type { Manifest } from '../../src/ingest/manifest.ts';
import { definitionVersion } from '../../src/model/definitionVersion.ts';
import type { ClickhouseServer } from './clickhouseServer.ts';

/** What the one row of the table `dataset` tells of the marts beside it. */
export type Described = Pick<Manifest, 'id' | 'title' | 'description' | 'currency' | 'dataVersion' | 'newest'>;

/** Beside every mart: what a manifest tells of files. */
function datasetDdl(table: string): string {
  return `create table if not exists ${table} (
  id String comment 'Its name in links.',
  title String comment 'Its name on screen.',
  description String comment 'A sentence about it.',
  currency String comment 'ISO 4217 code of its prices.',
  data_version String comment '16 hexadecimal digits: others for other rows.',
  definitions String comment 'Of the definitions the marts were made with.',
  newest Nullable(DateTime64(6, 'UTC')) comment 'When its last event happened, UTC.'
)
engine = MergeTree
order by ()
comment 'One row that tells what the tables beside it are.'`;
}

/** Makes the table `dataset`, in the quoted `database`, tell this, in one go. For the end of a load: a page that reads a version has its rows. */
export async function describeOnServer(server: ClickhouseServer, database: string, dataset: Described): Promise<void> {
  const [table, loading] = [`${database}.dataset`, `${database}.dataset_loading`];
  await server.exec(`drop table if exists ${loading} sync`);
  await server.exec(datasetDdl(loading));
  const { id, title, description, currency, dataVersion, newest } = dataset;
  const row = {
    id,
    title,
    description,
    currency,
    data_version: dataVersion,
    definitions: definitionVersion(),
    // As every server reads it, whatever its settings: without the letters of ISO.
    newest: newest === null ? null : newest.slice(0, 19).replace('T', ' '),
  };
  await server.insert(`insert into ${loading} format JSONEachRow`, new TextEncoder().encode(JSON.stringify(row)));
  await server.exec(datasetDdl(table));
  await server.exec(`exchange tables ${table} and ${loading}`);
  await server.exec(`drop table ${loading} sync`);
}
