import { expect, it } from 'vitest';
import { type Day, noFilters } from '../../model/filters.ts';
import { alikeness } from '../../model/productTests.ts';
import { productRow } from '../../testing/productRows.ts';
import { defaultViewState } from '../../url/viewState.ts';
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
