import { param, sql, type Sql } from '../sql/sql.ts';
import { type Engine, EngineError, type EngineErrorKind, type Row } from './engine.ts';

/** One promise every engine keeps. `check` rejects, with what was seen instead, when it is broken. */
export interface ContractCase {
  readonly title: string;
  readonly check: (engine: Engine) => Promise<void>;
}

/** Endless, and keeps the numbers of its right side while it runs. */
export const hungry = sql`select count(*) as n from range(1000000000) as a, range(1000000000) as b`;

/** `text` as the bytes of a file. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Rejects unless `query` gives exactly `rows`. */
export async function expectRows(engine: Engine, query: Sql, rows: readonly Row[]): Promise<void> {
  expectEqual(await engine.run(query), rows);
}

/** Does `work` in 64 MB. `reset` would not do afterwards: in DuckDB-WASM it changes what the setting says and nothing else. */
export async function withLittleMemory(engine: Engine, work: () => Promise<void>): Promise<void> {
  const [before] = await engine.run(sql`select current_setting('memory_limit') as memory`);
  await engine.exec(sql`set memory_limit = '64MB'`);
  try {
    await work();
  } finally {
    await engine.exec(sql`set memory_limit = ${param(before?.['memory'] ?? null, 'varchar')}`);
  }
}

/** Rejects unless the engine answers. */
export async function expectUsable(engine: Engine): Promise<void> {
  await expectRows(engine, sql`select 1 as n`, [{ n: 1 }]);
}

/** Rows and lists are plain, so their JSON tells them apart wholly. */
export function expectEqual(actual: unknown, expected: unknown): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (seen !== wanted) throw new Error(`Expected ${wanted}, got ${seen}`);
}

/** The error `act` rejects with; rejects itself when there is none, one of another kind, or one that is no sentence. */
export async function expectError(kind: EngineErrorKind, act: () => Promise<unknown>): Promise<EngineError> {
  const outcome = await act().then(
    () => 'no error',
    (error: unknown) => error,
  );
  if (!(outcome instanceof EngineError)) throw new Error(`Expected a "${kind}" error, got ${String(outcome)}`);
  if (outcome.kind !== kind) throw new Error(`Expected a "${kind}" error, got "${outcome.kind}": ${outcome.message}`);
  if (!/^.{10,}[.!?]$/s.test(outcome.message)) throw new Error(`Not a sentence: ${outcome.message}`);
  return outcome;
}
