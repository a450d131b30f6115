import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockTakenAt } from '../../scripts/sample/figures.ts';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { loadDataset } from '../ingest/loadDataset.ts';
import { deliveryOf } from '../testing/deliveryOf.ts';
import { figures, figures2021 } from '../testing/figures.ts';
import { ordersFigures } from '../testing/ordersFigures.ts';
import { examples, firstRowsOf } from './examples.ts';
import { type MartTable, martTables } from './tables.ts';

type ExampleId = (typeof examples)[number]['id'];
const real = '../shared/data/greenery';
const mostRows = 1000;

/** The answer to an example, its times without fractions of a second: rows keyed by the names of the columns. */
async function answered(engine: Engine, wanted: ExampleId) {
  const example = examples.find(({ id }) => id === wanted);
  if (example === undefined) throw new Error(`There is no example ${wanted}.`);
  const { columns, rows } = await engine.ask(example.sql, { mostRows });
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])));
}

const rounded = (value: unknown) => (typeof value === 'number' ? value.toFixed(10) : value);
const dayIn = (value: unknown) => String(value).slice(0, 10);

it('has examples with ids and titles of their own, each a sentence and a statement', () => {
  expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
  expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length);
  for (const { means, sql } of examples) {
    expect(means).toMatch(/^[A-Z][^]*\.$/);
    expect(sql).toBe(sql.trim());
    expect(sql).not.toContain('undefined');
  }
});

