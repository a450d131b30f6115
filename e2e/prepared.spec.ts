import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareDataset } from '../scripts/dataset/prepareDataset.ts';
import { figures } from '../src/testing/figures.ts';
import { expect, numbersOf, open, tableOf, test } from './test.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** In the served build, not in the repository. */
const served = `${root}dist/data`;
const sources = [
  { name: 'the sample', from: `${root}public/data/greenery`, id: 'prepared-sample' },
  { name: 'the shop’s own rows', from: `${root}../shared/data/greenery`, id: 'prepared-own' },
].filter(({ from }) => existsSync(from));

for (const { name, from, id } of sources) {
  test(`${name}, prepared by the dataset command, open with the same figures`, async ({ page }) => {
    await prepareDataset({
      from,
      out: served,
      id,
      title: id,
      description: null,
      currency: 'USD',
      list: false,
      keepPersonal: false,
    });
    try {
      await open(page, `?data=${id}`);
      expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(
        figures.funnel.map(({ count }) => String(count)),
      );
      expect(await tableOf(page, 'By state')).toHaveLength(figures.states.length);
      const prepared = await numbersOf(page);
      await open(page);
      expect(prepared).toEqual(await numbersOf(page));
    } finally {
      await rm(`${served}/${id}`, { recursive: true });
    }
  });
}
