import { open } from 'node:fs/promises';

/**
 * The bytes of a file from first to last, at most `most` at a time. A part is there until the next one is asked for: all of them take the same
 * place, as new memory for each costs more than to read it. Rejects as the file system does.
 */
export async function* partsOfFile(path: string, most: number): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const place = Buffer.allocUnsafe(most);
    for (;;) {
      const { bytesRead } = await file.read(place, 0, most);
      if (bytesRead === 0) return;
      yield place.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
