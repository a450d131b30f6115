const whole = new Intl.NumberFormat('en-US');
const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** `1 row`, `3,553 rows`; irregular plurals are given. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

/** A number of bytes for people, in decimal units: `300 kB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  if (bytes < 1_000_000) return `${short.format(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${short.format(bytes / 1_000_000)} MB`;
  return `${short.format(bytes / 1_000_000_000)} GB`;
}

/** A delivered text in quotes, cut where it would flood the sentence. */
export function quoted(text: string): string {
  return text.length > 60 ? `"${text.slice(0, 59)}…"` : `"${text}"`;
}
