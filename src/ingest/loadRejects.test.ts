import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../engine/node.ts';
import type { Column } from '../model/tables.ts';
import { sql } from '../sql/sql.ts';
import { latin1, utf16 } from '../testing/pollutions.ts';
import { DatasetError } from './issue.ts';
import { loadTable } from './loadTable.ts';
import { contractValues, type CsvReading, type Reading, rejectsKept } from './reading.ts';

let engine: NodeEngine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());
beforeEach(() => engine.exec(sql`drop table if exists loaded`));

const columns: Readonly<Record<string, Column>> = {
  id: { type: 'text', rowNumber: true, means: '' },
  at: { type: 'timestamp', required: true, means: '' },
  kind: { type: 'text', required: true, means: '' },
  price: { type: 'number', means: '' },
};

async function load(content: string | Uint8Array, reading: Partial<Reading> = {}, append?: true, file = 'a.csv') {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { loaded, issues } = await loadTable(
    engine,
    { table: 'events', file, format: 'csv', bytes: bytes.length, rows: null, sha256: null },
    bytes,
    { name: sql`loaded`, columns, append },
    { malformed: 'reject', ...reading },
  );
  const rows = await engine.run(sql`select id, strftime("at", '%d') as day_of, kind, price from loaded order by rowid`);
  return {
    loaded,
    rows: rows.map((row) => [row['id'], row['day_of'], row['kind'], row['price']]),
    told: issues.map(({ grade, sentence }) => `${grade}: ${sentence}`),
    rejects: loaded.rejects.map(({ place, column, reason, text }) => [place.number, column, reason, text]),
  };
}

async function failure(content: string | Uint8Array, reading: Partial<Reading> = {}): Promise<string> {
  try {
    await load(content, reading);
  } catch (error) {
    if (error instanceof DatasetError) return error.message;
    throw error;
  }
  return 'it loaded';
}

const header = 'id,at,kind,price\n';
const csv: CsvReading = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', headerLine: 1 };

describe('a record that cannot be read', () => {
  it.each([
    ['too short', 'x,2021-02-01,a\n', '3 of 4 values'],
    ['too long', 'x,2021-02-01,a,1,\n', '5 of 4 values'],
    ['with a stray quote', 'x,2021-02-01,6" pot,1\n', 'a quote inside a value that is not quoted'],
    ['with text after a quote', 'x,2021-02-01,"a"b,1\n', 'text after a closing quote'],
    ['with an open quote, which the next one closes', 'x,2021-02-01,"a,1\n', 'text after a closing quote'],
    ['with a NUL', 'x,2021-02-01,a\0,1\n', 'a NUL character'],
    ['with a control character', 'x,2021-02-01,"a\u0007",1\n', 'the control character 7'],
    ['longer than DuckDB takes', `x,2021-02-01,${'a'.repeat(2_100_000)},1\n`, 'more than 2 MB'],
  ])('%s is left out, and no other', async (_, record, reason) => {
    const { loaded, rows, rejects, told } = await load(`${header}1,2021-02-01,a,1\n${record}2,2021-02-02,"b\nc",\n`);
    expect(rows).toEqual([
      ['1', '01', 'a', 1],
      ['2', '02', 'b\nc', null],
    ]);
    expect(loaded.records).toEqual({ physical: 3, accepted: 2, rejected: 1, ignored: 0 });
    const shown = record.trimEnd().replaceAll('\0', '\ufffd').replaceAll('\u0007', '\ufffd');
    expect(rejects).toEqual([[3, null, reason, shown.length > 200 ? `${shown.slice(0, 200)}…` : shown]]);
    expect(told).toEqual([`warning: a.csv: 1 record cannot be read and is left out, the first in line 3: ${reason}.`]);
  });

  it('takes no record below along, whether its open quote is closed there or not', async () => {
    const { rows, rejects } = await load(
      `${header}1,2021-02-01,"a,1\n2,2021-02-02,b,2\n3,2021-02-03,"c,d",3\n4,2021-02-04,"e,4\n5,2021-02-05,f,5\n`,
    );
    expect(rows.map(([id]) => id)).toEqual(['2', '3', '5']);
    expect(rejects).toEqual([
      [2, null, 'text after a closing quote', '1,2021-02-01,"a,1'],
      [5, null, 'a quote that does not close', '4,2021-02-04,"e,4'],
    ]);
  });

  it('is one whose bytes are not UTF-8, where others are', async () => {
    const bytes = new TextEncoder().encode(`${header}1,2021-02-01,ä,1\n2,2021-02-02,?,2\n3,2021-02-03,ß,3\n`);
    bytes[bytes.indexOf(63)] = 0xff;
    const { rows, rejects } = await load(bytes);
    expect(rows.map(([id]) => id)).toEqual(['1', '3']);
    expect(rejects).toEqual([[3, null, 'bytes that are not UTF-8 text', '2,2021-02-02,\ufffd,2']]);
  });

  it('is one that lacks the value it cannot be without, each told once by its first such column', async () => {
    const { loaded, rows, rejects, told } = await load(
      `${header}1,soon,a,1\n"2",2021-02-02,a,cheap\n\n3,"never\never",a,dear\n4,,a,4\n`,
    );
    expect(rows).toEqual([
      ['2', '02', 'a', null],
      ['4', null, 'a', 4],
    ]);
    const reason = 'at is not a time (such as 2021-02-11T23:30:33Z)';
    expect(rejects).toEqual([
      [2, 'at', reason, 'soon'],
      [5, 'at', reason, 'never\never'],
    ]);
    expect(loaded.records).toEqual({ physical: 5, accepted: 2, rejected: 2, ignored: 1 });
    expect(loaded.failedCasts).toEqual([
      { column: 'price', count: 1, place: { unit: 'line', number: 3 }, text: 'cheap' },
    ]);
    expect(told).toEqual([
      'note: a.csv: 1 blank line between records left out.',
      `warning: a.csv: 2 records left out for a value that is needed, the first in line 2: ${reason}, but "soon".`,
      'warning: a.csv: 1 value of price is not a number (such as 12.5), the first in line 3: "cheap". They count as empty.',
    ]);
  });

  it('is counted when it is no longer told', async () => {
    const { loaded } = await load(`${header}${'1,2021-02-01,a,1\nx\ny\n'.repeat(rejectsKept)}`);
    expect(loaded.records.rejected).toBe(2 * rejectsKept);
    expect(loaded.rejects.length).toBe(rejectsKept);
  });
});

