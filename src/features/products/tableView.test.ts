import { expect, it } from 'vitest';
import { type Day, noFilters } from '../../model/filters.ts';
import { alikeness } from '../../model/productTests.ts';
import { productRow } from '../../testing/productRows.ts';
import { defaultViewState } from '../../url/viewState.ts';
import { changesOf } from './changes.ts';
import { tableView } from './tableView.ts';

const { products: chosen, counting } = defaultViewState;
const plain = { counting, filters: noFilters, known: { orders: true, revenue: true } };
const rows = [
  productRow('Pothos', [61, 24, 21, 20], {
    units: 55,
    revenue: 1677.5,
    stock: 20,
    stockChange: { from: 0, to: 20, day: '2023-05-08' as Day },
    conversionLow: 0.2374,
    conversionHigh: 0.4694,
  }),
  productRow('Never seen', [0, 0, 0, 0], { stock: null }),
];
const spaced = (texts: Readonly<Record<string, string>> | undefined) =>
  Object.values(texts ?? {}).map((text) => text.replaceAll('\u00a0', ' '));

it('writes counts plain, rates with two decimals, and — for what is not known', () => {
  const view = tableView(rows, null, chosen, plain);
  expect(spaced(view.rows[0]?.texts)).toEqual([
    'Pothos',
    '61',
    '24',
    '60.66 %',
    '21',
    '12.50 %',
    '20',
    '34.43 %',
    '23.7 – 46.9 %',
    '—',
    '21',
    '55',
    '1677.50',
    '20',
    '0 → 20, 8 May 2023',
  ]);
  expect(spaced(view.rows[1]?.texts)).toEqual([
    'Never seen',
    '0',
    '0',
    '—',
    '0',
    '—',
    '0',
    '—',
    '—',
    '—',
    '0',
    '0',
    '0.00',
    '—',
    '—',
  ]);
  expect(view.rows[1]?.range).toBeNull();
  expect(Object.keys(view.rows[0]?.texts ?? {})).toEqual(view.columns.map(({ id }) => id));
});

it('does not take unknown orders for none', () => {
  const view = tableView(rows, null, chosen, { ...plain, known: { orders: false, revenue: false } });
  const { orders, units, revenue } = view.rows[0]?.texts ?? {};
  expect([orders, units, revenue]).toEqual(['—', '—', '—']);
});

it('marks what stands out, whatever is sorted or searched', () => {
  const many = [
    ...Array.from({ length: 20 }, (_, at) => productRow(`Same ${at}`, [100, 60, 50, 40])),
    productRow('Star', [100, 95, 92, 90]),
  ];
  const test = alikeness(many.map(({ name, counts }) => ({ name, part: counts.checkout, whole: counts.page_view })));
  const view = tableView(many, test, { ...chosen, find: 'star' }, plain);
  expect(view.rows.map(({ texts }) => [texts.name, texts.stands_out])).toEqual([['Star', 'higher']]);
  expect(view.counted).toBe('1 of 21 products, sessions');
});

it('says what is empty, and which settings mean something else here', () => {
  expect(tableView([], null, chosen, plain).empty).toBe('No product matches these filters.');
  expect(tableView(rows, null, { ...chosen, find: 'palm' }, plain).empty).toBe('No product is called “palm”.');
  expect(tableView(rows, null, chosen, plain).note).toBeNull();
  const { note, counted } = tableView(rows, null, chosen, {
    ...plain,
    counting: { ...counting, base: 'all', unit: 'users' },
    filters: { ...noFilters, step: { reached: 'add_to_cart', missed: 'checkout' } },
  });
  expect(note).toBe(
    'Only sessions at add to cart and not at checkout with the very product are counted. ' +
      'Here 100 % is the first step of each product, not everything selected.',
  );
  expect(counted).toBe('2 products, users');
});

it('adds the other side, the difference and what it says only while two sides are compared', () => {
  const interval = { conversionLow: 0.2374, conversionHigh: 0.4694 };
  const here = [productRow('Pothos', [61, 24, 21, 20], interval), productRow('New', [5, 5, 5, 5])];
  const there = [
    productRow('Pothos', [40, 30, 30, 30], { conversionLow: 0.5981, conversionHigh: 0.8581 }),
    productRow('Gone', [5, 5, 5, 5]),
  ];
  const days = { from: '2021-02-10' as Day, to: '2021-02-10' as Day };
  const side = { days, overlaps: false };
  const view = tableView(here, null, chosen, plain, { side, changes: changesOf(here, there, side) });
  const ids = view.columns.map(({ id }) => id);
  expect(ids.slice(ids.indexOf('interval'), ids.indexOf('stands_out') + 1)).toEqual([
    'interval',
    'conversion_there',
    'change',
    'change_interval',
    'change_verdict',
    'stands_out',
  ]);
  expect(
    view.rows.map(({ texts: { change, ...texts } }) => [texts.conversion_there, change, texts.change_verdict]),
  ).toEqual([
    ['75.00 %', '-40.57 pts', 'lower'],
    ['—', '—', '—'],
  ]);
  expect(view.rows[0]?.texts.change_interval?.replaceAll('\u00a0', ' ')).toBe('−55.8 to −20.9');
  expect(view.note).toMatch(/^“There” is 10 Feb 2021\. .* one looks higher or lower by chance\.$/);

  const both = { ...side, overlaps: true };
  const shared = tableView(here, null, chosen, plain, { side: both, changes: changesOf(here, there, both) });
  expect(shared.rows[0]?.texts).toMatchObject({ change: '-40.57 pts', change_interval: '—', change_verdict: '—' });
  const apart = tableView(here, null, chosen, plain, { side, changes: changesOf(here, [], side) });
  expect(apart.note).toBe('“There” is 10 Feb 2021; no product is listed on both sides.');
});

it('says so where the link sorts by a change that is not there', () => {
  expect(tableView(rows, null, { ...chosen, sort: 'change' }, plain).note).toBe(
    'The link sorts by the change of conversion, but nothing is compared: products stand by name.',
  );
});
