import type { Sql } from '../sql/sql.ts';
import { type Arithmetic, double, inSql } from './arithmetic.ts';

/** `part / whole` as a share (0..1 where the part belongs to the whole); missing where the whole is zero. */
export function rateIn<T, C>({ over }: Arithmetic<T, C>, part: T, whole: T): T {
  return over(part, whole);
}

/** As `rateIn`, in SQL; NULL where the whole is zero. */
export function rate(part: Sql, whole: Sql): Sql {
  return rateIn(inSql, double(part), double(whole));
}

/** The 97.5 % point of the normal distribution: a two-sided interval of 95 %. */
const z = 1.959963984540054;

/**
 * The ends of the Wilson score interval, 95 %, of `part` out of `whole` (0..1); missing where the whole is zero or smaller than
 * the part. E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22 (1927), 209–212.
 */
export function wilsonIn<T, C>(arithmetic: Arithmetic<T, C>, part: T, whole: T): { low: T; high: T } {
  const { constant, plus, minus, times, over, root, equal, within, choose } = arithmetic;
  const zero = constant(0);
  const square = constant(z * z);
  const widened = plus(whole, square);
  const centre = over(plus(part, over(square, constant(2))), widened);
  const spread = plus(over(times(part, minus(whole, part)), whole), over(square, constant(4)));
  const reach = times(over(constant(z), widened), root(spread));
  // For none and for all the formula meets the end exactly, which rounding would miss.
  const share = over(part, whole);
  const inside = (isAtEnd: C, end: T) => choose(within(zero, part, whole), choose(isAtEnd, share, end));
  return {
    low: inside(equal(part, zero), minus(centre, reach)),
    high: inside(equal(part, whole), plus(centre, reach)),
  };
}
