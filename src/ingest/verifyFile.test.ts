import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { verifyFile } from './verifyFile.ts';

const content = new TextEncoder().encode('event_id\n');
const sha256 = createHash('sha256').update(content).digest('hex');
const promised = { file: 'events.csv', bytes: content.length, sha256 };

afterEach(() => vi.unstubAllGlobals());

it('accepts what was promised', async () => {
  expect(await verifyFile(promised, content)).toEqual([]);
});

it('refuses another content of the same size', async () => {
  const altered = content.map((byte, index) => (index === 3 ? byte ^ 1 : byte));
  await expect(verifyFile(promised, altered)).rejects.toThrow(
    'events.csv is not the published one: its content has been altered. Reload the page; if it stays so, the dataset has to be published again.',
  );
});

it('refuses another size', async () => {
  await expect(verifyFile({ ...promised, bytes: 1200 }, content)).rejects.toThrow(
    'events.csv is not the published one: it has 9 bytes where the manifest promises 1.2 kB. ' +
      'Reload the page; if it stays so, the dataset has to be published again.',
  );
});

it('refuses an empty file', async () => {
  await expect(verifyFile({ ...promised, bytes: 0 }, new Uint8Array())).rejects.toThrow('events.csv is empty.');
});

it('warns where no hash can be computed', async () => {
  vi.stubGlobal('crypto', {});
  expect((await verifyFile(promised, content)).map(({ grade, sentence }) => [grade, sentence])).toEqual([
    [
      'warning',
      'events.csv was checked by its size only: a page that is not served over https cannot compute its hash.',
    ],
  ]);
});
