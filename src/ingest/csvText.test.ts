import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Delimiter } from './csvHeader.ts';
import { CsvRecords, type LineEnd, plainDialect } from './csvRecords.ts';
import { CsvText, type Malformed } from './csvText.ts';
import { LineMap } from './lineMap.ts';

interface Shape {
  readonly delimiter: Delimiter;
  readonly columns: number;
  readonly firstLine: number;
}

/** What CsvText is to say of the bytes, every record of them read with care. */
function readWithCare(bytes: Uint8Array, { delimiter, columns, firstLine }: Shape) {
  const text = new CsvRecords(bytes, {
    dialect: { ...plainDialect, delimiter },
    at: 0,
    line: firstLine,
    isLenient: false,
  });
  const lines = new LineMap();
  const malformed: Malformed[] = [];
  let records = 0;
  let blanks = 0;
  let usual: LineEnd = '';
  while (!text.isAtEnd) {
    text.read();
    const isBlank = text.isBlank && columns > 1;
    usual = usual === '' ? text.lineEnd : usual;
    const problem =
      text.problem ??
      (!isBlank && text.fields !== columns ? `${text.fields} of ${columns} values` : null) ??
      (text.lineEnd === '' || text.lineEnd === usual ? null : `a ${text.lineEnd} line end where others are ${usual}`);
    if (problem !== null) malformed.push({ line: text.startLine, problem });
    if (isBlank) blanks++;
    else if (records++ > 0) lines.note(records - 2, text.startLine);
  }
  return {
    records,
    blanks,
    malformed: malformed.length,
    examples: malformed.slice(0, 5),
    jumps: lines.jumps,
    line: text.line,
  };
}

function told({ records, blanks, malformed, examples, lines, line }: CsvText) {
  return { records, blanks, malformed, examples, jumps: lines.jumps, line };
}

/** The same bytes at another place in memory, among such as must not be read. */
function placed(bytes: Uint8Array, at: number): Uint8Array {
  const memory = encoder.encode(',"\n;'.repeat(bytes.length + 2));
  memory.set(bytes, at);
  return memory.subarray(at, at + bytes.length);
}

/** Cuts the bytes at these places, and reads a part behind what the one before it left over, each at another place in memory. */
function readInParts(bytes: Uint8Array, cuts: readonly number[], shape: Shape, place: number) {
  const text = new CsvText(new Uint8Array(), shape);
  let from = 0;
  for (const cut of cuts.map((any) => any % (bytes.length + 1)).sort((a, b) => a - b)) {
    if (cut >= from) from += text.readPart(placed(bytes.subarray(from, cut), (place + from) % 4), false);
  }
  expect(text.readPart(placed(bytes.subarray(from), place), true)).toBe(bytes.length - from);
  return told(text);
}

function readToPlaces(bytes: Uint8Array, places: readonly number[], shape: Shape) {
  const text = new CsvText(bytes, shape);
  for (const place of [...places].sort((a, b) => a - b)) {
    expect(text.readTo(place)).toBeGreaterThanOrEqual(Math.min(place, bytes.length));
  }
  expect(text.readTo(bytes.length + 10)).toBe(bytes.length);
  return told(text);
}

const encoder = new TextEncoder();
const plainValue = fc.oneof(
  fc.constantFrom('', 'a', '12', 'Fern leaf', '2021-02-11T10:00:00Z', 'grün', '-1.5', '\u0001'),
  // The neighbours of what ends a value or is a quote, and of the highest bytes.
  fc.string({
    unit: fc.constantFrom('!', '#', '+', '-', ':', '<', '{', '}', '\u0008', '\u000b', '\u007f', '€'),
    maxLength: 9,
  }),
);
const anyValue = fc.oneof(
  { weight: 8, arbitrary: plainValue },
  fc.constantFrom('"a"', '"a,b"', '"a""b"', '"two\nlines"', '"two\r\nlines"', 'a"b', '"a"b', '"', '\r', ';', '|', '\t'),
);

function textOf(value: fc.Arbitrary<string>, mess: number) {
  return fc
    .record({
      columns: fc.integer({ min: 1, max: 4 }),
      delimiter: fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
      firstLine: fc.integer({ min: 1, max: 3 }),
      end: fc.constantFrom('\n', '\r\n', '\r'),
      isEnded: fc.boolean(),
    })
    .chain(({ columns, delimiter, firstLine, end, isEnded }) => {
      const plain = fc.array(value, { minLength: columns, maxLength: columns }).map((row) => row.join(delimiter));
      const ragged = fc.array(value, { maxLength: columns + 2 }).map((row) => row.join(delimiter));
      const row = fc.oneof({ weight: 12, arbitrary: plain }, { weight: mess, arbitrary: ragged });
      const otherEnd = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\n\r');
      const rowEnd = fc.oneof({ weight: 12, arbitrary: fc.constant(end) }, { weight: mess, arbitrary: otherEnd });
      return fc.array(fc.tuple(row, rowEnd), { minLength: 1, maxLength: 30 }).map((rows) => {
        const text = rows.flat().join('');
        const bytes = encoder.encode(isEnded ? text : text.trimEnd());
        return { bytes, shape: { columns, delimiter, firstLine } };
      });
    });
}

it.each([
  { name: 'plain', text: textOf(plainValue, 0) },
  { name: 'nearly plain', text: textOf(plainValue, 1) },
  { name: 'any', text: textOf(anyValue, 2) },
])('says of $name text what reading every record with care says, however it is cut', ({ text }) => {
  const places = fc.array(fc.nat(600), { maxLength: 6 });
  fc.assert(
    fc.property(text, places, fc.nat(3), ({ bytes, shape }, cuts, place) => {
      const expected = readWithCare(bytes, shape);
      expect(readInParts(bytes, cuts, shape, place)).toEqual(expected);
      expect(readToPlaces(placed(bytes, place), cuts, shape)).toEqual(expected);
    }),
    { numRuns: 700 },
  );
});
