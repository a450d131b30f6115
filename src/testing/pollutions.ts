import type { Column } from '../model/tables.ts';
import { type Dress, dressCsv, dressValue, joinLines, plainDress } from './dressCsv.ts';

/*
 * One clean file, and the ways in which files of that kind are broken in the wild, each way in each place. The groups are those
 * of “Pollock: A Data Loading Benchmark” (Vitagliano, Hameed, Jiang, Reisener, Wu, Naumann; PVLDB 16, 2023), which counted them
 * in 3712 files of public portals; encodings and bytes that are no text are added.
 */

export const groups = [
  'RFC 4180, in every legal dress',
  'File and table',
  'A separator missing in a record',
  'A separator too many in a record',
  'A quote too many in a record',
  'Spaces for separators in a record',
  'Spaces around a value',
  'Other separators, quotes and escapes',
  'Mixed line ends',
  'Encodings',
  'Bytes that are no text',
] as const;
export type Group = (typeof groups)[number];

export interface PollutedFile {
  readonly group: Group;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The records a person sees in it, empty values as ''. */
  readonly records: readonly (readonly string[])[];
}

/** The contract of the clean file. */
export const pollutedColumns: Readonly<Record<string, Column>> = {
  item_id: { type: 'integer', required: true, means: 'The item.' },
  order_id: { type: 'text', required: true, means: 'Its order.' },
  name: { type: 'text', means: 'With separators, quotes, line breaks and umlauts.' },
  quantity: { type: 'integer', means: 'Units.' },
  price: { type: 'number', means: 'Shop currency.' },
  created_at: { type: 'timestamp', required: true, means: 'UTC.' },
  gift: { type: 'boolean', means: 'Wrapped.' },
  deliver_on: { type: 'date', means: 'May be empty.' },
  city: { type: 'text', means: 'With umlauts.' },
  note: { type: 'text', means: 'Often empty.' },
};

const header = Object.keys(pollutedColumns);

const names = [
  'Fern',
  "Devil's Ivy",
  'Fern, large',
  'Pot 6" wide',
  '"Golden" Palm',
  'Palm\nwith a pot',
  'Größe "L", grün',
  ', first a comma',
  'Zamioculcas',
  '\nFirst a line break',
  'Ficus; tall | thin',
  'C:\\plants\\',
  ' spaces stay ',
  "'Quoted'",
  'Tab\there',
];
const cities = ['Köln', 'Málaga', 'Ulm', 'São Paulo', 'Orléans', 'Bad Tölz'];
const notes = ['', 'call first', '', 'gate 3, ring "twice"', '', "don't bend"];

const two = (number: number) => String(number).padStart(2, '0');

/** The records of the clean file, without its header, as DuckDB writes their values. */
const cleanRecords: readonly (readonly string[])[] = Array.from({ length: 74 }, (_, i) => [
  String(1001 + i),
  `o${1 + Math.floor(i / 3)}`,
  names[i % names.length] ?? '',
  i % 11 === 4 ? '' : String(1 + (i % 9)),
  `${3 + (i % 40)}.${i % 2 === 0 ? '5' : '25'}`,
  `2021-02-${two(1 + (i % 28))} ${two(i % 24)}:${two((i * 7) % 60)}:${two((i * 13) % 60)}`,
  i % 3 === 0 ? 'true' : 'false',
  i % 5 === 2 ? '' : `2021-03-${two(1 + (i % 30))}`,
  cities[i % cities.length] ?? '',
  notes[i % notes.length] ?? '',
]);

