/** A damaged copy of a file, and how it came about. */
export interface Mutant {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * `count` damaged copies of Parquet files, in turn: cut short, with bits flipped, with a piece of another file, and with
 * bytes of the footer changed. None equals its original.
 */
export function parquetMutants(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  count: number,
  seed: number,
): Mutant[] {
  const random = seeded(seed);
  const below = (most: number) => Math.floor(random() * most);
  const pick = () => {
    const file = files[below(files.length)];
    if (file === undefined) throw new Error('There is no file to damage.');
    return file;
  };
  const kinds: readonly (readonly [string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>])[] = [
    ['cut', (bytes) => bytes.slice(0, 1 + below(bytes.length - 1))],
    ['bits', (bytes) => flipped(bytes, 1 + below(4), () => below(bytes.length))],
    [
      'spliced',
      (bytes) => {
        const from = pick().bytes;
        const length = 1 + below(Math.min(bytes.length, from.length));
        const start = below(from.length - length + 1);
        bytes.set(from.subarray(start, start + length), below(bytes.length - length + 1));
        return bytes;
      },
    ],
    [
      'footer',
      (bytes) => {
        const { start, end } = footerOf(bytes);
        return flipped(bytes, 1 + below(6), () => start + below(end - start));
      },
    ],
  ];
  return Array.from({ length: count }, (_, index) => {
    for (;;) {
      const { name, bytes: original } = pick();
      const [kind, damage] = kinds[index % kinds.length] ?? ['cut', (bytes) => bytes.slice(1)];
      const bytes = damage(original.slice());
      if (!equal(bytes, original)) return { name: `${index} ${kind} ${name}`, bytes };
    }
  });
}

function flipped(bytes: Uint8Array<ArrayBuffer>, times: number, place: () => number): Uint8Array<ArrayBuffer> {
  for (let flip = 0; flip < times; flip++) {
    const at = place();
    bytes[at] = (bytes[at] ?? 0) ^ (1 << ((at + flip) % 8));
  }
  return bytes;
}

/** Where the footer is: what describes the columns, without its own length and the magic after it. */
function footerOf(bytes: Uint8Array): { start: number; end: number } {
  const end = bytes.length - 8;
  return { start: end - new DataView(bytes.buffer, bytes.byteOffset).getUint32(end, true), end };
}

/** The file with every place of its footer that reads `from` reading `to` instead. Throws when there is none. */
export function withFooter(bytes: Uint8Array, from: readonly number[], to: readonly number[]): Uint8Array<ArrayBuffer> {
  const { start, end } = footerOf(bytes);
  const footer: number[] = [];
  let found = 0;
  for (let at = start; at < end;) {
    const isHere = from.every((byte, offset) => bytes[at + offset] === byte);
    footer.push(...(isHere ? to : bytes.subarray(at, at + 1)));
    found += isHere ? 1 : 0;
    at += isHere ? from.length : 1;
  }
  if (found === 0) throw new Error('The footer does not hold these bytes.');
  const changed = new Uint8Array(start + footer.length + 8);
  changed.set(bytes.subarray(0, start));
  changed.set(footer, start);
  new DataView(changed.buffer).setUint32(start + footer.length, footer.length, true);
  changed.set(bytes.subarray(-4), start + footer.length + 4);
  return changed;
}

/** A 64-bit integer as Thrift’s compact protocol writes it: zigzag, seven bits a byte. */
export function thriftInteger(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value << 1n; ; rest >>= 7n) {
    if (rest < 128n) return [...bytes, Number(rest)];
    bytes.push(Number(rest & 127n) | 128);
  }
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
