import type { Engine } from '../engine/engine.ts';
import type { Query } from '../model/query.ts';

/** The parsed rows of a query. */
export async function ask<R>(engine: Pick<Engine, 'run'>, query: Query<R>): Promise<readonly R[]> {
  return (await engine.run(query.sql)).map(query.row);
}
