import type { Scalar, Sql } from '../sql/sql.ts';

/** A question to the marts: SQL, and what one row of the answer is. `row` throws when the engine gives something else. */
export interface Query<R> {
  readonly name: string;
  readonly sql: Sql;
  readonly row: (raw: Readonly<Record<string, Scalar>>) => R;
}
