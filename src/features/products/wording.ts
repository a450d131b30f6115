import type { Filters, Unit } from '../../model/filters.ts';
import { stepOf } from '../../model/steps.ts';

/** `session` or `users`, to go with a number. */
export function noun(unit: Unit, value: number): string {
  const one = unit === 'sessions' ? 'session' : 'user';
  return value === 1 ? one : `${one}s`;
}

/** `30 products`, `1 product`. */
export function products(value: number): string {
  return value === 1 ? '1 product' : `${value} products`;
}

/** `A`, `A and B`, `A, B and C`; of very many, the first ones and how many more. */
export function listed(names: readonly string[], most = 6): string {
  const told = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return told.length < 2 ? (told[0] ?? '') : `${told.slice(0, -1).join(', ')} and ${told.at(-1) ?? ''}`;
}

/** A p-value with four decimals: `0.6688`, `< 0.0001`. */
export function probability(p: number): string {
  return p < 0.0001 ? '< 0.0001' : `= ${p.toFixed(4)}`;
}

/** What a step filter means where every product is judged by itself; null without one. */
export function stepNote({ step: { reached, missed } }: Pick<Filters, 'step'>): string | null {
  if (reached === null && missed === null) return null;
  const told = [
    ...(reached === null ? [] : [`at ${stepOf(reached).label.toLowerCase()}`]),
    ...(missed === null ? [] : [`not at ${stepOf(missed).label.toLowerCase()}`]),
  ];
  return `Only sessions ${told.join(' and ')} with the very product are counted.`;
}
