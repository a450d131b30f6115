import { fatal } from '../issue.ts';
import { byteSize } from '../wording.ts';
import type { OwnFile } from './plan.ts';

/** Unpacked, a file beyond this does not fit into a page’s memory with the tables made of it. */
export const mostOwnBytes = 1_500_000_000;

/** What a person can do with a file that is too large for a page. */
export function tooLarge(bytes: number): string {
  return (
    `It has ${byteSize(bytes)}, and this page can take ${byteSize(mostOwnBytes)}. ` +
    'On your computer “npm run dataset” prepares files of any size.'
  );
}

/** Whether the file says it is gzip. */
export async function isGzip(blob: Blob): Promise<boolean> {
  const [a, b] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return a === 0x1f && b === 0x8b;
}

/** The first bytes of a file, unpacked where it is gzip. Rejects where it cannot be read or unpacked. */
export async function startOf(blob: Blob, most: number): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  if (!(await isGzip(blob))) {
    const bytes = new Uint8Array(await blob.slice(0, most).arrayBuffer());
    return { bytes, isWhole: blob.size <= most };
  }
  // One byte more tells whether there is more.
  const bytes = await unpacked(blob, most + 1);
  return { bytes: bytes.subarray(0, most), isWhole: bytes.length <= most };
}

/**
 * All that a file holds, unpacked where it is gzip. Throws DatasetError for a file that is too large, cannot be unpacked or has
 * changed since it was chosen.
 */
export async function contentOf(
  { path, blob }: OwnFile,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const place = { file: path };
  if (blob.size > mostOwnBytes) throw fatal(`${path} cannot be loaded. ${tooLarge(blob.size)}`, place);
  signal?.throwIfAborted();
  const packed = await isGzip(blob).catch((cause: unknown) => unreadable(path, cause));
  if (!packed) return new Uint8Array(await blob.arrayBuffer().catch((cause: unknown) => unreadable(path, cause)));
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await unpacked(blob, mostOwnBytes + 1, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    throw fatal(`${path} cannot be unpacked: it is damaged or cut short. Make it again.`, place, cause);
  }
  if (bytes.length > mostOwnBytes) {
    throw fatal(`${path} is larger than ${byteSize(mostOwnBytes)} unpacked. ${tooLargeUnpacked}`, place);
  }
  return bytes;
}

const tooLargeUnpacked = 'On your computer “npm run dataset” prepares files of any size.';

function unreadable(path: string, cause: unknown): never {
  throw fatal(
    `${path} cannot be read: it was moved, changed or removed since it was chosen. Choose it again.`,
    { file: path },
    cause,
  );
}

/** The start of a gzip file, unpacked, of `most` bytes or a little more; what is damaged behind it does not matter. */
async function unpacked(blob: Blob, most: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < most) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      length += value.length;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
