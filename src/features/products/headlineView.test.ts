import { expect, it } from 'vitest';
import { productFigures } from '../../../scripts/sample/figures.ts';
import { alikeness, type ProductTrial } from '../../model/productTests.ts';
import { headlineView, testNote } from './headlineView.ts';

const said = (trials: readonly ProductTrial[]) =>
  headlineView(alikeness(trials), trials.length)
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ');
const trial = (name: string, part: number, whole: number): ProductTrial => ({ name, part, whole });
const same = Array.from({ length: 20 }, (_, at) => trial(`same ${at}`, 50, 100));

it('tells the ranking of greenery’s products from chance: it is none', () => {
  expect(said(productFigures.map(({ name, viewed, ordered }) => trial(name, ordered, viewed)))).toBe(
    'The ranking of 30 products by conversion is indistinguishable from chance (χ² = 25.18, 29 df, p = 0.6688). ' +
      'No product stands out from the overall 46.7 %.',
  );
});

it('names what stands out', () => {
  expect(said([...same, trial('Star', 95, 100), trial('Flop', 5, 100)])).toBe(
    'Products do not convert alike: the ranking of 22 is more than chance (χ² = 162.00, 21 df, p < 0.0001). ' +
      '2 products stand out from the overall 50.0 %: above it Star; below it Flop.',
  );
  expect(said([...same, trial('Star', 95, 100)])).toContain(
    '1 product stands out from the overall 52.1 %: above it Star.',
  );
});

it('can find a ranking beyond chance in which no single product is', () => {
  const trials = Array.from({ length: 30 }, (_, at) => trial(`p${at}`, at % 2 === 0 ? 41 : 59, 100));
  expect(said(trials)).toMatch(/^Products do not convert alike.*No product stands out from the overall 50.0 %.$/);
});

it.each([
  [[], 'No product matches these filters.'],
  [[trial('only', 1, 2)], '1 product cannot be ranked: choose more than one.'],
  [[trial('a', 2, 2), trial('b', 4, 4)], '2 products cannot be told apart: too few views, or all convert alike.'],
])('says why there is no test of %j', (trials, sentence) => {
  expect(said(trials)).toBe(sentence);
});

it('says when p is rough, and who is not tested', () => {
  expect(testNote(alikeness(same), 0)).toBeNull();
  const note = testNote(alikeness([...same, trial('rare', 1, 4)]), 2);
  expect(note).toBe(
    'p is rough: for 1 product the test expects fewer than five checkouts, or fewer than five without. ' +
      '2 products without a view, or with more checkouts than views, not tested.',
  );
});
