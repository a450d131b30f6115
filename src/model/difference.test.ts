import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countTotal,
  type Difference,
  direction,
  leftOver,
  meanDifference,
  type Sample,
  type Share,
  shareDifference,
  studentReach,
  totalDifference,
} from './difference.ts';

/** Wilson’s interval, written out once more. */
function share(part: number, whole: number): Share {
  if (whole === 0) return { rate: null, low: null, high: null };
  const z = 1.959963984540054;
  const centre = (2 * part + z ** 2) / (2 * (whole + z ** 2));
  const reach = (z * Math.sqrt(z ** 2 + (4 * part * (whole - part)) / whole)) / (2 * (whole + z ** 2));
  return {
    rate: part / whole,
    low: part === 0 ? 0 : centre - reach,
    high: part === whole ? 1 : centre + reach,
  };
}

function sampleOf(values: readonly number[]): Sample {
  const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
  return { n: values.length, sum: sum(values), squares: sum(values.map((value) => value ** 2)) };
}

const ends = (difference: Difference | null, decimals = 4) =>
  [difference?.low, difference?.high].map((end) => end?.toFixed(decimals));

describe('shares', () => {
  // Newcombe 1998, table II, method 10.
  it.each([
    [56, 70, 48, 80, '0.0524', '0.3339'],
    [9, 10, 3, 10, '0.1705', '0.8090'],
    [6, 7, 2, 7, '0.0582', '0.8062'],
    [5, 56, 0, 29, '-0.0381', '0.1926'],
    [0, 10, 0, 20, '-0.1611', '0.2775'],
    [0, 10, 0, 10, '-0.2775', '0.2775'],
    [10, 10, 0, 20, '0.6791', '1.0000'],
    [10, 10, 0, 10, '0.6075', '1.0000'],
  ])('of %d/%d and %d/%d have the published interval', (a, m, b, n, low, high) => {
    const difference = shareDifference(share(a, m), share(b, n));
    expect(difference?.value).toBeCloseTo(a / m - b / n, 12);
    expect(ends(difference)).toEqual([low, high]);
  });

  const counts = fc
    .tuple(fc.nat({ max: 400 }), fc.nat({ max: 400 }))
    .map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }));

  it('turned round change only their sign, lie within −1 and 1, and hold the difference', () => {
    fc.assert(
      fc.property(counts, counts, (one, two) => {
        const [a, b] = [share(one.part, one.whole), share(two.part, two.whole)];
        fc.pre(one.whole > 0 && two.whole > 0);
        const there = shareDifference(a, b);
        const back = shareDifference(b, a);
        const { value = NaN, low, high } = there ?? {};
        expect(value + (back?.value ?? NaN)).toBeCloseTo(0, 12);
        expect((low ?? NaN) + (back?.high ?? NaN)).toBeCloseTo(0, 12);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }),
    );
  });

  it('that are equal differ by nothing beyond chance', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 9 }), ({ part, whole }, times) => {
        const difference = shareDifference(share(part, whole), share(part * times, whole * times));
        expect(difference === null ? whole : direction(difference)).toBe(difference === null ? 0 : null);
      }),
    );
  });

  it('of nothing differ from nothing', () => {
    const some = share(3, 4);
    const none = share(0, 0);
    expect([shareDifference(some, none), shareDifference(none, some), shareDifference(none, none)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('have no interval where one of them has none, and the left over share mirrors it', () => {
    const over: Share = { rate: 1.25, low: null, high: null };
    expect(shareDifference(over, share(1, 2))).toEqual({ value: 0.75, low: null, high: null });
    const [a, b] = [share(56, 70), share(48, 80)];
    expect(ends(shareDifference(leftOver(b), leftOver(a)))).toEqual(ends(shareDifference(a, b)));
    expect(leftOver(over)).toEqual({ rate: -0.25, low: null, high: null });
  });
});

describe('totals', () => {
  it('that count compare by the square root of both', () => {
    const { value, relative, low, high } = totalDifference(countTotal(401), countTotal(175));
    expect([value, relative?.toFixed(4)]).toEqual([226, '1.2914']);
    expect([low?.toFixed(2), high?.toFixed(2)]).toEqual(['178.96', '273.04']);
  });

  it('of few large amounts are less certain than of many small ones', () => {
    const many = totalDifference({ sum: 100, squares: 100 }, { sum: 50, squares: 50 });
    const few = totalDifference({ sum: 100, squares: 5000 }, { sum: 50, squares: 2500 });
    expect([direction(many), direction(few)]).toEqual(['higher', null]);
    expect(few.value).toBe(many.value);
  });

  it('have no relative change from nothing, and no interval where nothing is', () => {
    expect(totalDifference(countTotal(4), countTotal(0))).toMatchObject({ value: 4, relative: null });
    expect(totalDifference(countTotal(0), countTotal(0))).toEqual({ value: 0, relative: null, low: null, high: null });
  });

  it('turned round change only their sign, and equal ones hold zero', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 2 ** 30 }), (a, b) => {
        const there = totalDifference(countTotal(a), countTotal(b));
        const back = totalDifference(countTotal(b), countTotal(a));
        expect(there.value + back.value).toBe(0);
        expect((there.low ?? NaN) + (back.high ?? NaN)).toBeCloseTo(0, 6);
        expect(direction(totalDifference(countTotal(a), countTotal(a)))).toBeNull();
      }),
    );
  });

  // The interval is tried out: Poisson counts of sessions, each with a random amount, both sides alike.
  it('hold zero about 95 times in a hundred where both sides are alike', () => {
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const draw = () => {
      const amounts: number[] = [];
      // Sessions of a stretch 400 long that come on average one a unit of time.
      for (let at = -Math.log(1 - random()); at < 400; at -= Math.log(1 - random())) {
        amounts.push(Math.ceil(random() * 9));
      }
      return sampleOf(amounts);
    };
    const trials = 2000;
    let held = 0;
    for (let trial = 0; trial < trials; trial++) if (direction(totalDifference(draw(), draw())) === null) held++;
    expect(held / trials).toBeGreaterThan(0.935);
    expect(held / trials).toBeLessThan(0.965);
  });
});

