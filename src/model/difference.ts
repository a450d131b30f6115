/** A share of one side as the queries answer it: 0..1, with the ends of its Wilson interval, 95 %; null where unknown. */
export interface Share {
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A count or a sum over sessions, and the sum of the squares of what each session adds; for a count both are the count. */
export interface Total {
  readonly sum: number;
  readonly squares: number;
}

/** A mean as what it is made of: `sum` and `squares` of `n` values. */
export interface Sample extends Total {
  readonly n: number;
}

/** This side less the other, in the unit of the two, and the ends of its 95 % interval; both ends null where there is none. */
export interface Difference {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A difference of totals; `relative` is it ÷ the other side, null where that is zero. */
export interface TotalDifference extends Difference {
  readonly relative: number | null;
}

/** The 97.5 % point of the normal distribution: a two-sided interval of 95 %. */
const z = 1.959963984540054;

/**
 * The difference of two shares of independent sides, 0..1, with Newcombe’s hybrid score interval, 95 %, made of the two Wilson
 * intervals; null where a share is. R. G. Newcombe, “Interval estimation for the difference between independent proportions:
 * comparison of eleven methods”, Statistics in Medicine 17 (1998), 873–890, method 10.
 */
export function shareDifference(a: Share, b: Share): Difference | null {
  if (a.rate === null || b.rate === null) return null;
  const value = a.rate - b.rate;
  if (a.low === null || a.high === null || b.low === null || b.high === null) return { value, low: null, high: null };
  return {
    value,
    low: value - Math.hypot(a.rate - a.low, b.high - b.rate),
    high: value + Math.hypot(a.high - a.rate, b.rate - b.low),
  };
}

/** The share of all that is left: 1 − share, its interval turned round. */
export function leftOver({ rate, low, high }: Share): Share {
  const rest = (part: number | null) => (part === null ? null : 1 - part);
  return { rate: rest(rate), low: rest(high), high: rest(low) };
}

/**
 * The difference of two totals over equally long stretches of time, each taken for a compound Poisson sum: sessions come at random,
 * and each adds its own amount, so that the variance of a total is near the sum of squared amounts (W. Feller, “An Introduction to
 * Probability Theory and Its Applications”, vol. I, 3rd ed., XII.2); for counts this is the count itself. Normal approximation, 95 %;
 * no interval where nothing was seen on either side.
 */
export function totalDifference(a: Total, b: Total): TotalDifference {
  const value = a.sum - b.sum;
  const relative = b.sum === 0 ? null : value / b.sum;
  const variance = a.squares + b.squares;
  return { ...around(value, variance > 0 ? z * Math.sqrt(variance) : null), relative };
}

/** A count as a total. */
export function countTotal(count: number): Total {
  return { sum: count, squares: count };
}

/**
 * The difference of two means of independent samples with Welch’s interval, 95 %; null where a sample is empty, and no interval
 * where one has a single value or neither varies. B. L. Welch, “The generalization of ‘Student’s’ problem when several different
 * population variances are involved”, Biometrika 34 (1947), 28–35.
 */
export function meanDifference(a: Sample, b: Sample): Difference | null {
  if (a.n === 0 || b.n === 0) return null;
  const value = a.sum / a.n - b.sum / b.n;
  if (a.n === 1 || b.n === 1) return around(value, null);
  const [ofA, ofB] = [varianceOfMean(a), varianceOfMean(b)];
  const variance = ofA + ofB;
  if (variance === 0) return around(value, null);
  const degrees = variance ** 2 / (ofA ** 2 / (a.n - 1) + ofB ** 2 / (b.n - 1));
  return around(value, studentReach(degrees) * Math.sqrt(variance));
}

/** Which way a difference goes beyond chance: its interval leaves zero out. Null where it does not, or there is none. */
export function direction({ low, high }: Difference): 'higher' | 'lower' | null {
  if (low === null || high === null) return null;
  if (low > 0) return 'higher';
  return high < 0 ? 'lower' : null;
}

function around(value: number, reach: number | null): Difference {
  return reach === null ? { value, low: null, high: null } : { value, low: value - reach, high: value + reach };
}

/** Squares are less than the square of the sum ÷ n only by rounding. */
function varianceOfMean({ n, sum, squares }: Sample): number {
  const spread = squares - sum ** 2 / n;
  return spread <= squares * 1e-12 ? 0 : spread / (n - 1) / n;
}

const pieces = 2000;

/**
 * The 97.5 % point of Student’s t with `degrees` of freedom, 1 or more and not always whole, to about five digits: with t = √degrees ·
 * tan θ its density goes with cos θ to the power degrees − 1 (M. Abramowitz, I. Stegun, “Handbook of Mathematical Functions”, 26.7.3),
 * which Simpson’s rule adds up from 0 to where 95 % of it lie.
 */
export function studentReach(degrees: number): number {
  // What is left beyond twelve standard errors is nothing.
  const end = Math.min(Math.PI / 2, 12 / Math.sqrt(degrees));
  const width = end / pieces;
  const density = (angle: number) => Math.max(0, Math.cos(angle)) ** (degrees - 1);
  const areas = Array.from({ length: pieces }, (_, at) => {
    const from = at * width;
    return ((density(from) + 4 * density(from + width / 2) + density(from + width)) * width) / 6;
  });
  let left = 0.95 * areas.reduce((sum, area) => sum + area, 0);
  let at = 0;
  for (const area of areas) {
    if (left <= area) return Math.sqrt(degrees) * Math.tan((at + left / area) * width);
    left -= area;
    at += 1;
  }
  return z;
}
