import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { PlainRecords } from './plainRecords.ts';

it('is made of what stands beside it', async () => {
  const name = 'plainRecords.wat';
  const assembler = await wabt();
  const written = assembler.parseWat(name, await readFile(join(import.meta.dirname, name), 'utf8'), { simd: true });
  const { buffer } = written.toBinary({});
  written.destroy();
  const text = `/** \`${name}\`, written by its test with \`-u\`. */
export const plainRecordsModule =
  '${Buffer.from(buffer).toString('base64')}';
`;
  await expect(text).toMatchFileSnapshot('plainRecordsModule.ts');
});

describe('passing over records', () => {
  const encoder = new TextEncoder();
  const passed = (text: string, columns: number, lineEnd: 'LF' | 'CR LF' = 'LF', until?: number) => {
    const bytes = encoder.encode(text);
    const plain = new PlainRecords(44, columns);
    const at = plain.pass(bytes, 0, until ?? bytes.length, lineEnd);
    return [plain.count, text.slice(at)];
  };

  it.each([
    ['a,b\nc,d\n', 2, '', 2],
    ['a,b\nc,d\ne', 2, 'e', 2],
    ['a,b\nc\ne,f\n', 1, 'c\ne,f\n', 2],
    ['a,b\nc,d,\n', 1, 'c,d,\n', 2],
    ['a,b\n"c",d\n', 1, '"c",d\n', 2],
    ['a,b\nc,d\r\n', 1, 'c,d\r\n', 2],
    ['a\n\n', 2, '', 1],
    ['', 0, '', 3],
  ])('of %j passes over %i', (text, count, rest, columns) => {
    expect(passed(text, columns)).toEqual([count, rest]);
  });

  it.each([
    ['a,b\r\nc,d\r\n', 2, ''],
    ['a,b\r\nc,d\n', 1, 'c,d\n'],
    ['a,b\r\nc,d\r', 1, 'c,d\r'],
    ['a,b\r\nc\rd,e\r\n', 1, 'c\rd,e\r\n'],
    ['a,b\r\nc,d\r\r\n', 1, 'c,d\r\r\n'],
  ])('of %j with two characters at the end passes over %i', (text, count, rest) => {
    expect(passed(text, 2, 'CR LF')).toEqual([count, rest]);
  });

  it('does not pass over what ends later', () => {
    expect(passed('a,b\nc,d\n', 2, 'LF', 7)).toEqual([1, 'c,d\n']);
  });

  // Line ends and delimiters at every place of the pieces it looks at.
  it.each(['LF', 'CR LF'] as const)('passes over any length with %s', (lineEnd) => {
    const end = lineEnd === 'LF' ? '\n' : '\r\n';
    for (let length = 0; length < 200; length++) {
      const record = `${'x'.repeat(length)},${'y'.repeat((length * 7) % 150)},z${end}`;
      const text = record.repeat(300) + 'the,last';
      expect(passed(text, 3, lineEnd)).toEqual([300, 'the,last']);
      const odd = `${record.repeat(40)}a,b${end}${record}`;
      expect(passed(odd, 3, lineEnd)).toEqual([40, `a,b${end}${record}`]);
    }
  });

  it('passes over millions of bytes', () => {
    const text = 'some,words,in,a,record\n'.repeat(200_000);
    expect(passed(text, 5)).toEqual([200_000, '']);
  });
});
