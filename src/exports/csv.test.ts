import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../engine/engine.ts';
import { type NodeEngine, openNodeEngine } from '../engine/node.ts';
import { ident, join, sql } from '../sql/sql.ts';
import { csvFile, csvText } from './csv.ts';
import type { About, Cell, ExportTable } from './table.ts';

const about: About = {
  title: 'Sessions by step',
  selection: '9 – 11 Feb 2021 · State: all but “Georgia”',
  dataset: 'sample',
  dataVersion: '3f2a',
  link: 'https://shop.example/?from=2021-02-09&product=a,-b',
  lines: ['Sessions without a page view are left out.'],
};

/** The values of a text as RFC 4180 reads it, null for nothing between commas; comments are left out. */
function parsed(text: string): (string | null)[][] {
  const records: (string | null)[][] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '#') {
      at = text.indexOf('\r\n', at) + 2;
      continue;
    }
    const record: (string | null)[] = [];
    for (;;) {
      let value: string | null = null;
      if (text[at] === '"') {
        value = '';
        for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
          if (at >= text.length) throw new Error('A quote does not close.');
          if (text[at] === '"') at++;
          value += text[at];
        }
        at++;
      }
      for (; at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at); at++) {
        if (/["\r\n]/.test(text[at] ?? '')) throw new Error(`A mark that has to be quoted at ${at}.`);
        value = (value ?? '') + text[at];
      }
      record.push(value);
      if (text[at] !== ',') break;
      at++;
    }
    if (!text.startsWith('\r\n', at)) throw new Error('A record does not end in CR LF.');
    at += 2;
    records.push(record);
  }
  return records;
}

const withoutGuard = (value: string | null) => (value?.startsWith("'") ? value.slice(1) : value);
const asText = (value: Cell) => (value === null ? null : String(value));

/** What makes a text a formula, or lets one begin after it. */
const formulaMarks = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const isFormula = (value: string) =>
  formulaMarks.some((mark) => value.trimStart().startsWith(mark)) || value.startsWith('\t') || value.startsWith('\r');

const nastyText = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', ',', '\r', '\n', ' ', '#', "'", '=', '-', '+', '@', '\t', ';', 'a', 'é', '＝'),
  }),
  fc.string({ unit: 'grapheme' }),
);
const text = nastyText.filter((value) => !value.includes('\0'));
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.maxSafeInteger(),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(fc.constant(null), text, number, fc.boolean());
const table: fc.Arbitrary<ExportTable> = fc
  .uniqueArray(
    text.filter((name) => name.trim() !== ''),
    { minLength: 1, maxLength: 4, selector: (name) => name.trim().toLowerCase() },
  )
  .chain((names) =>
    fc.record({
      columns: fc.constant(names.map((name) => ({ name }))),
      rows: fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }), { maxLength: 6 }),
    }),
  );

