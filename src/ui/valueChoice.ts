/** Only these values, or all except these. No values: everything, in either mode. */
export interface ValueChoice {
  readonly mode: 'only' | 'except';
  readonly values: readonly string[];
}

/** Whether two choices let the same values through, whatever the order they were made in. */
export function sameChoice(a: ValueChoice, b: ValueChoice): boolean {
  if (a.values.length === 0 && b.values.length === 0) return true;
  const values = new Set(a.values);
  return a.mode === b.mode && values.size === new Set(b.values).size && b.values.every((value) => values.has(value));
}

/** The choice as it is kept: all of what there is, chosen one by one, is no choice, so that what is added later counts too. */
export function settled({ mode, values }: ValueChoice, offered: readonly string[]): ValueChoice {
  const chosen = new Set(values);
  const isAll = mode === 'only' && offered.every((value) => chosen.has(value));
  return values.length === 0 || isAll ? { mode: 'only', values: [] } : { mode, values };
}
