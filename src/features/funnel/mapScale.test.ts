import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figures } from '../../testing/figures.ts';
import { changeScale, countScale, rateScale } from './mapScale.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
const labels = ({ legend }: ReturnType<typeof countScale>) => legend.map(({ label }) => plain(label));

describe('counts', () => {
  it('of the reference states lie in five classes that are told', () => {
    const sessions = figures.states.map((state) => state.sessions);
    const scale = countScale(sessions);
    expect(labels(scale)).toEqual(['1 – 2', '3 – 9', '10 – 29', '30 – 99', '100 – 221']);
    expect([221, 87, 56, 29, 10, 9, 3, 2, 1].map(scale.toneOf)).toEqual([5, 4, 4, 3, 3, 2, 2, 1, 1]);
  });

  it.each<[string, number[], string[]]>([
    ['none at all', [], []],
    ['one', [1], ['1']],
    ['few: a class each', [3, 1, 2], ['1', '2', '3']],
    ['a dozen', [12], ['1 – 2', '3 – 9', '10 – 12']],
    [
      'millions',
      [10_000_000, 5],
      ['1 – 299 999', '300 000 – 999 999', '1 000 000 – 2 999 999', '3 000 000 – 9 999 999', '10 000 000'],
    ],
    ['nothing lost', [0, 0], ['0']],
    ['more at the end than at the start', [-2, 2], ['0 or less', '1', '2']],
  ])('%s', (_, counts, told) => expect(labels(countScale(counts))).toEqual(told));

  it('every number has a tone that the legend tells, and more is never lighter', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 1_000_000 }), { minLength: 1 }), (counts) => {
        const scale = countScale(counts);
        const told = new Set(scale.legend.map(({ tone }) => tone));
        const tones = [...counts].sort((a, b) => a - b).map(scale.toneOf);
        expect(tones.filter((tone) => !told.has(tone))).toEqual([]);
        const numbers = tones.map((tone) => (tone === 'zero' ? 0 : Number(tone)));
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }),
    );
  });
});

describe('rates', () => {
  it('lie in fifths of 100 %, those on a limit below it; none and unknown are told apart', () => {
    const scale = rateScale([4 / 221, 1, 0, null]);
    expect(labels(scale)).toEqual(['no rate', '0 %', '0 – 20 %', '20 – 40 %', '40 – 60 %', '60 – 80 %', '80 – 100 %']);
    expect([null, 0, 4 / 221, 0.2, 0.2001, 0.6, 0.61, 1].map(scale.toneOf)).toEqual([
      'unknown',
      'zero',
      1,
      1,
      2,
      3,
      4,
      5,
    ]);
  });

  it('that are all small lie in fifths of a smaller whole', () => {
    const scale = rateScale([0.031, 0.006]);
    expect(labels(scale)).toEqual(['0 – 1 %', '1 – 2 %', '2 – 3 %', '3 – 4 %', '4 – 5 %']);
    expect([0.031, 0.006].map(scale.toneOf)).toEqual([4, 1]);
    expect(labels(rateScale([0.008]))[0]).toBe('0.0 – 0.2 %');
  });

  it('above 100 %, where a later step has more than the first, are the strongest', () => {
    const scale = rateScale([1.4, 0.5]);
    expect(scale.toneOf(1.4)).toBe(5);
    expect(labels(scale).at(-1)).toBe('over 80 %');
  });
});

describe('changes', () => {
  it('lie in two parts either side of none, the further the stronger', () => {
    const scale = changeScale([-0.986, 0, 0.2, null]);
    expect(labels(scale)).toEqual([
      'not known on both sides',
      '−100 to −50 pts',
      '−50 to 0 pts',
      'no change',
      '0 to +50 pts',
      '+50 to +100 pts',
    ]);
    expect([null, -1, -0.5, -0.001, 0, 0.001, 0.5, 0.51].map(scale.toneOf)).toEqual([
      'unknown',
      'less-2',
      'less-1',
      'less-1',
      'zero',
      'more-1',
      'more-1',
      'more-2',
    ]);
  });

  it('that are all small have a smaller scale, and every tone is told', () => {
    expect(labels(changeScale([0.008]))).toEqual([
      '−1.0 to −0.5 pts',
      '−0.5 to 0.0 pts',
      '0.0 to +0.5 pts',
      '+0.5 to +1.0 pts',
    ]);
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: -1, max: 1, noNaN: true })), { minLength: 1 }), (values) => {
        const scale = changeScale(values);
        const told = new Set(scale.legend.map(({ tone }) => tone));
        expect(values.map(scale.toneOf).filter((tone) => !told.has(tone))).toEqual([]);
      }),
    );
  });
});
