import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeness, benjaminiHochberg, controlLimits, type ProductTrial } from './productTests.ts';

/** The upper tail of χ² by adding up the area under its curve, with nothing but the curve. */
function tail(statistic: number, degrees: number): number {
  const logGamma = (x: number): number => {
    // Γ(x+1) = xΓ(x) from 1 or ½ up: degrees are whole numbers.
    let sum = x % 1 === 0 ? 0 : Math.log(Math.sqrt(Math.PI));
    for (let at = x % 1 === 0 ? 1 : 0.5; at < x; at++) sum += Math.log(at);
    return sum;
  };
  const density = (x: number) =>
    Math.exp((degrees / 2 - 1) * Math.log(x) - x / 2 - (degrees / 2) * Math.log(2) - logGamma(degrees / 2));
  // With x = t² the curve has no pole at zero; Simpson’s rule.
  const end = Math.sqrt(statistic);
  const curve = (t: number) => (t === 0 ? (degrees === 1 ? 2 * density(1e-16) * 1e-8 : 0) : 2 * t * density(t * t));
  const steps = 4000;
  let area = 0;
  for (let at = 0; at < steps; at++) {
    const from = (end * at) / steps;
    const to = (end * (at + 1)) / steps;
    area += ((to - from) / 6) * (curve(from) + 4 * curve((from + to) / 2) + curve(to));
  }
  return 1 - area;
}

const trials = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 2,
    maxLength: 40,
  })
  .map((pairs) =>
    pairs.map(([whole, rate], index): ProductTrial => ({ name: `p${index}`, whole, part: Math.round(whole * rate) })),
  );

describe('alikeness', () => {
  it('is Pearson’s test of the 2 × k table, written out cell by cell', () => {
    fc.assert(
      fc.property(trials, (all) => {
        const test = alikeness(all);
        const seen = all.filter(({ whole }) => whole > 0);
        const parts = seen.map(({ part }) => part);
        const rests = seen.map(({ part, whole }) => whole - part);
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        const n = sum(parts) + sum(rests);
        fc.pre(seen.length >= 2 && sum(parts) > 0 && sum(rests) > 0);
        let statistic = 0;
        for (const row of [parts, rests]) {
          row.forEach((observed, column) => {
            const expected = (sum(row) * ((parts[column] ?? 0) + (rests[column] ?? 0))) / n;
            statistic += (observed - expected) ** 2 / expected;
          });
        }
        expect(test?.statistic).toBeCloseTo(statistic, 6);
        expect(test?.degrees).toBe(seen.length - 1);
        expect(test?.p).toBeCloseTo(tail(statistic, seen.length - 1), 6);
        for (const { name, p } of test?.verdicts ?? []) {
          const one = seen.find((trial) => trial.name === name) ?? { part: 0, whole: 1 };
          const rate = sum(parts) / n;
          const z = (one.part / one.whole - rate) / Math.sqrt((rate * (1 - rate)) / one.whole);
          expect(p).toBeCloseTo(tail(z * z, 1), 6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, readonly [number, number][]]>([
    ['one product', [[3, 10]]],
    [
      'no views',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'nobody',
      [
        [0, 10],
        [0, 20],
      ],
    ],
    [
      'everybody',
      [
        [10, 10],
        [20, 20],
      ],
    ],
    [
      'one product with a part inside the whole',
      [
        [3, 10],
        [9, 4],
      ],
    ],
  ])('has nothing to tell apart with %s', (_, pairs) => {
    expect(alikeness(pairs.map(([part, whole], at) => ({ name: String(at), part, whole })))).toBeNull();
  });

  it('marks what stands out, and which way', () => {
    const same = Array.from({ length: 20 }, (_, at) => ({ name: `same ${at}`, part: 50, whole: 100 }));
    const test = alikeness([...same, { name: 'up', part: 90, whole: 100 }, { name: 'down', part: 12, whole: 100 }]);
    expect(test?.p).toBeLessThan(1e-6);
    expect(test?.verdicts.filter(({ standsOut }) => standsOut !== null)).toMatchObject([
      { name: 'up', standsOut: 'higher' },
      { name: 'down', standsOut: 'lower' },
    ]);
    expect(test?.small).toBe(0);
    expect(
      alikeness([
        { name: 'a', part: 2, whole: 4 },
        { name: 'b', part: 20, whole: 40 },
      ])?.small,
    ).toBe(1);
  });
});

describe('Benjamini–Hochberg', () => {
  it('rejects what its paper rejects', () => {
    const ps = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(benjaminiHochberg(ps, 0.05).filter(Boolean)).toHaveLength(4);
  });

  it('is the step-up rule tried rank by rank, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (ps) => {
        let rejected = 0;
        for (let k = 1; k <= ps.length; k++) {
          const small = ps.filter((p) => p <= (k / ps.length) * 0.05).length;
          if (small >= k) rejected = k;
        }
        const bound = (rejected / Math.max(ps.length, 1)) * 0.05;
        expect(benjaminiHochberg(ps, 0.05)).toEqual(ps.map((p) => rejected > 0 && p <= bound));
      }),
    );
  });
});

it('control limits hold as large a part of the chance as they say', () => {
  const { low95, high95, low998, high998 } = controlLimits(0.4672, 64);
  const error = Math.sqrt((0.4672 * 0.5328) / 64);
  for (const [limit, outside] of [
    [low95, 0.05],
    [high95, 0.05],
    [low998, 0.002],
    [high998, 0.002],
  ] as const) {
    expect(tail(((limit - 0.4672) / error) ** 2, 1)).toBeCloseTo(outside, 6);
  }
  expect(controlLimits(0.9, 1)).toMatchObject({ high95: 1, low998: 0 });
});
