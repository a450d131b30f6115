import { join, param, sql, type Sql } from '../sql/sql.ts';

/**
 * What shuts DuckDB off for good; the last one makes the others final. See “Securing DuckDB” in its manual. The database files
 * at the paths `later` can still be attached.
 */
export function lockStatements(later: readonly string[]): readonly Sql[] {
  // It looks for changes beside every file it attaches, also where it only reads.
  const paths = later.flatMap((path) => [path, `${path}.wal`]).map((path) => param(path, 'varchar'));
  return [
    ...(later.length === 0 ? [] : [sql`set allowed_paths = [${join(paths, ', ')}]`]),
    sql`set autoinstall_known_extensions = false`,
    sql`set autoload_known_extensions = false`,
    sql`set allow_community_extensions = false`,
    sql`set enable_external_access = false`,
    sql`set lock_configuration = true`,
  ];
}
