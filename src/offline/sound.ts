/** Whether an answer is what its address promises: whole, of this site, and no web page in the place of another file. */
export function isSound(address: string, answer: Response): boolean {
  const isWebPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
  return (
    answer.status === 200 && (answer.type === 'basic' || answer.type === 'default') && isWebPage === isPage(address)
  );
}

function isPage(address: string): boolean {
  return new URL(address).pathname.endsWith('.html');
}

/** A file above this is not kept: to check it, it has to be in memory. */
const mostBytes = 300_000_000;

/** Whether the SHA-256 of the answer begins with these hex digits. */
export async function hasHash(answer: Response, hash: string): Promise<boolean> {
  if (Number(answer.headers.get('content-length') ?? 0) > mostBytes) return false;
  const bytes = await answer.clone().arrayBuffer();
  if (bytes.byteLength > mostBytes) return false;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .startsWith(hash);
}
