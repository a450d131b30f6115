import { describe, expect, it } from 'vitest';
import { databaseStorage } from './attachedMarts.ts';
import { comingDatabase } from './databaseFile.ts';
import { sha256 } from './dataVersion.ts';
import type { ReadPieces } from './loadDataset.ts';

const content = new TextEncoder().encode('blocks of a database');
const pieceBytes = 8;
const parts = [content.slice(0, 8), content.slice(8, 16), content.slice(16)];

async function promised() {
  return {
    file: 'dataset.duckdb',
    bytes: content.length,
    sha256: await sha256(content),
    storage: databaseStorage,
    pieces: { bytes: pieceBytes, sha256: await Promise.all(parts.map((part) => sha256(part))) },
  };
}

/** A server that sends these pieces. */
function sending(pieces: readonly Uint8Array<ArrayBuffer>[]): ReadPieces {
  return async (_file, _bytes, take, onBytes) => {
    let received = 0;
    for (const [place, piece] of pieces.entries()) {
      await take(piece, place);
      onBytes((received += piece.length));
    }
  };
}

const readFile = () => Promise.resolve(content);
const { signal } = new AbortController();

describe('a database file on its way', () => {
  it('is put together from pieces that are each what was published', async () => {
    const coming = comingDatabase(await promised(), { readFile, readPieces: sending(parts) }, signal);
    const told: number[] = [];
    coming?.follow((received) => told.push(received));
    const { content: blob, issues } = (await coming?.content) ?? {};
    expect(new Uint8Array((await blob?.arrayBuffer()) ?? [])).toEqual(content);
    expect(issues).toEqual([]);
    expect(told.at(-1)).toBe(content.length);
  });

  it('begins anew where a connection broke', async () => {
    const twice: ReadPieces = async (file, bytes, take, onBytes, stop) => {
      await sending(parts.slice(0, 2))(file, bytes, take, onBytes, stop);
      await sending(parts)(file, bytes, take, onBytes, stop);
    };
    const coming = comingDatabase(await promised(), { readFile, readPieces: twice }, signal);
    expect((await coming?.content)?.content.size).toBe(content.length);
  });

  it.each([
    ['an altered piece', [parts[0], new Uint8Array(8), parts[2]], 'its content has been altered'],
    ['a piece too few', parts.slice(0, 2), 'it has 16 bytes where the manifest promises 20 bytes'],
    ['a piece too many', [...parts, parts[0]], 'its content has been altered'],
  ] as const)('is refused with %s', async (_, pieces, sentence) => {
    const given = pieces.flatMap((piece) => piece ?? []);
    const coming = comingDatabase(await promised(), { readFile, readPieces: sending(given) }, signal);
    await expect(coming?.content).rejects.toThrow(sentence);
  });

  it('is read whole where it has no pieces', async () => {
    const whole = { ...(await promised()), pieces: undefined };
    const never: ReadPieces = () => Promise.reject(new Error('not asked for'));
    const coming = comingDatabase(whole, { readFile, readPieces: never }, signal);
    expect((await coming?.content)?.content.size).toBe(content.length);
  });

  it('is not fetched when it is of another version', async () => {
    expect(comingDatabase({ ...(await promised()), storage: 'v9.0.0' }, { readFile }, signal)).toBeNull();
  });
});
