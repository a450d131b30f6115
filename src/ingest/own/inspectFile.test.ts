import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../engine/engine.ts';
import { lookAt, ownFile, refusalOf } from '../../testing/ownFiles.ts';
import { inspectFile } from './inspectFile.ts';
import { wholeRecords } from './wholeRecords.ts';

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])));

/** An entry of a zip archive. */
const entry = (flags: number, name: string) =>
  bytes('PK\x03\x04', [20, 0, flags, 0, 0, 0], Array<number>(16).fill(0), [name.length, 0, 0, 0], name);

const csv = 'sid,ts\ns1,2021-02-11\n';

describe('a look at a file', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'It is empty.'],
    ['a picture', bytes('\x89PNG\r\n\x1a\n'), 'It is a picture, not data.'],
    ['a PDF', '%PDF-1.7\n', 'It is a PDF. Export the table behind it as CSV.'],
    ['a video', bytes([0, 0, 0, 24], 'ftypmp42'), 'It is a video or a picture, not data.'],
    ['a zip archive', entry(0, 'events.csv'), 'It is a zip archive. Unpack it and choose the files inside.'],
    [
      'a zip archive with a password',
      entry(1, 'events.csv'),
      'It is a password-protected zip archive. Unpack it and choose the files inside.',
    ],
    [
      'an Office file',
      entry(0, '[Content_Types].xml'),
      'It is an Office file. Save each sheet as CSV and choose those files.',
    ],
    [
      'an OpenDocument file',
      bytes([...entry(0, 'mimetype')], 'application/vnd.oasis.opendocument.spreadsheet'),
      'It is a spreadsheet. Save each sheet as CSV and choose those files.',
    ],
    ['SQLite', bytes('SQLite format 3\0'), 'It is an SQLite database. Export its tables as CSV.'],
    ['tar', bytes('a'.repeat(257), 'ustar'), 'It is a tar archive. Unpack it and choose the files inside.'],
    [
      'tar in gzip',
      gzipSync(bytes('a'.repeat(257), 'ustar')),
      'Inside is a tar archive. Unpack it and choose the files inside.',
    ],
    ['JSON', ' [{"sid": 1}]', 'It is JSON. Export the table as CSV.'],
    ['JSON lines', '{"sid": 1}\n{"sid": 2}\n', 'It is JSON. Export the table as CSV.'],
    ['XML', '<?xml version="1.0"?><a/>', 'It is XML. Export the table as CSV.'],
    ['HTML', '<!DOCTYPE html><html></html>', 'It is a web page. Export the table as CSV.'],
    [
      'bytes',
      bytes(Array.from({ length: 999 }, (_, at) => (at * 89) % 251)),
      'It is not text. Choose CSV or Parquet files.',
    ],
    [
      'bytes in gzip',
      gzipSync(bytes(Array.from({ length: 999 }, (_, at) => (at * 7) % 29))),
      'It is not text. Choose CSV or Parquet files.',
    ],
    ['damaged gzip', gzipSync(csv).subarray(0, 12), 'It cannot be unpacked: it is damaged or cut short.'],
    [
      'a letter',
      'Dear Sir or Madam\nall the best\n',
      'It has no columns: nothing in it separates values. Choose CSV or Parquet files.',
    ],
  ])('refuses %s, whatever its name says', async (_, content, sentence) => {
    expect((await refusalOf(ownFile('events.csv', content))).sentence).toBe(sentence);
  });

  it('refuses what is too large without reading it', async () => {
    const blob = new Blob([csv]);
    Object.defineProperty(blob, 'size', { value: 2_000_000_000 });
    expect((await refusalOf({ path: 'events.csv', blob })).sentence).toBe(
      'It has 2 GB, and this page can take 1.5 GB. On your computer “npm run dataset” prepares files of any size.',
    );
  });

  it('tells that the file has gone since it was chosen', async () => {
    const blob = new Blob([csv]);
    // What a browser does when the bytes behind a chosen file are no longer there.
    const gone = { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) };
    Object.defineProperty(blob, 'slice', { value: () => gone });
    expect((await refusalOf({ path: 'events.csv', blob })).sentence).toBe(
      'It cannot be read: it was moved, changed or removed since it was chosen.',
    );
  });

  it('says how CSV is written, with the values of each column', async () => {
    const text = 'Sid;Name\ns1;"a;b"\ns2;\ns1;c\n';
    for (const content of [text, gzipSync(text)]) {
      expect(await lookAt(ownFile('x', content))).toEqual({
        path: 'x',
        bytes: content.length,
        format: 'csv',
        isGzip: content !== text,
        csv: { encoding: 'utf-8', delimiter: ';', quote: '"', escape: '"', headerLine: 1 },
        columns: [
          { name: 'Sid', samples: ['s1', 's2'] },
          { name: 'Name', samples: ['a;b', 'c'] },
        ],
        rows: [
          ['s1', 'a;b'],
          ['s2', null],
          ['s1', 'c'],
        ],
      });
    }
  });

  it('reads as it is told to', async () => {
    const reading = { encoding: 'utf-8', delimiter: '|', quote: '"', escape: '"', headerLine: null } as const;
    const look = await inspectFile(
      ownFile('x', 'a,b|c\nd|e\n'),
      { parquetHead: () => Promise.reject(new Error()) },
      reading,
    );
    expect('columns' in look && look.columns.map(({ name, samples }) => [name, samples])).toEqual([
      ['column 1', ['a,b', 'd']],
      ['column 2', ['c', 'e']],
    ]);
  });

  it('reads the start of a large file only', async () => {
    let read = 0;
    const line = 's1,2021-02-11 10:00:00,view\n';
    const blob = new Blob([`sid,ts,action\n${line.repeat(100_000)}`]);
    const slice = blob.slice.bind(blob);
    Object.assign(blob, {
      slice: (from = 0, to = blob.size) => {
        read += Math.min(to, blob.size) - from;
        return slice(from, to);
      },
      arrayBuffer: () => Promise.reject(new Error('All of it was read.')),
    });
    const look = await lookAt({ path: 'x', blob });
    expect(read).toBeLessThan(300_000);
    expect(look.rows.every((row) => row.length === 3 && row.every((cell) => cell !== null))).toBe(true);
    expect(look.columns[2]?.samples).toEqual(['view']);
  });

  it('leaves Parquet to its reader, and says its reason', async () => {
    const file = ownFile('x.csv', bytes('PAR1', [1, 2, 3]));
    const look = await lookAt(file, () =>
      Promise.resolve({ columns: [{ name: 'sid' }], rows: [['s1'], [null]], rowCount: 2 }),
    );
    expect(look).toMatchObject({ format: 'parquet', csv: null, columns: [{ name: 'sid', samples: ['s1'] }] });
    const reason = new EngineError('sql', 'This file is not a readable Parquet file.');
    expect((await refusalOf(file, () => Promise.reject(reason))).sentence).toBe('It is not a readable Parquet file.');
  });
});

describe('whole records', () => {
  const reading = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', headerLine: 1 } as const;
  const cut = (text: string) => Buffer.from(wholeRecords(bytes(text), reading)).toString('latin1');

  it.each([
    ['a,b\n1,2\n3,', 'a,b\n1,2\n'],
    ['a,b\n1,2\n', 'a,b\n1,2\n'],
    ['a,b\n1,"x\ny', 'a,b\n'],
    ['a,b\n1,"x\ny"', 'a,b\n'],
    ['a,b\n1,"x\ny"\n3', 'a,b\n1,"x\ny"\n'],
  ])('of %j are %j', (text, whole) => {
    expect(cut(text)).toBe(whole);
  });
});
