import { fatal, issue, type DataIssue } from './issue.ts';
import { byteSize } from './wording.ts';

/** What is promised about a file's content. */
export interface Promised {
  readonly file: string;
  readonly bytes: number;
  /** Null for a file that nobody has made a promise about. */
  readonly sha256: string | null;
}

/** Throws DatasetError when the bytes are not the promised ones; gives warnings back where that cannot be found out. */
export async function verifyFile(
  { file, bytes, sha256 }: Promised,
  content: Uint8Array,
): Promise<readonly DataIssue[]> {
  verifySize({ file, bytes }, content.length);
  return sha256 === null ? [] : verifyHash(file, sha256, content);
}

/** Throws DatasetError when the content, of a file or of a piece of it, has another hash; a warning where none can be computed. */
export async function verifyHash(
  file: string,
  sha256: string | undefined,
  content: Uint8Array,
): Promise<readonly DataIssue[]> {
  // Browsers hide it from pages that come over plain http from another machine.
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (subtle === undefined) {
    return [
      issue(
        'warning',
        `${file} was checked by its size only: a page that is not served over https cannot compute its hash.`,
        {
          file,
        },
      ),
    ];
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', content as Uint8Array<ArrayBuffer>));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex === sha256) return [];
  throw fatal(
    `${file} is not the published one: its content has been altered. Reload the page; if it stays so, the dataset has to be published again.`,
    { file },
  );
}

/** Throws DatasetError when there are no bytes, or not as many as promised. */
export function verifySize({ file, bytes }: Pick<Promised, 'file' | 'bytes'>, length: number): void {
  if (length === 0) throw fatal(`${file} is empty.`, { file });
  if (length === bytes) return;
  throw fatal(
    `${file} is not the published one: it has ${byteSize(length)} where the manifest promises ${byteSize(bytes)}. ` +
      'Reload the page; if it stays so, the dataset has to be published again.',
    { file },
  );
}
