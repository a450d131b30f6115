import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { writeShop } from '../bench/writeShop.ts';
import { writeManifest, type WrittenTable } from '../scripts/manifestFile.ts';
import { openNodeEngine } from '../src/engine/node.ts';
import { loadDataset } from '../src/ingest/loadDataset.ts';
import { type Filters, noFilters } from '../src/model/filters.ts';
import { factsQuery } from '../src/model/queries/facts.ts';
import { funnelQuery } from '../src/model/queries/funnel.ts';
import type { RawTable } from '../src/model/tables.ts';
import { ask } from '../src/testing/ask.ts';
import { deliveryOf } from '../src/testing/deliveryOf.ts';
import { defaultViewState } from '../src/url/viewState.ts';
import { expect, settled, tableOf, test } from './test.ts';

const events = 1_000_000;
/** In the served build, not in the repository. */
const folder = fileURLToPath(new URL('../dist/data/million', import.meta.url));

async function nativeAnswers(
  filters: Filters,
): Promise<{ counts: string[]; newest: string | null; rows: Map<string, number> }> {
  const engine = await openNodeEngine();
  try {
    const { tables } = await loadDataset({ engine, ...deliveryOf(folder) });
    const [facts] = await ask(engine, factsQuery());
    const funnel = await ask(engine, funnelQuery(filters, defaultViewState.counting));
    return {
      counts: funnel.map(({ count }) => String(count)),
      newest: facts?.lastEventAt ?? null,
      rows: new Map(tables.map(({ table, rows }) => [table, rows])),
    };
  } finally {
    await engine.close();
  }
}

test('raw files of a million events load with progress, and filters answer as the native engine does', async ({
  page,
}) => {
  test.setTimeout(300_000);
  expect(existsSync(fileURLToPath(new URL('../dist/index.html', import.meta.url)))).toBe(true);
  await writeShop(folder, { events, products: 300, snapshots: 0 });
  const filters: Filters = { ...noFilters, state: { mode: 'except', values: ['State 00'] } };
  const native = await nativeAnswers(filters);
  expect(native.rows.get('events')).toBe(events);
  const tables = [...native.rows].map(([table, rows]): WrittenTable => ({
    table: table as RawTable,
    file: `${table}.csv`,
    format: 'csv',
    rows,
    newest: null,
  }));
  const about = {
    id: 'million',
    title: 'A million events',
    description: 'Made up.',
    currency: 'USD',
    kind: 'raw' as const,
    newest: native.newest,
  };
  await writeManifest(folder, about, tables);

  await page.goto('./?data=million&state=!State%2000');
  await expect(page.getByRole('main')).toContainText(/\d+\.\d MB of \d+\.\d MB · \w+\.csv/);
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 240_000 });
  await settled(page);
  expect((await tableOf(page, 'Funnel')).map((row) => row[1])).toEqual(native.counts);
  await rm(folder, { recursive: true });
});
