import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FilePlan, OwnDelivery } from '../../ingest/own/plan.ts';
import { contractValues } from '../../ingest/reading.ts';
import { canKeep, keepDataset, keptDatasets, openKept, removeKept, sweepUnfinished } from './keptFiles.ts';

const plan: FilePlan = {
  path: 'log/März.csv',
  table: 'events',
  csv: { encoding: 'windows-1252', delimiter: ';', quote: '"', escape: '"', headerLine: 3 },
  columns: { session_id: 'sid', created_at: 'ts' },
  values: { ...contractValues, stands: { event_type: { view: 'page_view' } } },
  gapMinutes: 30,
};
const binary = new Uint8Array([0, 255, 80, 65, 82, 49, 10, 13]);
const delivery: OwnDelivery = {
  title: 'My “shop”',
  currency: 'EUR',
  files: [
    { path: 'log/März.csv', blob: new Blob(['sid;ts\n1;2021-02-10\n']) },
    { path: 'products.parquet', blob: new Blob([binary]) },
  ],
  plans: [plan, { ...plan, path: 'products.parquet', table: null, csv: null, gapMinutes: null }],
};

const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('own-data', { create: true });
async function entries(): Promise<string[]> {
  const found: string[] = [];
  for await (const name of (await folder()).keys()) found.push(name);
  return found.toSorted();
}
async function write(path: readonly string[], text: string): Promise<void> {
  let place = await folder();
  for (const part of path.slice(0, -1)) place = await place.getDirectoryHandle(part, { create: true });
  const file = await place.getFileHandle(path.at(-1) ?? '', { create: true });
  const writable = await file.createWritable();
  await writable.write(text);
  await writable.close();
}
const folderOf = async (id: string) => (await entries()).find((name) => name.startsWith(`${id}.unfinished-`)) ?? '';
const texts = async (opened: OwnDelivery | null) =>
  Promise.all((opened?.files ?? []).map(async ({ path, blob }) => [path, await blob.text()]));
const refusedBy = (name: string) => () => Promise.reject(new DOMException('No.', name));

async function clear(): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry('own-data', { recursive: true }).catch(() => undefined);
}
beforeEach(clear);
afterEach(async () => {
  vi.restoreAllMocks();
  await clear();
});

