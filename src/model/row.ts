import type { Scalar } from '../sql/sql.ts';

type Raw = Readonly<Record<string, Scalar>>;

function wrong(column: string, wanted: string, value: Scalar | undefined): TypeError {
  return new TypeError(`The engine gave ${JSON.stringify(value)} for “${column}”, where ${wanted} was expected.`);
}

/** The number in `column`; throws on anything else, also on NULL. */
export function numberIn(raw: Raw, column: string): number {
  const value = raw[column];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(column, 'a number', value);
  return value;
}

/** The number in `column`, or null; throws on anything else. */
export function numberOrNull(raw: Raw, column: string): number | null {
  return raw[column] === null ? null : numberIn(raw, column);
}

/** The text in `column`; throws on anything else, also on NULL. */
export function textIn(raw: Raw, column: string): string {
  const value = raw[column];
  if (typeof value !== 'string') throw wrong(column, 'a text', value);
  return value;
}

/** The text in `column`, or null; throws on anything else. */
export function textOrNull(raw: Raw, column: string): string | null {
  return raw[column] === null ? null : textIn(raw, column);
}