/** All files, always the same. */
export function* pollutedFiles(): Generator<PollutedFile> {
  yield* legalDresses();
  yield* fileLevel();
  yield* separators();
  yield* quotes();
  yield* spaces();
  yield* dialects();
  yield* lineEnds();
  yield* encodings();
  yield* brokenBytes();
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function file(
  group: Group,
  name: string,
  text: string | Uint8Array,
  records: PollutedFile['records'] = cleanRecords,
): PollutedFile {
  return { group, name, bytes: typeof text === 'string' ? utf8(text) : text, records };
}

function* legalDresses(): Generator<PollutedFile> {
  for (const [end, lineEnd] of Object.entries({ LF: '\n', CR: '\r', CRLF: '\r\n' })) {
    for (const quotesAll of [false, true]) {
      for (const endsLast of [false, true]) {
        for (const order of ['as it is', 'reversed', 'capitals']) {
          for (const mark of ['', '\ufeff']) {
            const turn = (record: readonly string[]) => (order === 'reversed' ? record.toReversed() : record);
            const head = order === 'capitals' ? header.map((name) => name.toUpperCase()) : turn(header);
            const text = dressCsv([head, ...cleanRecords.map(turn)], { ...plainDress, lineEnd, quotesAll, endsLast });
            yield file(
              'RFC 4180, in every legal dress',
              `${end}, ${quotesAll ? 'all' : 'needed'} quotes, ${endsLast ? 'ended' : 'open'}, header ${order}${mark && ', mark'}`,
              mark + text,
            );
          }
        }
      }
    }
  }
}

const cleanText = dressCsv([header, ...cleanRecords], plainDress);

function* fileLevel(): Generator<PollutedFile> {
  const group = 'File and table';
  const body = dressCsv(cleanRecords, plainDress);
  const head = dressCsv([header], plainDress);
  const units = dressCsv([header.map((name) => `unit of ${name}`)], plainDress);
  const other = (width: number) =>
    dressCsv(
      Array.from({ length: 5 }, (_, row) =>
        Array.from({ length: width }, (_column, column) => (row === 0 ? `k${column}` : `v${row} ${column}`)),
      ),
      plainDress,
    );
  yield file(group, 'no bytes', '', []);
  yield file(group, 'no line end at the end', cleanText.slice(0, -1));
  yield file(group, 'two line ends at the end', `${cleanText}\n`);
  yield file(group, 'no header', body);
  yield file(group, 'header of two rows', head + units + body);
  yield file(group, 'header of three rows', head + units + units + body);
  yield file(group, 'lines before the header', `Items of all orders\n"Made by ""plants"", 2021"\n\n${cleanText}`);
  yield file(group, 'a narrower table below', `${cleanText}\n${other(4)}`);
  yield file(group, 'a wider table below', `${cleanText}\n${other(14)}`);
  yield file(group, 'a table of the same width below', `${cleanText}\n${other(header.length)}`);
  yield file(group, 'header only', head, []);
  yield file(group, 'one record', head + dressCsv(cleanRecords.slice(0, 1), plainDress), cleanRecords.slice(0, 1));
  yield file(group, 'the header again between records', cleanText.replaceAll(/\n(10[2-4]0,)/g, `\n${head}$1`));
  yield file(group, 'blank lines between records', cleanText.replaceAll(/\n(10\d0,)/g, '\n\n$1'));
}

/** The lines of the clean file, each as its dressed values; the header is line 0. */
const dressed: readonly (readonly string[])[] = [header, ...cleanRecords].map((record) =>
  record.map((value) => dressValue(value, plainDress)),
);

/** The clean file with one of its lines replaced. */
function withLine(row: number, line: string): string {
  return joinLines(
    dressed.map((values, index) => (index === row ? line : values.join(','))),
    plainDress,
  );
}

function* separators(): Generator<PollutedFile> {
  for (const [row, values] of dressed.entries()) {
    for (let column = 1; column < values.length; column++) {
      const line = `${values.slice(0, column).join(',')}${values.slice(column).join(',')}`;
      yield file('A separator missing in a record', `row ${row}, before column ${column}`, withLine(row, line));
    }
    for (let column = 0; column < values.length; column++) {
      const line = values.map((value, index) => (index === column ? `,${value}` : value)).join(',');
      yield file('A separator too many in a record', `row ${row}, before column ${column}`, withLine(row, line));
    }
  }
}

function* quotes(): Generator<PollutedFile> {
  for (const [row, values] of dressed.entries()) {
    for (let column = 0; column < values.length; column++) {
      const isFirst = (row + column) % 2 === 0;
      const line = values
        .map((value, index) => (index === column ? (isFirst ? `"${value}` : `${value}"`) : value))
        .join(',');
      yield file('A quote too many in a record', `row ${row}, column ${column}`, withLine(row, line));
    }
  }
}

function* spaces(): Generator<PollutedFile> {
  for (const [row, values] of dressed.entries()) {
    yield file('Spaces for separators in a record', `row ${row}`, withLine(row, values.join(' ')));
    const column = row % values.length;
    const line = values.map((value, index) => (index === column ? ` ${value}  ` : value)).join(',');
    yield file('Spaces around a value', `row ${row}, column ${column}`, withLine(row, line));
  }
}

function* dialects(): Generator<PollutedFile> {
  const records = [header, ...cleanRecords];
  for (const delimiter of [',', ' ', ', ', ';', '\t', '|']) {
    for (const quote of ['"', "'"]) {
      for (const escape of [quote, '\\', '']) {
        for (const lineEnd of ['\n', '\r\n']) {
          const dress: Dress = { ...plainDress, delimiter, quote, escape, lineEnd };
          if (dress.delimiter === ',' && quote === '"' && escape === '"') continue;
          yield file(
            'Other separators, quotes and escapes',
            JSON.stringify({ delimiter, quote, escape, lineEnd }),
            dressCsv(records, dress),
          );
        }
      }
    }
  }
}

function* lineEnds(): Generator<PollutedFile> {
  for (const [usual, lone] of [
    ['\n', '\r\n'],
    ['\r\n', '\n'],
    ['\n', '\r'],
    ['\r\n', '\r'],
    ['\r', '\n'],
  ] as const) {
    for (const row of [0, 1, 30, 73]) {
      const lines = dressed.map((values, index) => values.join(',') + (index === row ? lone : usual));
      yield file('Mixed line ends', `${JSON.stringify(usual)}, row ${row} ${JSON.stringify(lone)}`, lines.join(''));
    }
  }
}

/** Text in UTF-16. */
export function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return bytes;
}

/** Text in Latin-1, which Windows-1252 is for letters. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function* encodings(): Generator<PollutedFile> {
  const group = 'Encodings';
  for (const lineEnd of ['\n', '\r\n']) {
    const text = dressCsv([header, ...cleanRecords], { ...plainDress, lineEnd });
    const end = JSON.stringify(lineEnd);
    yield file(group, `UTF-8 with its mark ${end}`, `\ufeff${text}`);
    for (const isLittle of [true, false]) {
      const name = `UTF-16 ${isLittle ? 'LE' : 'BE'} ${end}`;
      yield file(group, `${name} with its mark`, utf16(`\ufeff${text}`, isLittle));
      yield file(group, `${name} without a mark`, utf16(text, isLittle));
    }
    yield file(group, `Latin-1 ${end}`, latin1(text));
  }
}

function* brokenBytes(): Generator<PollutedFile> {
  const bytes = { 'a broken byte': 0xff, 'half a character': 0xc3, NUL: 0, 'a control character': 1 };
  for (const [name, byte] of Object.entries(bytes)) {
    for (let row = 0; row < dressed.length; row += 3) {
      const text = utf8(withLine(row, (dressed[row] ?? []).join(',').replace(/(?<=.{6})./, '\x02')));
      text[text.indexOf(2)] = byte;
      yield file('Bytes that are no text', `${name} in row ${row}`, text);
    }
  }
}
