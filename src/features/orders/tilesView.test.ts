import { expect, it } from 'vitest';
import { noFilters } from '../../model/filters.ts';
import { ordersTotals } from '../../testing/ordersTotals.ts';
import { scopeNote } from './scopeNote.ts';
import { tilesView } from './tilesView.ts';

const has = { hasUsers: true, hasTotals: true, hasPromos: true, hasDeliveries: true, hasRevenue: true };
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');
const told = (...asked: Parameters<typeof tilesView>) =>
  Object.fromEntries(tilesView(...asked).map(({ label, value, detail }) => [label, [plain(value), plain(detail)]]));

it('shows the key figures of the reference edition', () => {
  expect(told(ordersTotals, has, 'USD')).toMatchObject({
    Orders: ['361', '862 order lines'],
    Units: ['2 165', '6.0 an order'],
    Revenue: ['$89 834', '$89 834.40 to the cent'],
    'Order total': ['$91 352', '$91 351.57 to the cent'],
    'Average order value': ['$253.05', 'order total ÷ orders'],
    'Promo use': ['11.08 %', '40 of 361 orders'],
    'Average delivery': ['3.89 days', '336 251.8 s, 305 delivered'],
  });
  expect(told(ordersTotals, has, 'USD')['Repeat rate']?.[0]).toBe('79.84 %');
});

it('says what the dataset lacks, and that nothing is delivered', () => {
  const lacking = { ...has, hasUsers: false, hasPromos: false, hasRevenue: false };
  expect(told(ordersTotals, lacking, 'USD')).toMatchObject({
    Revenue: ['—', 'This dataset has no prices of what was ordered.'],
    'Promo use': ['—', 'The orders file has no promo_id.'],
    'Repeat rate': ['—', 'The orders file has no user_id.'],
  });
  const waiting = { ...ordersTotals, delivered: 0, averageDeliverySeconds: null };
  expect(told(waiting, has, 'USD')['Average delivery']).toEqual(['—', 'None of these orders is delivered.']);
});

it('says how filters reach orders only where it is not plain', () => {
  expect(scopeNote(noFilters, { withoutSession: 0 })).toBeNull();
  expect(scopeNote(noFilters, { withoutSession: 2 })).toBe(
    '2 orders in the data were checked out in no session; they count as long as no filter chooses among sessions.',
  );
  expect(scopeNote({ ...noFilters, traffic: 'burst' }, { withoutSession: 1 })).toBe(
    '1 order in the data was checked out in no session and left out: the filters choose among sessions.',
  );
  expect(scopeNote({ ...noFilters, product: { mode: 'only', values: ['Pothos'] } }, { withoutSession: 0 })).toBe(
    'Orders that hold a chosen product are counted; units and revenue are of the chosen products, everything else is of whole orders.',
  );
});
