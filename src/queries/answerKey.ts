import { inline } from '../sql/render.ts';
import type { Sql } from '../sql/sql.ts';

/**
 * What an answer is kept under that was made ahead of time: 32 hex digits of the SHA-256 of the very text an engine is given.
 * Rejects with a TypeError where a page may compute no hashes.
 */
export async function answerKey(query: Sql): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(inline(query)));
  return Array.from(new Uint8Array(digest).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