describe.each(
  [
    { name: 'the generated sample', folder: 'public/data/greenery' },
    { name: 'the shop’s own rows', folder: real },
  ].filter(({ folder }) => folder !== real || existsSync(real)),
)('the examples give the reference figures on $name', ({ folder }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
    await loadDataset({ engine, ...deliveryOf(folder) });
  }, 60_000);
  afterAll(() => engine.close());

  it.each(examples)('runs “$title” and has rows, all of them shown', async ({ sql }) => {
    const { rows, cut } = await engine.ask(sql, { mostRows });
    expect(rows.length).toBeGreaterThan(0);
    expect(cut).toBe(false);
  });

  it('funnel by date', async () => {
    const rows = await answered(engine, 'funnel-by-day');
    expect(rows.map((row) => ({ bucket: `${dayIn(row['day'])}T00:00`, counts: Object.values(row).slice(2) }))).toEqual(
      figures.days,
    );
  });

  it('funnel by week, with its drop-offs to ten decimals', async () => {
    const [sessions, viewed, carted, ordered] = [578, 578, 467, 361];
    expect([sessions, carted, ordered]).toEqual([
      figures.week.counts[0],
      figures.week.counts[1],
      figures.week.counts[2],
    ]);
    const rows = await answered(engine, 'funnel-by-week');
    expect(rows.map((row) => Object.values(row).map(rounded))).toEqual([
      [
        '2021-02-08',
        rounded(sessions),
        rounded(viewed),
        rounded(carted),
        '0.1920415225',
        rounded(ordered),
        '0.2269807281',
      ],
    ]);
  });

  it('funnel of each product', async () => {
    const rows = await answered(engine, 'products-by-week');
    const byName = (a: { name: unknown }, b: { name: unknown }) => (String(a.name) < String(b.name) ? -1 : 1);
    expect(
      rows
        .map((row) => ({ name: row['name'], counts: [row['page_view'], row['add_to_cart'], row['checkout']] }))
        .sort(byName),
    ).toEqual(figures.products.map(({ name, counts }) => ({ name, counts: counts.slice(0, 3) })).sort(byName));
    const pothos = rows.find((row) => row['name'] === 'Pothos');
    const angel = rows.find((row) => row['name'] === 'Angel Wings Begonia');
    expect([pothos?.['add_to_cart_drop_off'], angel?.['checkout_drop_off']].map(rounded)).toEqual([
      '0.6065573770',
      '0.2500000000',
    ]);
  });

  it('rates per session', async () => {
    const [row] = await answered(engine, 'conversions-per-session');
    const { sessions, users } = figures.totals;
    const { sessionsPerUser, pageViewsPerSession, addToCartsPerSession } = figures.perSession;
    expect(row).toMatchObject({ sessions, users });
    const decimals = (name: string, digits: number) => Number(row?.[name]).toFixed(digits);
    expect([
      decimals('conversions_per_session', 2),
      decimals('page_views_per_session', 1),
      decimals('adds_to_cart_per_session', 1),
      decimals('sessions_per_user', 1),
    ]).toEqual(['0.62', pageViewsPerSession, addToCartsPerSession, sessionsPerUser]);
  });

  it('the burst user', async () => {
    const [sessions, addToCart, checkout] = figures.burstCounts;
    expect(await answered(engine, 'burst-users')).toMatchObject([
      { state: figures.burst.state, sessions, add_to_cart: addToCart, checkout },
    ]);
  });

  it('stock: what ran out, what moved most, and by how much', async () => {
    const outs = await answered(engine, 'stock-outs');
    const thirdWeek = stockTakenAt[2]?.slice(0, 10);
    expect(outs.map((row) => [row['name'], dayIn(row['taken_at']), ...Object.values(row).slice(2)])).toEqual([
      ['Pothos', thirdWeek, 20, 0, 20],
      ['String of pearls', thirdWeek, 10, 0, 10],
    ]);

    const most = await answered(engine, 'most-fluctuating');
    expect(most.map(({ name, changes, fluctuation }) => [name, changes, fluctuation])).toEqual([
      ['String of pearls', 3, 68],
      ['Pothos', 3, 60],
      ['Philodendron', 3, 51],
      ['ZZ Plant', 2, 48],
      ['Monstera', 3, 46],
      ['Bamboo', 2, 33],
    ]);

    const changes = await answered(engine, 'stock-changes');
    const ofPothos = changes.filter(({ name }) => name === 'Pothos').map(({ change }) => change);
    expect(ofPothos).toEqual([-20, -20, 20]);
    expect(changes).toHaveLength(most.reduce((sum, row) => sum + Number(row['changes']), 0));
  });

  it('the three orders that changed last', async () => {
    const rows = await answered(engine, 'orders-changed');
    expect(rows.map((row) => row['order_id'])).toEqual(ordersFigures.changedOrders.at(-1)?.ids);
    expect(rows.map(({ prior_status: from, status: to }) => [from, to])).toEqual(
      rows.map(() => ['preparing', 'shipped']),
    );
    expect(new Set(rows.map((row) => dayIn(row['valid_from'])))).toEqual(new Set([ordersFigures.snapshots.at(-1)]));
  });

  it('the first rows of every mart', async () => {
    for (const table of Object.keys(martTables) as MartTable[]) {
      const { columns } = await engine.ask(firstRowsOf(table), { mostRows });
      expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(martTables[table].columns).sort());
    }
  });
});

describe('the other edition, events only', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
    await loadDataset({ engine, ...deliveryOf('public/data/greenery-2021') });
  }, 60_000);
  afterAll(() => engine.close());

  it('answers every example, also those about what it does not hold', async () => {
    const rows = await Promise.all(examples.map(async ({ id }) => [id, (await answered(engine, id)).length] as const));
    const empty = rows.flatMap(([id, count]) => (count === 0 ? [id] : []));
    const aboutStock: readonly ExampleId[] = ['stock-changes', 'most-fluctuating', 'stock-outs', 'orders-changed'];
    expect(empty).toEqual(expect.arrayContaining([...aboutStock]));
    expect(empty).not.toContain('funnel-by-day');
  });

  it('counts the sessions with any of the steps', async () => {
    const [row] = await answered(engine, 'levels');
    expect(Object.values(row ?? {})).toEqual([figures2021.sessions, ...figures2021.reached]);
  });
});
