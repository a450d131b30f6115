import { readFile } from 'node:fs/promises';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { dataDocs } from './dataDocs.ts';

const path = 'docs/data.md';

it('docs/data.md says what the code says about tables, columns and checks', async () => {
  const written = dataDocs(await readFile(path, 'utf8'));
  await expect(await format(written, { parser: 'markdown', printWidth: 120 })).toMatchFileSnapshot(`../../${path}`);
});