describe('what is not a record of RFC 4180, and can be read', () => {
  it.each([
    [
      'mixed line ends',
      '1,2021-02-01,a,1\r\n2,2021-02-02,"b\r\n",2\r3,2021-02-03,c,3\n',
      'lines end in different ways',
    ],
    ['spaces', '1, 2021-02-01 ,a,1\n2,2021-02-02, "b\r\n" ,2\n3,2021-02-03,c ,3\n', '3 records with spaces around'],
    ['blank lines', '1,2021-02-01,a,1\n\n2,2021-02-02,"b\r\n",2\n3,2021-02-03,c,3\n\n', '1 blank line between'],
  ])('%s', async (_, records, note) => {
    const { rows, told } = await load(header + records);
    expect(rows).toEqual([
      ['1', '01', 'a', 1],
      ['2', '02', 'b\r\n', 2],
      ['3', '03', 'c', 3],
    ]);
    expect(told).toEqual([expect.stringContaining(`note: a.csv: ${note}`)]);
  });

  it('a header that stands there again, and one below a title', async () => {
    const { loaded, rows, told } = await load(
      `All events\n\n${header}1,2021-02-01,a,1\n"ID",at,kind, price\n2,2021-02-02,kind,\n`,
    );
    expect(rows.map(([id]) => id)).toEqual(['1', '2']);
    expect(loaded.records).toEqual({ physical: 5, accepted: 2, rejected: 0, ignored: 3 });
    expect(told.map((sentence) => sentence.slice(0, 59).trimEnd())).toEqual([
      'note: a.csv: the header is in line 3; what stands before it',
      'warning: a.csv: the header stands there again in line 5. Wh',
    ]);
  });

  it.each([
    ['UTF-16', utf16(`${header}1,2021-02-01,ß,1\n`, true), 'note: a.csv: It is read as UTF-16'],
    [
      'Windows-1252',
      latin1(`${header}1,2021-02-01,ß,1\n`),
      'warning: a.csv: It is not UTF-8 and is read as Windows-1252',
    ],
    [
      'half a character of UTF-16',
      utf16(`\ufeff${header}1,2021-02-01,ß,1\n2,2021-02-02,\ud83c,2\n`, true),
      'warning: a.csv: some characters cannot be read',
    ],
  ])('%s', async (_, bytes, sentence) => {
    const { rows, told } = await load(bytes);
    expect(rows[0]).toEqual(['1', '01', 'ß', 1]);
    expect(told).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('a file is refused', () => {
  it.each([
    ['without bytes', '', 'a.csv is empty.'],
    ['with line ends only', '\ufeff\n\r\n', 'a.csv is empty.'],
    ['that is a zip', 'PK\x03\x04', 'a.csv is a zip archive or a spreadsheet, not CSV text. Export the table as CSV.'],
    ['without a header', '1,2021-02-01,a,1\n', 'a.csv lacks the columns at, kind. It has: 1, 2021-02-01, a, 1.'],
    [
      'with an open quote in its header',
      'id,at,"kind,price\n1,2021-02-01,a,1\n',
      'The header of a.csv has a quote that does not close.',
    ],
    [
      'with a header that lacks a separator',
      'id,at,kindprice\n1,2021-02-01,a,1\n2,2021-02-01,a,1\n',
      'The header of a.csv has 3 values, and 2 records of 2 records have 4. Correct the file, or tell how it is written.',
    ],
  ])('%s', async (_, content, sentence) => {
    expect(await failure(content)).toBe(sentence);
  });

  it('that has no line where its header should be', async () => {
    expect(await failure(header, { csv: { ...csv, headerLine: 9 } })).toBe(
      'a.csv has no line 9, where its header should be.',
    );
  });
});

describe('a reading that is given', () => {
  it('says how the text is written, and nothing is told about that', async () => {
    const { rows, told } = await load("skipped\nid;at;kind;price\n'1;1';2021-02-01;'it\\'s \\\\';1\n", {
      csv: { encoding: 'utf-8', delimiter: ';', quote: "'", escape: '\\', headerLine: 2 },
    });
    expect(rows).toEqual([['1;1', '01', "it's \\", 1]]);
    expect(told).toEqual([]);
  });

  it('may have a comma and a space between values, and commas in them', async () => {
    const { rows } = await load(
      'id, at, kind, price\n1,5, 2021-02-01, "a, ""b""", 1\n2, 2021-02-02, , \n3, 2021-02-03, c,\n',
      {
        csv: { ...csv, delimiter: ', ' },
      },
    );
    expect(rows).toEqual([
      ['1,5', '01', 'a, "b"', 1],
      ['2', '02', null, null],
      ['3', '03', 'c', null],
    ]);
  });

  it('may have no header: columns are numbered', async () => {
    const { loaded, rows } = await load('7,2021-02-01,a,1\n8,2021-02-02,b,2\n', {
      csv: { ...csv, headerLine: null },
      columns: { at: 'column 2', kind: 'column 3' },
    });
    expect(rows).toEqual([
      ['1', '01', 'a', null],
      ['2', '02', 'b', null],
    ]);
    expect(loaded.columns).toEqual(['at', 'kind']);
    expect(loaded.ignoredColumns).toEqual(['column 1', 'column 4']);
  });

  it('says which column is which, and what values stand for', async () => {
    const { loaded, rows, rejects } = await load('Kind,TS,kind,price\nview,2021-02-01,no,1\nbuy,x,no,2\n', {
      columns: { at: 'TS', kind: 'Kind' },
      values: { ...contractValues, stands: { kind: { view: 'page_view' } } },
    });
    expect(rows).toEqual([['2', '01', 'page_view', null]]);
    expect(rejects).toEqual([[3, 'TS', 'TS is not a time (such as 2021-02-11T23:30:33Z)', 'x']]);
    expect(loaded.ignoredColumns).toEqual(['kind', 'price']);
  });
});

describe('a column for the number of the record', () => {
  it('holds the line of each, whatever is left out before it', async () => {
    const { rows } = await load('at,kind\n2021-02-01,"a\nb"\n\n2021-02-02,c\nbroken\nlate,d\n2021-02-03,e\n');
    expect(rows.map(([id, day]) => [id, day])).toEqual([
      ['2', '01'],
      ['5', '02'],
      ['8', '03'],
    ]);
  });

  it('keeps what the file says', async () => {
    expect((await load(`${header},2021-02-01,a,1\n`)).rows).toEqual([[null, '01', 'a', 1]]);
  });
});

it('several files fill one table, each counted by itself', async () => {
  const first = await load('at,kind\n2021-02-01,a\nx,b\n', {}, true);
  expect(first.rows).toEqual([['a.csv:2', '01', 'a', null]]);
  const second = await load('price,kind,at\n5,c,2021-02-02\n1\n', {}, true, 'b.csv');
  expect(second.rows).toEqual([
    ['a.csv:2', '01', 'a', null],
    ['b.csv:2', '02', 'c', 5],
  ]);
  expect(second.loaded.records).toEqual({ physical: 2, accepted: 1, rejected: 1, ignored: 0 });
  expect(await failure('at\n', {})).toBe('a.csv lacks the column kind. It has: at.');
  expect(await engine.run(sql`select table_name from duckdb_tables() order by table_name`)).toEqual([
    { table_name: 'loaded' },
  ]);
});
