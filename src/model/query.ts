import type { Scalar, Sql } from '../sql/sql.ts';

/** A question to the marts: SQL, and what one row of the answer is. `row` throws when the engine gives something else. */
export interface Query<R> {
  readonly name: string;
  readonly sql: Sql;
  /** For questions whose rates the page computes from their counts. */
  readonly told?: Told;
  readonly row: (raw: Readonly<Record<string, Scalar>>) => R;
}

/** A question with everything that follows from its answer. */
export interface Told {
  /** As the question’s own, with the columns that follow. */
  readonly sql: Sql;
  /** What that gives, from a row of the question’s own. */
  readonly row: (raw: Readonly<Record<string, Scalar>>) => Readonly<Record<string, Scalar>>;
}
