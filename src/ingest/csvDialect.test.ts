import { describe, expect, it } from 'vitest';
import { type Dress, dressCsv, plainDress } from '../testing/dressCsv.ts';
import { latin1 } from '../testing/pollutions.ts';
import { detectReading, firstRecords } from './csvDialect.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const expected = ['order_id', 'created_at', 'note'];
const records = [
  ['order_id', 'created_at', 'note'],
  ['1', '2021-02-11 23:30:33', 'a, "b"; it\'s'],
  ['2', '2021-02-12 00:00:00', ''],
  ['3', '2021-02-13 00:00:00', 'x\ny'],
];
const plain = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', headerLine: 1 };

const dresses: Partial<Dress>[] = [',', ';', '\t', '|', ' ', ', '].flatMap((delimiter) =>
  ['"', "'"].flatMap((quote) => [quote, '\\'].map((escape) => ({ delimiter, quote, escape }))),
);

describe.each(dresses)('%j', (dress) => {
  const bytes = utf8(dressCsv(records, { ...plainDress, ...dress }));
  it('is told by its header', () => {
    const { reading } = detectReading(bytes, expected);
    // A comma reads “comma and space” too: spaces around values are left out.
    const isSame = {
      ...reading,
      delimiter: reading.delimiter === ',' ? dress.delimiter?.charAt(0) : reading.delimiter,
    };
    expect(isSame).toEqual({ ...plain, ...dress, delimiter: dress.delimiter === ', ' ? ',' : dress.delimiter });
    expect(firstRecords(bytes, reading, 9)).toEqual({ names: records[0], records: records.slice(1) });
  });

  // Times hold spaces: without a name, a space is the separator of last resort.
  it.skipIf(dress.delimiter === ' ')('is told without a name that is known', () => {
    const { reading } = detectReading(bytes, ['sid']);
    expect(firstRecords(bytes, reading, 9).records).toEqual(records.slice(1));
  });
});

it.each([
  ['a letter that is a quote elsewhere', "order_id,created_at,note\n1,x,'tis\n2,y,'twas\n", plain],
  ['one stray quote', 'order_id,created_at,note\n1,x,6" pot\n2,y,z\n', plain],
  ['a stray quote in a file full of apostrophes', "order_id,created_at,note\n1,x,\"it's\n2,y,it's\n", plain],
  ['a backslash that escapes nothing', 'order_id,created_at,note\n1,x,"C:\\"\n2,y,"a,b"\n', plain],
  ['a title', 'All orders\n\n"of, 2021"\norder_id,created_at,note\n1,2,3\n', { ...plain, headerLine: 4 }],
  [
    'a title with an open quote',
    'All "orders\n"of 2021\norder_id,created_at,note\n1,2,3\n',
    { ...plain, headerLine: 3 },
  ],
  ['unknown names below a title', 'All orders\na;b;c\n1,5;2;3\n4,5;5;6\n', { ...plain, delimiter: ';', headerLine: 2 }],
  ['one column', 'note\nred pot\nblue pot\n', plain],
  ['times with spaces', 'a,b\n2021-02-11 23:30:33,x\n2021-02-11 23:30:33,y\n', plain],
  ['nothing', '', plain],
])('%s', (_, text, reading) => {
  expect(detectReading(utf8(text), expected)).toEqual({ reading, doubts: [] });
});

it('looks at the start only, and minds not that it is cut', () => {
  const long = dressCsv(
    [...records, ...Array.from({ length: 9000 }, (_, i) => [String(1_000_000 + i), 'x', '"'])],
    plainDress,
  );
  expect(long.length).toBeGreaterThan(130_000);
  for (const size of [131_070, 131_073, 131_075]) {
    expect(detectReading(utf8(long).subarray(0, size), expected).reading).toEqual(plain);
  }
});

it('doubts Windows-1252', () => {
  const { reading, doubts } = detectReading(latin1('order_id;note\n1;Größe\n'), expected);
  expect(reading).toEqual({ ...plain, encoding: 'windows-1252', delimiter: ';' });
  expect(doubts).toEqual([expect.stringContaining('Windows-1252')]);
});
