import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNodeEngine } from '../../src/engine/node.ts';
import { fatal } from '../../src/ingest/issue.ts';
import { type Prepared, prepareDataset, type PrepareOptions } from '../dataset/prepareDataset.ts';
import { attachWritten } from '../dataset/writeMarts.ts';
import { ClickhouseServer, type ServerLogin } from './clickhouseServer.ts';
import { type Loaded, loadMarts } from './loadMarts.ts';

export interface ToClickhouseOptions extends Pick<
  PrepareOptions,
  'from' | 'id' | 'title' | 'description' | 'currency' | 'memory' | 'threads' | 'report'
> {
  readonly server: ServerLogin;
  readonly batchRows?: number | undefined;
}

/** What was prepared, and what of it is on the server now. */
export interface OnClickhouse {
  readonly prepared: Prepared;
  readonly loaded: Loaded;
}

/**
 * Prepares a shop’s files as for a folder, and loads the marts into a ClickHouse database that is there. Throws DatasetError when
 * the files cannot be loaded or the server refuses; then the tables that were there are untouched.
 */
export async function toClickhouse(options: ToClickhouseOptions): Promise<OnClickhouse> {
  const { server: login, report, batchRows } = options;
  const server = new ClickhouseServer(login);
  // Before all the work: a wrong password is told at once.
  await server.exec('select 1');
  const folder = await mkdtemp(join(tmpdir(), 'dataset-to-clickhouse-'));
  try {
    const prepared = await prepareDataset({
      ...options,
      out: folder,
      list: false,
      keepPersonal: false,
    });
    const { database } = prepared.manifest.kind === 'marts' ? prepared.manifest : {};
    if (database === undefined) throw fatal('The prepared dataset has no database file.');
    const engine = await openNodeEngine();
    try {
      const files = [database, ...(database.details === undefined ? [] : [database.details])];
      const tableOf = await attachWritten(
        engine,
        files.map(({ file }) => join(prepared.folder, file)),
      );
      const loaded = await loadMarts({
        engine,
        source: tableOf,
        server,
        database: login.database,
        dataset: prepared.manifest,
        folder,
        ...(batchRows === undefined ? {} : { batchRows }),
        report: ({ table, rows, total }) =>
          report?.({ step: 'sent', done: rows, total, file: table, bytes: 0, totalBytes: 0 }),
      });
      return { prepared, loaded };
    } finally {
      await engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