describe('csvText', () => {
  it('reads back as it was, by RFC 4180', () => {
    fc.assert(
      fc.property(table, fc.option(fc.constant(about)), (given, said) => {
        const [header, ...rows] = parsed(csvText(given, said));
        expect(header?.map(withoutGuard)).toEqual(given.columns.map(({ name }) => name));
        expect(rows.map((row) => row.map(withoutGuard))).toEqual(given.rows.map((row) => row.map(asText)));
      }),
    );
  });

  it('gives numbers back that are the same numbers', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const [, row] = parsed(csvText({ columns: [{ name: 'n' }], rows: [[value]] }, null));
        expect(Number(row?.[0])).toBe(value + 0);
      }),
    );
  });

  it('leaves no text that a spreadsheet would compute', () => {
    fc.assert(
      fc.property(table, (given) => {
        const [header = [], ...rows] = parsed(csvText(given, null));
        expect(header.filter((name) => isFormula(name ?? ''))).toEqual([]);
        const texts = rows.flatMap((row, r) => row.filter((_, c) => typeof given.rows[r]?.[c] === 'string'));
        expect(texts.filter((value) => isFormula(value ?? ''))).toEqual([]);
      }),
    );
  });

  it('is commas, CR LF, and quotes only where they are needed', () => {
    const columns = [{ name: 'product' }, { name: 'rate' }, { name: 'in stock' }];
    const rows = [
      ['Monstera', 0.1 + 0.2, true],
      ['a,b "c"', -5, false],
      ['=1+1', null, null],
      ['', 1e21, null],
      [' pothos', NaN, null],
      ['#7', 0, null],
    ];
    expect(csvText({ columns, rows }, null)).toBe(
      [
        'product,rate,in stock',
        'Monstera,0.30000000000000004,true',
        '"a,b ""c""",-5,false',
        "'=1+1,,",
        '"",1e+21,',
        '" pothos",,',
        '"#7",0,',
        '',
      ].join('\r\n'),
    );
  });

  it('guards every beginning of a formula, and the guard itself', () => {
    const texts = ['=1', '+1', '-1', '@a', '\tb', '\rc', "'d", '  =1', '＝1', '1-1', 'a=b'];
    const rows = texts.map((value) => [value]);
    const [header, ...read] = parsed(csvText({ columns: [{ name: '-a' }], rows }, null));
    expect(header).toEqual(["'-a"]);
    expect(read.flat().map((value, index) => value === `'${texts[index]}`)).toEqual(
      texts.map((value) => value !== '1-1' && value !== 'a=b'),
    );
  });

  it('says what it is before the header', () => {
    const lines = csvText({ columns: [{ name: 'n' }], rows: [[1]] }, about).split('\r\n');
    expect(lines).toEqual([
      '# Sessions by step',
      '# 9 – 11 Feb 2021 · State: all but “Georgia”',
      '# Sessions without a page view are left out.',
      '# Dataset sample, version 3f2a',
      '# https://shop.example/?from=2021-02-09&product=a,%2Db',
      'n',
      '1',
      '',
    ]);
  });

  it('says it in lines that stay comments, and compute nothing after a comma', () => {
    const hostile = { ...about, title: 'a\r\n=1', selection: 'Product: x, =1+1, "-2', lines: ['', 'b;@c'] };
    const lines = csvText({ columns: [{ name: 'n' }], rows: [] }, hostile).split('\r\n');
    expect(lines.slice(0, 3)).toEqual(['# a =1', "# Product: x, '=1+1, \"'-2", "# b;'@c"]);
    expect(lines.slice(5)).toEqual(['n', '']);
  });
});

it('csvFile begins with the byte order mark that Excel looks for', async () => {
  const file = csvFile({ columns: [{ name: 'é' }], rows: [] }, null);
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe('é\r\n');
});

describe('DuckDB', () => {
  let engine: NodeEngine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  it('reads the text back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.option(fc.constant(about)), async (given, said) => {
        await engine.register('export.csv', new TextEncoder().encode(csvText(given, said)));
        const types = join(
          given.columns.map((_, index) => sql`${ident(`c${index}`)}: 'varchar'`),
          ', ',
        );
        // Told the line end, because DuckDB takes the first one it meets for it, also one inside a name.
        const [header, ...rows] = await engine.run(sql`
          from read_csv(
            'export.csv', auto_detect = false, columns = {${types}}, header = false, delim = ',', quote = '"',
            escape = '"', comment = '#', new_line = '\\r\\n', allow_quoted_nulls = false
          )`);
        const texts = (row: Row = {}) => Object.values(row).map((value) => withoutGuard(asText(value)));
        expect(texts(header)).toEqual(given.columns.map(({ name }) => name));
        expect(rows.map(texts)).toEqual(given.rows.map((row) => row.map(asText)));
      }),
    );
  });

  it('reads the file with nothing told but the comment', async () => {
    const columns = [{ name: 'product' }, { name: 'sessions' }];
    const file = csvFile(
      {
        columns,
        rows: [
          ['Monstera “Été”', 12],
          [null, 3],
        ],
      },
      about,
    );
    await engine.register('export.csv', new Uint8Array(await file.arrayBuffer()));
    expect(await engine.run(sql`from read_csv('export.csv', comment = '#')`)).toEqual([
      { product: 'Monstera “Été”', sessions: 12 },
      { product: null, sessions: 3 },
    ]);
  });
});
