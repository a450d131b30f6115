import { canHash, sha256 } from '../dataVersion.ts';

const known = new WeakMap<Blob, Promise<string>>();

/** SHA-256 of a file, 64 hex digits; null where browsers hide their hash function. A file is read once. */
export async function fileHash(blob: Blob): Promise<string | null> {
  if (!canHash()) return null;
  let hash = known.get(blob);
  if (hash === undefined) {
    hash = blob.arrayBuffer().then(sha256);
    known.set(blob, hash);
    hash.catch(() => known.delete(blob));
  }
  return hash;
}

/** What stands for the hash of a file that cannot be hashed: told by its name, size and time, 64 hex digits. */
export function standInHash(path: string, blob: Blob): string {
  const changed = blob instanceof File ? blob.lastModified : 0;
  return plainHash(`${path} ${blob.size} ${changed}`).repeat(4);
}

/** 16 hex digits; two rounds of FNV-1a: enough to tell a person’s own files apart. */
export function plainHash(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((seed) => {
      let hash = seed;
      for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
      return hash.toString(16).padStart(8, '0');
    })
    .join('');
}
