import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consoleText } from './consoleText.ts';

describe('consoleText', () => {
  it.each([
    ['select 1', 'select 1', false],
    ['select 1;', 'select 1', false],
    [' select 1 ;; -- ; \n /* ; */ ; ', ' select 1', false],
    ["select ';'", "select ';'", false],
    ["select ';--';", "select ';--'", false],
    ["select 'it''s;';", "select 'it''s;'", false],
    ["select e'\\';';", "select e'\\';'", false],
    ['select 1 as ";""";', 'select 1 as ";"""', false],
    ['select $$;$$;', 'select $$;$$', false],
    ['select $a$;$$;$a$;', 'select $a$;$$;$a$', false],
    ['select 1; select 2;', 'select 1; select 2', true],
    ['select 1 -- a\r; select 2', 'select 1 -- a\r; select 2', true],
    ['select 1 /* a', 'select 1 /* a', false],
    ['select 1; /*/', 'select 1; /*/', true],
    ["select 1; '", "select 1; '", true],
    ['-- nothing', '', false],
    [';', '', false],
    ['', '', false],
  ])('finds the end of %j', (written, text, several) => {
    expect(consoleText(written)).toMatchObject({ text, several });
  });

  it.each([
    ['explain select 1;', '        select 1'],
    ['/* a\nb */ EXPLAIN\nanalyze from t', '    \n            \n        from t'],
    ['-- explain\nselect 1', null],
    ['-- explain select 1', null],
    ['explained', null],
    ['select 1 -- explain', null],
  ])('finds what %j explains, at its place', (written, explained) => {
    expect(consoleText(written).explained?.trimEnd() ?? null).toBe(explained);
  });

  it('never loses a character before the end', () => {
    const part = fc.constantFrom(
      "'",
      '"',
      ';',
      '--',
      '/*',
      '*/',
      '\n',
      '\r',
      ' ',
      'a',
      "e'",
      '\\',
      '$$',
      '$a$',
      '🌿',
      'explain ',
    );
    const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (written) => {
        const found = consoleText(written);
        expect(written.startsWith(found.text)).toBe(true);
        expect((found.explained ?? found.text).length).toBe(found.text.length);
      }),
    );
  });

  it('reads many unfinished comments and texts in one pass', () => {
    for (const part of ['/*', "'", '"', '$', '$a', '/**/', '--\n', "e'\\"]) {
      const written = part.repeat(20_000);
      expect(written.startsWith(consoleText(written).text)).toBe(true);
    }
  });
});
