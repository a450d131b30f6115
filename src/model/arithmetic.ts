import { param, sql, type Sql } from '../sql/sql.ts';

/**
 * What a formula is written in, so that the statement a person reads and the page compute it by the same words: `T` is a number
 * that may be missing, `C` a condition. Numbers are doubles in both. What follows from a missing number is missing.
 */
export interface Arithmetic<T, C> {
  readonly constant: (value: number) => T;
  readonly plus: (left: T, right: T) => T;
  readonly minus: (left: T, right: T) => T;
  readonly times: (left: T, right: T) => T;
  /** Missing where the right one is zero. */
  readonly over: (left: T, right: T) => T;
  /** Of a number that is not negative. */
  readonly root: (value: T) => T;
  readonly equal: (left: T, right: T) => C;
  /** Whether low ≤ value ≤ high; not so where one is missing. */
  readonly within: (low: T, value: T, high: T) => C;
  /** Missing where the condition does not hold and there is no `otherwise`. */
  readonly choose: (condition: C, then: T, otherwise?: T) => T;
}

/** Writes a formula over doubles. */
export const inSql: Arithmetic<Sql, Sql> = {
  constant: (value) => param(value, 'double'),
  plus: (left, right) => sql`(${left} + ${right})`,
  minus: (left, right) => sql`(${left} - ${right})`,
  times: (left, right) => sql`(${left} * ${right})`,
  over: (left, right) => sql`(${left} / nullif(${right}, 0))`,
  root: (value) => sql`sqrt(${value})`,
  equal: (left, right) => sql`${left} = ${right}`,
  within: (low, value, high) => sql`${value} >= ${low} and ${value} <= ${high}`,
  choose: (condition, then, otherwise) =>
    otherwise === undefined
      ? sql`(case when ${condition} then ${then} end)`
      : sql`(case when ${condition} then ${then} else ${otherwise} end)`,
};

/** What a formula can be written over. */
export function double(value: Sql): Sql {
  return sql`cast(${value} as double)`;
}

type Known = (left: number, right: number) => number | null;
/** Engines give no negative zero. */
const withoutSign = (value: number | null) => (value === 0 ? 0 : value);
const both = (compute: Known) => (left: number | null, right: number | null) =>
  left === null || right === null ? null : withoutSign(compute(left, right));

/** Computes a formula; null is what is missing. */
export const inNumbers: Arithmetic<number | null, boolean> = {
  constant: (value) => value,
  plus: both((left, right) => left + right),
  minus: both((left, right) => left - right),
  times: both((left, right) => left * right),
  over: both((left, right) => (right === 0 ? null : left / right)),
  root: (value) => (value === null ? null : Math.sqrt(value)),
  equal: (left, right) => left !== null && left === right,
  within: (low, value, high) => low !== null && value !== null && high !== null && value >= low && value <= high,
  choose: (condition, then, otherwise = null) => (condition ? then : otherwise),
};
