import type { Cell } from './table.ts';

/** How a column is stored in a typed file. */
export type ColumnKind = 'integer' | 'double' | 'boolean' | 'text';

const kinds: readonly (readonly [ColumnKind, RegExp])[] = [
  ['integer', /^u?(?:tiny|small|big|huge)?int(?:eger)?$/i],
  ['double', /^(?:double|float|real|decimal|numeric)\b/i],
  ['boolean', /^bool(?:ean)?$/i],
];

/**
 * How to store a column with these values: as its DuckDB type says where the values agree, and otherwise by the values.
 * Whole numbers are `integer` only where JavaScript has all of them exactly; `text` takes anything.
 */
export function columnKind(type: string | undefined, values: readonly Cell[]): ColumnKind {
  const declared = kinds.find(([, names]) => names.test(type ?? ''))?.[0];
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return declared ?? 'text';
  if (known.every((value) => typeof value === 'boolean')) return 'boolean';
  if (!known.every((value) => typeof value === 'number')) return 'text';
  return declared !== 'double' && known.every(Number.isSafeInteger) ? 'integer' : 'double';
}
