import type { LineEnd } from './csvRecords.ts';
import { plainRecordsModule } from './plainRecordsModule.ts';

/** What `plainRecords.wat` exports. */
interface Scanner {
  readonly memory: WebAssembly.Memory;
  readonly records: WebAssembly.Global<'i32'>;
  readonly scan: (length: number, delimiter: number, delimiters: number, returns: number) => number;
}

/** Bytes that are looked at together. */
const step = 64;
/** At first few are moved there, for text with a quote in every record: it would be for nothing. */
const fewBytes = 128 * step;
const mostBytes = 4096 * step;

/**
 * Passes over the CSV records that are as they should be, as most are: without a quote, with `columns` values, and with one line end. In
 * WebAssembly 64 bytes take a few instructions: 10 million events a third of a second, in JavaScript more than one. Where the browser has no
 * vectors, it passes over none, and every record is read with care.
 */
export class PlainRecords {
  /** How many records the last call passed over. */
  count = 0;
  private readonly delimiter: number;
  private readonly columns: number;
  private readonly scanner: Scanner | null;
  private readonly place: Uint8Array;

  constructor(delimiter: number, columns: number) {
    this.delimiter = delimiter;
    this.columns = columns;
    this.scanner = scannerOrNone();
    this.place = new Uint8Array(this.scanner?.memory.buffer ?? new ArrayBuffer(0));
  }

  /** Where the first record of `bytes` from `start` on begins that is to be read with care, or that does not end before `until`. */
  pass(bytes: Uint8Array, start: number, until: number, lineEnd: LineEnd): number {
    this.count = 0;
    const { scanner, place } = this;
    // One of a carriage return alone is too rare to be worth it.
    if (scanner === null || (lineEnd !== 'LF' && lineEnd !== 'CR LF')) return start;
    let at = start;
    for (let most = fewBytes; at < until; most = Math.min(4 * most, mostBytes)) {
      const length = Math.min(most, until - at);
      place.set(bytes.subarray(at, at + length));
      place.fill(0, length, length + step);
      const passed = scanner.scan(length, this.delimiter, this.columns - 1, lineEnd === 'LF' ? 0 : 1);
      this.count += scanner.records.value;
      at += passed;
      // One that is cut off stands at the start of the next; more than half a piece before the end, it is another one, or too long.
      if (passed <= length / 2) break;
    }
    return at;
  }
}

let compiled: WebAssembly.Module | null | undefined;

function scannerOrNone(): Scanner | null {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(Uint8Array.from(atob(plainRecordsModule), (char) => char.charCodeAt(0)));
    } catch {
      compiled = null;
    }
  }
  return compiled === null ? null : (new WebAssembly.Instance(compiled).exports as unknown as Scanner);
}
