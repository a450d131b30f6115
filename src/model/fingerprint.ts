/**
 * Eight hex digits of a text: the same for the same text, and nearly always others for another. No secret is safe in it. FNV-1a, 32
 * bits, over code points: http://www.isthe.com/chongo/tech/comp/fnv/.
 */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
