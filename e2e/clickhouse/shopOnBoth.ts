import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickhouseServer } from '../../scripts/clickhouse/clickhouseServer.ts';
import { type Loaded, loadMarts } from '../../scripts/clickhouse/loadMarts.ts';
import { openClickhouseEngine } from '../../src/engine/clickhouse.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { NodeEngine } from '../../src/engine/node.ts';
import { martTables } from '../../src/model/tables.ts';
import { ident, sql } from '../../src/sql/sql.ts';
import type { TestServer } from './server.ts';

/** A load of which nobody asks what it tells of itself. */
const dataset = {
  id: 'shop',
  title: 'Shop',
  description: '',
  currency: 'USD',
  dataVersion: '0123456789abcdef',
  newest: null,
};

/** Makes `database` on the server hold the marts that `engine` holds. */
export async function loadInto(
  server: TestServer,
  database: string,
  engine: NodeEngine,
  batchRows = 1000,
  target = new ClickhouseServer({ url: server.url, database: 'default', ...server.loader }),
): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), 'clickhouse-load-'));
  try {
    await target.exec(`create database if not exists "${database}"`);
    return await loadMarts({
      engine,
      source: (mart) => sql`main.${ident(mart)}`,
      server: target,
      database,
      dataset,
      folder,
      batchRows,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The engine that a page has for `database`. */
export function readerOf(server: TestServer, database: string): Promise<Engine> {
  return openClickhouseEngine({ url: server.url, database, ...server.reader, tables: martTables });
}
