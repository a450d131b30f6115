import type { Scalar } from '../sql/sql.ts';
import { EngineError, type Row } from './engine.ts';

const largestInteger = 2n ** 53n;

/** One result column, its values still as the engine has them. */
interface ResultColumn {
  readonly name: string;
  readonly values: Iterable<unknown>;
}

/** Rows of plain values. Throws when two columns share a name: one would hide the other. */
export function plainRows(columns: readonly ResultColumn[], rowCount: number): Row[] {
  const names = columns.map((column) => column.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new EngineError(
      'sql',
      `Two columns of the result are called "${twice}". Give each a name of its own with "as".`,
    );
  }
  const decoded = columns.map(({ name, values }) => Array.from(values, (value) => plainValue(value, name)));
  return Array.from({ length: rowCount }, (_, row) =>
    Object.fromEntries(names.map((name, column) => [name, decoded[column]?.[row] ?? null])),
  );
}

/** `value` as text, number, boolean or null. Throws on everything else, also on numbers JavaScript cannot hold. */
export function plainValue(value: unknown, column: string): Scalar {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return integer(value, column);
  if (typeof value !== 'number') throw unplainColumn(column, typeof value);
  // No negative zero: it would be printed as -0.
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
  throw new EngineError(
    'sql',
    `Column "${column}" holds ${value}, which is not a number one can show. Guard the division with nullif(…, 0).`,
  );
}

/** The number nearest to `unscaled` / 10^`scale`; a decimal without places is an integer and must be exact. */
export function decimalNumber(unscaled: bigint, scale: number, column: string): number {
  if (scale === 0) return integer(unscaled, column);
  // Through text: dividing two doubles would round twice.
  return Number(`${unscaled}e-${scale}`);
}

/** Why a column of `type` is refused, and what to write instead. */
export function unplainColumn(column: string, type: string): EngineError {
  const way = /date|timestamp/i.test(type)
    ? `for example strftime("${column}", '%Y-%m-%d %H:%M:%S')`
    : `for example "${column}"::varchar`;
  return new EngineError(
    'sql',
    `Column "${column}" is of the type ${type}. Turn it into text in the statement, ${way}.`,
  );
}

function integer(value: bigint, column: string): number {
  if (value >= -largestInteger && value <= largestInteger) return Number(value);
  throw new EngineError(
    'sql',
    `Column "${column}" holds ${value}, which is larger than a page can count exactly (2^53). Turn it into text with "${column}"::varchar.`,
  );
}
