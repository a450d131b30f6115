import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { param, sql } from '../sql/sql.ts';
import { type Arithmetic, double, inNumbers, inSql } from './arithmetic.ts';
import { rateIn, wilsonIn } from './rates.ts';

describe('rates', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
  });
  afterAll(() => engine.close());

  function ratesIn<T, C>(arithmetic: Arithmetic<T, C>, part: T, whole: T) {
    return { rate: rateIn(arithmetic, part, whole), ...wilsonIn(arithmetic, part, whole) };
  }

  /** By the engine and by the page, which must agree to the last digit. */
  async function rates(part: number | null, whole: number | null) {
    const { rate, low, high } = ratesIn(inSql, double(param(part, 'bigint')), double(param(whole, 'bigint')));
    const [row] = await engine.run(sql`select ${rate} as rate, ${low} as low, ${high} as high`);
    expect(ratesIn(inNumbers, part, whole)).toEqual(row);
    return row;
  }

  it('are the same in SQL and in the page', async () => {
    const count = fc.option(fc.oneof(fc.integer({ min: -3, max: 40 }), fc.integer({ min: 0, max: 2_000_000_000 })));
    await fc.assert(
      fc.asyncProperty(count, count, async (part, whole) => {
        await rates(part, whole);
      }),
      { numRuns: 300 },
    );
  });

  it('are unknown where a count is', async () => {
    expect(await rates(null, 4)).toEqual({ rate: null, low: null, high: null });
    expect(await rates(0, null)).toEqual({ rate: null, low: null, high: null });
  });

  it('are unknown, not zero, of nothing', async () => {
    expect(await rates(0, 0)).toEqual({ rate: null, low: null, high: null });
  });

  it('have no interval where the part is not of the whole', async () => {
    expect(await rates(5, 4)).toEqual({ rate: 1.25, low: null, high: null });
    expect(await rates(-1, 4)).toMatchObject({ low: null, high: null });
  });

  it('meet 0 and 1 exactly', async () => {
    expect(await rates(0, 17)).toMatchObject({ rate: 0, low: 0 });
    expect(await rates(17, 17)).toMatchObject({ rate: 1, high: 1 });
  });

  // Wilson’s interval is the set of p for which k lies within z standard errors of n·p: its ends solve that equation.
  it('are bounded where the score test turns', async () => {
    const z = 1.959963984540054;
    for (const [k, n] of [
      [361, 578],
      [106, 467],
      [1, 3],
      [4, 221],
      [999_999, 10_000_000],
    ] as const) {
      const row = await rates(k, n);
      for (const end of [row?.['low'], row?.['high']] as number[]) {
        expect(Math.abs(k / n - end) / Math.sqrt((end * (1 - end)) / n)).toBeCloseTo(z, 9);
      }
    }
  });
});
