import chiSquare from '@stdlib/stats-base-dists-chisquare-cdf';

/** Of `whole` sessions that viewed a product, `part` checked it out. */
export interface ProductTrial {
  readonly name: string;
  readonly part: number;
  readonly whole: number;
}

/** How far a product’s rate is from the overall one. */
export interface ProductVerdict {
  readonly name: string;
  /** Probability of so large a distance, either way, were the product like the others. */
  readonly p: number;
  /** Beyond chance, with as many false alarms allowed as `falseDiscoveryRate` says. */
  readonly standsOut: 'higher' | 'lower' | null;
}

export interface Alikeness {
  /** All parts ÷ all wholes. */
  readonly overallRate: number;
  readonly statistic: number;
  readonly degrees: number;
  /** Probability of so large a statistic, were all products alike. */
  readonly p: number;
  /** Products whose table expects fewer than five sessions in a cell: with many of them p is rough. */
  readonly small: number;
  readonly verdicts: readonly ProductVerdict[];
}

/** Of the products marked as standing out, this share may be false alarms. */
const falseDiscoveryRate = 0.05;
/** A ranking is told apart from chance below this p. */
export const significance = 0.05;
const leastExpected = 5;

/**
 * Pearson’s χ² test that all products have one rate, on the 2 × k table of part and rest, and each product against that rate (its
 * share of the same statistic, 1 degree of freedom). Null where there is nothing to tell apart: fewer than two products with a
 * view, or an overall rate of none or all. Products without a view, and those with a part larger than the whole, are left out.
 */
export function alikeness(trials: readonly ProductTrial[]): Alikeness | null {
  const told = trials.filter(({ part, whole }) => whole > 0 && part <= whole);
  const parts = told.reduce((sum, { part }) => sum + part, 0);
  const wholes = told.reduce((sum, { whole }) => sum + whole, 0);
  if (told.length < 2 || parts === 0 || parts === wholes) return null;
  const overallRate = parts / wholes;
  const shares = told.map(({ part, whole }) => {
    const expected = whole * overallRate;
    return (part - expected) ** 2 / (expected * (1 - overallRate));
  });
  const statistic = shares.reduce((sum, share) => sum + share, 0);
  const degrees = told.length - 1;
  const ps = shares.map((share) => chanceOf(share, 1));
  const marks = benjaminiHochberg(ps, falseDiscoveryRate);
  return {
    overallRate,
    statistic,
    degrees,
    p: chanceOf(statistic, degrees),
    small: told.filter(({ whole }) => whole * Math.min(overallRate, 1 - overallRate) < leastExpected).length,
    verdicts: told.map(({ name, part, whole }, index) => ({
      name,
      p: ps[index] ?? 1,
      standsOut: marks[index] !== true ? null : part / whole > overallRate ? 'higher' : 'lower',
    })),
  };
}

function chanceOf(statistic: number, degrees: number): number {
  return 1 - chiSquare(statistic, degrees);
}

/**
 * Which of the hypotheses with these p-values are rejected when a share `q` of the rejected may be false alarms. Y. Benjamini and
 * Y. Hochberg, “Controlling the false discovery rate”, J. R. Stat. Soc. B 57 (1995), 289–300.
 */
export function benjaminiHochberg(ps: readonly number[], q: number): readonly boolean[] {
  const rising = ps.toSorted((a, b) => a - b);
  const last = rising.findLastIndex((p, index) => p <= (q * (index + 1)) / ps.length);
  const limit = last < 0 ? -1 : (rising[last] ?? -1);
  return ps.map((p) => p <= limit);
}

/** Where 95 % and 99.8 % of products with `whole` sessions lie when all have the overall rate; 0..1. */
export interface ControlLimits {
  readonly low95: number;
  readonly high95: number;
  readonly low998: number;
  readonly high998: number;
}

/** Two-sided points of the normal distribution. */
const z95 = 1.959963984540054;
const z998 = 3.090232306167813;

/**
 * Control limits of a funnel plot, by the normal approximation. D. J. Spiegelhalter, “Funnel plots for comparing institutional
 * performance”, Statistics in Medicine 24 (2005), 1185–1202.
 */
export function controlLimits(overallRate: number, whole: number): ControlLimits {
  const error = Math.sqrt((overallRate * (1 - overallRate)) / whole);
  const inside = (rate: number) => Math.min(1, Math.max(0, rate));
  return {
    low95: inside(overallRate - z95 * error),
    high95: inside(overallRate + z95 * error),
    low998: inside(overallRate - z998 * error),
    high998: inside(overallRate + z998 * error),
  };
}
