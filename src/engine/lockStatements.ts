import { sql, type Sql } from '../sql/sql.ts';

/** What shuts DuckDB off for good; the last one makes the others final. See “Securing DuckDB” in its manual. */
export const lockStatements: readonly Sql[] = [
  sql`set autoinstall_known_extensions = false`,
  sql`set autoload_known_extensions = false`,
  sql`set allow_community_extensions = false`,
  sql`set enable_external_access = false`,
  sql`set lock_configuration = true`,
];
