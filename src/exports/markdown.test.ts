import { expect, it } from 'vitest';
import { markdownText } from './markdown.ts';
import type { About, ExportTable } from './table.ts';

const about: About = {
  title: 'Sessions by step',
  selection: '9 – 11 Feb 2021',
  dataset: 'sample',
  dataVersion: '3f2a',
  link: 'https://shop.example/?product=a b>c',
};
const table: ExportTable = {
  columns: [{ name: 'product|name' }, { name: 'page_views' }, { name: 'rate' }],
  rows: [
    ['Monstera', 12, 0.1 + 0.2],
    ['a|b\r\nc\\', null, -1],
  ],
};

it('writes a table as GitHub reads it, numbers to the right', () => {
  expect(markdownText(table, null)).toBe(
    [
      String.raw`| product\|name | page_views | rate |`,
      '| :--- | ---: | ---: |',
      '| Monstera | 12 | 0.30000000000000004 |',
      String.raw`| a\|b<br>c\\ | — | -1 |`,
      '',
    ].join('\n'),
  );
});

it('says beneath what it is, with a link that does not break', () => {
  expect(markdownText(table, about).split('\n').slice(4)).toEqual([
    '',
    '**Sessions by step** · 9 – 11 Feb 2021 · Dataset sample, version 3f2a · [Open this view](<https://shop.example/?product=a%20b%3Ec>)',
    '',
  ]);
});

it.each([
  ['*bold*', String.raw`\*bold\*`],
  ['_soft_', String.raw`\_soft\_`],
  ['<img src=x>', String.raw`\<img src=x\>`],
  ['[a](b)', String.raw`\[a\](b)`],
  ['&amp;', String.raw`\&amp;`],
  ['`code`', '\\`code\\`'],
])('leaves %s as it is read', (given, written) => {
  const text = markdownText({ columns: [{ name: 'n' }], rows: [[given]] }, null);
  expect(text.split('\n')[2]).toBe(`| ${written} |`);
});

it('keeps a column to the left that is not all numbers, and one without any value', () => {
  const columns = [{ name: 'mixed' }, { name: 'none' }];
  const text = markdownText(
    {
      columns,
      rows: [
        [1, null],
        ['a', null],
      ],
    },
    null,
  );
  expect(text.split('\n')[1]).toBe('| :--- | :--- |');
});
