import { type Alikeness, significance } from '../../model/productTests.ts';
import type { WordId } from '../../model/words.ts';
import { count, percent } from '../../ui/format.ts';
import { listed, probability, products } from './wording.ts';

/** A piece of the sentence. One with a word is explained by that word’s definition. */
export interface HeadlinePart {
  readonly text: string;
  readonly word?: WordId;
  readonly tone?: 'strong';
}

/** Whether the ranking of the products tells anything, in words. `all` counts the products listed, viewed or not. */
export function headlineView(test: Alikeness | null, all: number): readonly HeadlinePart[] {
  if (all === 0) return [{ text: 'No product matches these filters.' }];
  if (test === null) {
    return [
      { text: products(all), tone: 'strong' },
      {
        text:
          all === 1
            ? ' cannot be ranked: choose more than one.'
            : ' cannot be told apart: too few views, or all convert alike.',
      },
    ];
  }
  const tested = test.verdicts.length;
  return [
    ...(test.p < significance
      ? [
          { text: 'Products do not convert alike', tone: 'strong' as const },
          { text: `: the ranking of ${count(tested)} is more than chance ` },
        ]
      : [
          { text: `The ranking of ${count(tested)} products by conversion is ` },
          { text: 'indistinguishable from chance', tone: 'strong' as const },
          { text: ' ' },
        ]),
    { text: `(${figuresOf(test)}).`, word: 'chiSquare' },
    { text: ' ' },
    ...standing(test),
  ];
}

function figuresOf({ statistic, degrees, p }: Alikeness): string {
  return `χ² = ${statistic.toFixed(2)}, ${degrees} df, p ${probability(p)}`;
}

function standing({ overallRate, verdicts }: Alikeness): HeadlinePart[] {
  const rate: HeadlinePart = { text: percent(overallRate, 1), word: 'overallRate' };
  const named = (way: 'higher' | 'lower') =>
    verdicts.filter(({ standsOut }) => standsOut === way).map(({ name }) => name);
  const [higher, lower] = [named('higher'), named('lower')];
  if (higher.length + lower.length === 0) {
    return [
      { text: 'No product ' },
      { text: 'stands out', word: 'standsOut' },
      { text: ' from the overall ' },
      rate,
      { text: '.' },
    ];
  }
  const told = [
    ...(higher.length > 0 ? [`above it ${listed(higher)}`] : []),
    ...(lower.length > 0 ? [`below it ${listed(lower)}`] : []),
  ];
  return [
    { text: products(higher.length + lower.length), tone: 'strong' },
    { text: ' ' },
    { text: higher.length + lower.length === 1 ? 'stands out' : 'stand out', word: 'standsOut' },
    { text: ' from the overall ' },
    rate,
    { text: `: ${told.join('; ')}.` },
  ];
}

/** What to know before believing p; null when there is nothing. */
export function testNote(test: Alikeness | null, leftOut: number): string | null {
  if (test === null) return null;
  const notes = [
    ...(test.small > 0
      ? [
          `p is rough: for ${products(test.small)} the test expects fewer than five checkouts, or fewer than five without.`,
        ]
      : []),
    ...(leftOut > 0 ? [`${products(leftOut)} without a view, or with more checkouts than views, not tested.`] : []),
  ];
  return notes.length === 0 ? null : notes.join(' ');
}