describe('kept files', () => {
  it('come back as they were given, with their plans, until they are removed', async () => {
    const persist = vi.spyOn(navigator.storage, 'persist').mockResolvedValue(true);
    expect(canKeep()).toBe(true);
    expect(await keptDatasets()).toEqual([]);
    expect(await openKept('own-1')).toBeNull();
    await keepDataset('own-1', delivery);
    await keepDataset('own-2', { ...delivery, title: 'Second', files: [], plans: [] });
    expect(persist).toHaveBeenCalledTimes(1);

    const kept = await keptDatasets();
    expect(kept.map(({ id }) => id)).toEqual(['own-2', 'own-1']);
    expect(kept[1]).toEqual({
      id: 'own-1',
      title: 'My “shop”',
      files: [
        { path: 'log/März.csv', bytes: 20 },
        { path: 'products.parquet', bytes: 8 },
      ],
      keptAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    const opened = await openKept('own-1');
    expect({ ...opened, files: [] }).toEqual({ ...delivery, files: [] });
    expect(opened?.files.map(({ path }) => path)).toEqual(delivery.files.map(({ path }) => path));
    expect(await opened?.files[0]?.blob.text()).toBe('sid;ts\n1;2021-02-10\n');
    expect(new Uint8Array((await opened?.files[1]?.blob.arrayBuffer()) ?? new ArrayBuffer())).toEqual(binary);

    await removeKept('own-1');
    await removeKept('own-1');
    expect(await openKept('own-1')).toBeNull();
    expect((await entries()).filter((name) => name.startsWith('own-1'))).toEqual([]);
    expect((await keptDatasets()).map(({ id }) => id)).toEqual(['own-2']);
  });

  it('are replaced whole, and the earlier ones leave nothing', async () => {
    await keepDataset('own-1', delivery);
    await keepDataset('own-1', { ...delivery, files: [{ path: 'new.csv', blob: new Blob(['a,b\n']) }] });
    expect(await texts(await openKept('own-1'))).toEqual([['new.csv', 'a,b\n']]);
    expect(await entries()).toHaveLength(2);
  });
});

describe('what was broken off', () => {
  it('does not count, and is swept away by a later visit', async () => {
    await keepDataset('own-1', delivery);
    const whole = await entries();
    // As a tab leaves it that is closed while it writes: a file, then all files, then a name that is not yet written.
    await write(['own-2.unfinished-a', '0'], 'sid');
    await write(['own-3.unfinished-b', '0'], 'sid');
    await write(['own-3.unfinished-b', 'about.json'], '{}');
    await write(['own-3.kept'], '');
    expect((await keptDatasets()).map(({ id }) => id)).toEqual(['own-1']);
    expect(await openKept('own-3')).toBeNull();
    await sweepUnfinished();
    expect(await entries()).toEqual(whole);
    expect((await openKept('own-1'))?.title).toBe(delivery.title);
  });

  it('is not swept while another tab writes', async () => {
    await write(['own-2.unfinished-a', '0'], 'sid');
    await navigator.locks.request('greenery own-data', { mode: 'shared' }, async () => {
      await sweepUnfinished();
      expect(await entries()).toEqual(['own-2.unfinished-a']);
    });
    await sweepUnfinished();
    expect(await entries()).toEqual([]);
  });

  it('leaves the earlier files, when keeping is aborted', async () => {
    await keepDataset('own-1', delivery);
    const before = await entries();
    const abort = new AbortController();
    const endless = new Blob(['x'.repeat(1000)]);
    vi.spyOn(endless, 'stream').mockReturnValue(
      new ReadableStream({
        pull: (controller) => {
          controller.enqueue(new Uint8Array(1000));
          setTimeout(() => abort.abort(new Error('Enough.')), 20);
        },
      }),
    );
    const keeping = keepDataset('own-1', { ...delivery, files: [{ path: 'a.csv', blob: endless }] }, abort.signal);
    await expect(keeping).rejects.toThrow('Enough.');
    expect(await entries()).toEqual(before);
    expect(await texts(await openKept('own-1'))).toHaveLength(2);
  });
});

describe('a browser that does not want to', () => {
  const noRoom = 'There is no room in this browser to keep these files.';

  it('has no room: told before anything is written', async () => {
    vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 1020, usage: 1000 });
    await expect(keepDataset('own-1', delivery)).rejects.toThrow(
      `${noRoom} They take 28\u00a0bytes, and 20\u00a0bytes are left. They can be used on this page until it is closed. Remove kept files or free disk space, and try again.`,
    );
    expect(await entries()).toEqual([]);
  });

  it('runs out of room: nothing half stays', async () => {
    await keepDataset('own-1', delivery);
    const before = await entries();
    vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockImplementation(refusedBy('QuotaExceededError'));
    await expect(keepDataset('own-1', delivery)).rejects.toThrow(noRoom);
    expect(await entries()).toEqual(before);
    expect(await texts(await openKept('own-1'))).toHaveLength(2);
    expect(await delivery.files[0]?.blob.text()).toBe('sid;ts\n1;2021-02-10\n');
  });

  it('is a private window: told in words', async () => {
    vi.spyOn(navigator.storage, 'getDirectory').mockImplementation(refusedBy('SecurityError'));
    const sentence = 'This browser does not let the page keep files, as in a private window';
    await expect(keepDataset('own-1', delivery)).rejects.toThrow(sentence);
    await expect(keptDatasets()).rejects.toThrow('This browser does not let the page read the files it kept.');
    await expect(removeKept('own-1')).rejects.toThrow('delete the data of this site');
    await expect(sweepUnfinished()).resolves.toBeUndefined();
  });

  it('has no such file system: nothing is kept, nothing is there', async () => {
    vi.spyOn(navigator, 'storage', 'get').mockReturnValue({} as StorageManager);
    expect(canKeep()).toBe(false);
    expect(await keptDatasets()).toEqual([]);
    expect(await openKept('own-1')).toBeNull();
    await expect(keepDataset('own-1', delivery)).rejects.toMatchObject({ name: 'KeepError' });
  });
});

describe('a damaged entry', () => {
  it.each<[what: string, harm: (name: string) => Promise<void>]>([
    ['whose about.json is no JSON', (name) => write([name, 'about.json'], '{"format":1,')],
    [
      'whose plan names no table',
      async (name) => {
        const own = await (await folder()).getDirectoryHandle(name);
        const text = await (await (await own.getFileHandle('about.json')).getFile()).text();
        await write([name, 'about.json'], text.replace('"table":"events"', '"table":"sqlite_master"'));
      },
    ],
    ['whose folder is gone', async (name) => (await folder()).removeEntry(name, { recursive: true })],
  ])('%s is listed with a sentence, cannot be opened, and can be removed', async (_, harm) => {
    await keepDataset('own-1', delivery);
    await harm(await folderOf('own-1'));
    const sentence = 'The kept files of “own-1” are damaged. Remove them and choose your files again.';
    expect(await keptDatasets()).toMatchObject([{ id: 'own-1', title: 'own-1', files: [], damage: sentence }]);
    await expect(openKept('own-1')).rejects.toThrow(sentence);
    await removeKept('own-1');
    expect(await entries()).toEqual([]);
  });

  it.each<[what: string, text: string]>([
    ['altered', 'sid;ts\n1;2021-02-11\n'],
    ['cut short', 'sid;ts\n'],
  ])('with a file that was %s is not opened', async (_, text) => {
    await keepDataset('own-1', delivery);
    await write([await folderOf('own-1'), '0'], text);
    await expect(openKept('own-1')).rejects.toThrow('The kept files of “My “shop”” are damaged.');
  });
});
