/** Half of the values are no larger. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** 95 of 100 values are no larger. */
export function p95(values: readonly number[]): number {
  return quantile(values, 0.95);
}

/** The smallest value that at least `share` of all do not exceed; NaN for none. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
