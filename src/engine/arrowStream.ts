/** What ends an Arrow IPC stream: the mark of a message, and that it has no bytes. */
const end = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/** The pieces of a stream as one, with the end that DuckDB-WASM leaves out and without which readers may take nothing. */
export function wholeStream(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const last = pieces.at(-1)?.subarray(-end.length);
  const isEnded = last?.length === end.length && last.every((byte, index) => byte === end[index]);
  const all = isEnded ? pieces : [...pieces, end];
  const stream = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of all) {
    stream.set(piece, at);
    at += piece.length;
  }
  return stream;
}
