/** Draws that are the same on every machine for the same seed. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One item; throws for an empty list. */
  pick<T>(list: readonly T[]): T;
  /** A copy in another order. */
  shuffled<T>(list: readonly T[]): T[];
  /** A version 4 UUID, beginning with `start`. */
  uuid(start?: string): string;
}

/** Mulberry32, started from a name: each part of the sample has its own, so that a change to one leaves the others as they are. */
export function seededRandom(name: string): Random {
  let state = fnv1a(name);

  function bits(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  function below(limit: number): number {
    return Math.floor((bits() / 2 ** 32) * limit);
  }

  function pick<T>(list: readonly T[]): T {
    const item = list[below(list.length)];
    if (item === undefined) throw new RangeError('There is nothing to pick from.');
    return item;
  }

  function shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    return list.map(() => rest.splice(below(rest.length), 1)[0] as T);
  }

  function uuid(start = ''): string {
    const hex = Array.from({ length: 4 }, () => bits().toString(16).padStart(8, '0')).join('');
    const variant = '89ab'[below(4)] ?? '8';
    const full = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    return start + full.slice(start.length);
  }

  return { below, between: (low, high) => low + below(high - low + 1), pick, shuffled, uuid };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