describe('means', () => {
  // Tables of Student’s t, two-sided 95 %.
  it.each([
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [4, 2.776],
    [5, 2.571],
    [7, 2.365],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
    [1e7, 1.96],
  ])('with %d degrees reach %d standard errors', (degrees, reach) =>
    expect(studentReach(degrees)).toBeCloseTo(reach, 3),
  );

  it('reach less far with more degrees, whole or not', () => {
    for (let degrees = 1; degrees < 60; degrees += 0.25) {
      expect(studentReach(degrees + 0.25)).toBeLessThan(studentReach(degrees));
    }
  });

  // Welch’s t-test of R on its data set “sleep”: t.test(extra ~ group), −1.58, 95 % −3.3654832 to 0.2054832, df 17.776.
  it('of the sleep data have the interval that R gives', () => {
    const first = sampleOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const second = sampleOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const difference = meanDifference(first, second);
    expect(difference?.value).toBeCloseTo(-1.58, 10);
    expect(ends(difference)).toEqual(['-3.3655', '0.2055']);
  });

  it('are unknown of nothing, and without an interval where nothing varies', () => {
    expect(meanDifference(sampleOf([]), sampleOf([1, 2]))).toBeNull();
    expect(meanDifference(sampleOf([3]), sampleOf([1, 2]))).toEqual({ value: 1.5, low: null, high: null });
    expect(meanDifference(sampleOf([0.1, 0.1, 0.1]), sampleOf([0.1, 0.1]))).toMatchObject({ low: null, high: null });
  });

  it('turned round change only their sign, and equal ones hold zero', () => {
    const values = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, values, (one, two) => {
        const [a, b] = [sampleOf(one), sampleOf(two)];
        const there = meanDifference(a, b);
        const back = meanDifference(b, a);
        expect((there?.value ?? NaN) + (back?.value ?? NaN)).toBeCloseTo(0, 9);
        expect((there?.low ?? 0) + (back?.high ?? 0)).toBeCloseTo(0, 9);
        expect(direction(meanDifference(a, a) ?? { value: 1, low: 1, high: 1 })).toBeNull();
      }),
    );
  });
});
