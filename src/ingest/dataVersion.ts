/** Whether this page can compute hashes: browsers hide them from pages that come over plain http from another machine. */
export function canHash(): boolean {
  return (globalThis.crypto as Crypto | undefined)?.subtle !== undefined;
}

/** SHA-256 of these bytes, 64 hex digits. Rejects with a TypeError where `canHash` is false. */
export async function sha256(content: Uint8Array | ArrayBuffer): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', content as ArrayBuffer | Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** 16 hex digits, a hash of the tables’ hashes: the same for the same content, in whatever order the tables are listed. */
export async function dataVersion(
  tables: readonly { readonly table: string; readonly sha256: string }[],
): Promise<string> {
  const lines = tables.map(({ table, sha256: hash }) => `${table} ${hash}`).sort();
  return (await sha256(new TextEncoder().encode(lines.join('\n')))).slice(0, 16);
}
