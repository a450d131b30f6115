import type { Query } from '../model/query.ts';
import { useDataSource } from './dataSource.ts';

/** More rows than this are not put into one file: they would not fit into the memory of the page. */
export const mostFileRows = 1_000_000;

/** Asks a question whose rows go into a file and are not kept; rejects with a sentence. Null while there is no engine. */
export function useAllRows(): (<R>(query: Query<R>) => Promise<readonly R[]>) | null {
  const { engine } = useDataSource();
  return engine === null ? null : async (query) => (await engine.run(query.sql)).map(query.row);
}
