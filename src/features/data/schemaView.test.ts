import { expect, it } from 'vitest';
import { martTables } from '../../model/tables.ts';
import { foundMarts } from './schemaView.ts';

const found = (search: string) => foundMarts(search).map(({ name, columns }) => [name, columns.length] as const);

it('is all marts with all columns when nothing is searched for', () => {
  const all = Object.entries(martTables).map(([name, { columns }]) => [name, Object.keys(columns).length]);
  expect(found('')).toEqual(all);
  expect(found('  ')).toEqual(all);
});

it('finds a mart by its name with all its columns', () => {
  const stock = foundMarts('STOCK_levels');
  expect(stock.map(({ name }) => name)).toEqual(['stock_levels']);
  expect(stock[0]?.columns).toHaveLength(Object.keys(martTables.stock_levels.columns).length);
});

it('finds columns by name and by meaning, and shows only those', () => {
  expect(found('burst')).toEqual([
    ['sessions', 1],
    ['session_days', 1],
  ]);
  expect(found('orders burst')).toEqual([]);
  const columns = foundMarts('10 minutes').flatMap((mart) => mart.columns.map(({ name }) => name));
  expect(columns).toEqual(['burst']);
});

it('tells what is unique, where something is', () => {
  const keys = Object.fromEntries(foundMarts('').map(({ name, key }) => [name, key]));
  expect(keys['session_products']).toBe('session and product_id');
  expect(keys['steps_out_of_order']).toBeNull();
});
