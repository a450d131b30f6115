import { ident, join, type Scalar, sql, type Sql } from '../sql/sql.ts';
import { type Arithmetic, double, inNumbers, inSql } from './arithmetic.ts';
import type { Query } from './query.ts';
import { rateIn, wilsonIn } from './rates.ts';
import { numberOrNull } from './row.ts';

/** A number that follows from other numbers of its row; `column` gives those. */
export type Formula = <T, C>(arithmetic: Arithmetic<T, C>, column: (name: string) => T) => T;
/** A column, or what follows from some. */
type Term = string | Formula;
/** Formulas by the name of the column they make. */
export type Derived = Readonly<Record<string, Formula>>;

function valueOf<T, C>(term: Term, arithmetic: Arithmetic<T, C>, column: (name: string) => T): T {
  return typeof term === 'string' ? column(term) : term(arithmetic, column);
}

/** The one less the other. */
export function less(left: Term, right: Term): Formula {
  return (arithmetic, column) =>
    arithmetic.minus(valueOf(left, arithmetic, column), valueOf(right, arithmetic, column));
}

/** The one and the other together. */
export function sum(left: Term, right: Term): Formula {
  return (arithmetic, column) => arithmetic.plus(valueOf(left, arithmetic, column), valueOf(right, arithmetic, column));
}

/** Part ÷ whole, as `rateIn`. */
export function ratio(part: Term, whole: Term): Formula {
  return (arithmetic, column) =>
    rateIn(arithmetic, valueOf(part, arithmetic, column), valueOf(whole, arithmetic, column));
}

/** 1 − part ÷ whole. */
export function shortOf(part: Term, whole: Term): Formula {
  return (arithmetic, column) => arithmetic.minus(arithmetic.constant(1), ratio(part, whole)(arithmetic, column));
}

/** Part ÷ whole as `name`, and the ends of its interval as `name_low` and `name_high`, as `wilsonIn`. */
export function rateWithInterval(name: string, part: Term, whole: Term): Derived {
  const end =
    (which: 'low' | 'high'): Formula =>
    (arithmetic, column) =>
      wilsonIn(arithmetic, valueOf(part, arithmetic, column), valueOf(whole, arithmetic, column))[which];
  return { [name]: ratio(part, whole), [`${name}_low`]: end('low'), [`${name}_high`]: end('high') };
}

/**
 * A question whose rates follow from its counts. An engine is asked for the counts alone, for what it costs to read a formula as SQL
 * is many times what it costs to compute it; the page computes the rest. `told` has the same formulas in SQL.
 */
export function withDerived<R>(query: Omit<Query<R>, 'told'>, derived: Derived): Query<R> {
  const column = (name: string): Sql => double(sql`answer.${ident(name)}`);
  const formulas = Object.entries(derived);
  const row = (raw: Row): Row => ({ ...raw, ...derive(derived, raw) });
  const told = {
    // Written when somebody looks at it: a page asks far more often.
    get sql() {
      const columns = formulas.map(([name, formula]) => sql`${formula(inSql, column)} as ${ident(name)}`);
      return sql`
with answer as (${query.sql}
)
select
  answer.*,
  ${join(columns, ',\n')}
from answer`;
    },
    row,
  };
  return { ...query, told, row: (raw) => query.row(row(raw)) };
}

type Row = Readonly<Record<string, Scalar>>;

/** What the formulas make of the columns of a row. Throws where one of those is no number. */
function derive(derived: Derived, raw: Row): Row {
  const column = (name: string) => numberOrNull(raw, name);
  return Object.fromEntries(Object.entries(derived).map(([name, formula]) => [name, formula(inNumbers, column)]));
}
