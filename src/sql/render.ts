import type { Scalar, Sql } from './sql.ts';

/** The statement with every value written as a literal: the only place in this project where a value becomes text. */
export function inline(query: Sql): string {
  return query.chunks.reduce((text, chunk, index) => text + literal(query.values[index - 1] ?? null) + chunk);
}

/** One value as a DuckDB literal. Doubling quotes is a complete encoding for all text but NUL, which `param` refuses. */
function literal(value: Scalar): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  // DuckDB reads 0.1 as a decimal and 1e-1 as a double; only the double is the same number for all digits.
  return Number.isSafeInteger(value) ? String(value || 0) : value.toExponential();
}

/** A text as a literal without a cast, for `attach`: it takes nothing else. Throws on NUL. */
export function textLiteral(text: string): string {
  if (text.includes('\0')) throw new RangeError('A statement cannot hold a text with a NUL character.');
  return literal(text);
}
