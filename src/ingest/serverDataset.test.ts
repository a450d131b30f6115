import { describe, expect, it } from 'vitest';
import type { Row } from '../engine/engine.ts';
import { definitionVersion } from '../model/definitionVersion.ts';
import type { EngineFile } from './engineFile.ts';
import { serverDataset } from './serverDataset.ts';

const file: EngineFile = {
  engine: 'clickhouse',
  url: 'https://data.example.com',
  database: 'Shop 2021',
  user: 'reader',
};
const described: Row = {
  id: 'shop',
  title: 'The shop',
  description: 'Its sessions.',
  currency: 'EUR',
  data_version: '0123456789abcdef',
  definitions: definitionVersion(),
  newest_at: '2021-02-12T08:55:36Z',
};

interface Server {
  /** Of the table `dataset`; null where it is not there. */
  readonly rows: readonly Row[] | null;
  readonly sessions?: number;
  readonly newest?: string;
}

/** A server whose tables hold so much. */
function server({ rows, sessions = 578, newest = '2021-02-12T08:55:36.000000' }: Server) {
  const asked: string[] = [];
  const run = (query: { readonly chunks: readonly string[] }): Promise<readonly Row[]> => {
    const text = query.chunks.join('');
    asked.push(text);
    if (text.includes('system.columns')) return Promise.resolve([{ column_count: rows === null ? 0 : 7 }]);
    if (text.includes('from dataset')) return Promise.resolve(rows ?? []);
    if (text.includes('row_count')) return Promise.resolve([{ mart: 'sessions', row_count: sessions }]);
    return Promise.resolve([
      { mart: 'sessions', column_name: 'started_at', oldest: newest, newest: '2030-01-01T00:00:00.000000' },
      { mart: 'session_events', column_name: 'happened_at', oldest: newest, newest },
    ]);
  };
  return { run, asked };
}

const of = async (options: Server, given: EngineFile = file) => serverDataset(server(options), given, {});

describe('the dataset on a server', () => {
  it('is what its table says, and nothing else is asked then', async () => {
    const { run, asked } = server({ rows: [described] });
    const { manifest, issues } = await serverDataset({ run }, file, {});
    expect(manifest).toEqual({
      format: 1,
      kind: 'marts',
      id: 'shop',
      title: 'The shop',
      description: 'Its sessions.',
      currency: 'EUR',
      newest: '2021-02-12T08:55:36Z',
      dataVersion: '0123456789abcdef',
      tables: [],
    });
    expect(issues).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('has a version of its rows and times where nobody described it', async () => {
    const named = { ...file, currency: 'USD' };
    const { manifest } = await of({ rows: null }, named);
    expect(manifest).toMatchObject({ id: 'shop-2021', title: 'shop-2021', newest: '2021-02-12T08:55:36Z' });
    expect(manifest.dataVersion).toMatch(/^[0-9a-f]{16}$/);
    expect((await of({ rows: null }, named)).manifest.dataVersion).toBe(manifest.dataVersion);
    for (const other of [{ sessions: 579 }, { newest: '2021-02-12T08:55:37.000000' }]) {
      expect((await of({ rows: null, ...other }, named)).manifest.dataVersion).not.toBe(manifest.dataVersion);
    }
  });

  it('warns when its tables were made with other definitions', async () => {
    const { issues } = await of({ rows: [{ ...described, definitions: '000000' }] });
    expect(issues.map(({ grade, sentence }) => [grade, sentence])).toEqual([
      ['warning', expect.stringContaining('another version of this dashboard')],
    ]);
  });

  it('takes the title of engine.json, and a currency from one of them', async () => {
    expect((await of({ rows: [described] }, { ...file, title: 'Ours' })).manifest.title).toBe('Ours');
    const untold = { rows: [{ ...described, currency: '' }] };
    expect((await of(untold, { ...file, currency: 'CHF' })).manifest.currency).toBe('CHF');
    await expect(of(untold)).rejects.toThrow('Nothing says in which currency the prices are.');
    await expect(of({ rows: null })).rejects.toThrow('Nothing says in which currency the prices are.');
    await expect(of({ rows: [described] }, { ...file, currency: 'CHF' })).rejects.toThrow(
      'engine.json says that prices are in CHF, and the database server says EUR.',
    );
  });

  it.each<[string, readonly Row[]]>([
    ['no row', []],
    ['two rows', [described, described]],
    ['an id that is no name', [{ ...described, id: 'a b' }]],
    ['a version that is none', [{ ...described, data_version: 'v1' }]],
  ])('is not shown when its table has %s', async (_, rows) => {
    await expect(of({ rows })).rejects.toThrow('Load the data again.');
  });
});
