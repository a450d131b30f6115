import type { Engine } from '../../src/engine/engine.ts';
import { parseDay } from '../../src/model/filters.ts';
import { factsQuery } from '../../src/model/queries/facts.ts';
import { orderSnapshotsQuery } from '../../src/model/queries/ordersStatus.ts';
import { stockSnapshotsQuery } from '../../src/model/queries/stockSnapshots.ts';
import { type Sql, sql } from '../../src/sql/sql.ts';
import { ask } from '../../src/testing/ask.ts';
import type { Asked, Drawn } from './questions.ts';

/** What can be asked of the shop that `engine` holds, with these filters. */
export async function askedOf(engine: Engine, drawn: Drawn): Promise<Asked> {
  const [facts] = await ask(engine, factsQuery());
  if (facts === undefined) throw new Error('There are no facts.');
  const snapshots = await ask(engine, stockSnapshotsQuery());
  const days = (await ask(engine, orderSnapshotsQuery())).map(({ day }) => day).sort();
  const [someDay] = [parseDay('2021-02-09')].flatMap((day) => day ?? []);
  const [a, b] = [days[0] ?? someDay, days.at(-1) ?? someDay];
  if (a === undefined || b === undefined) throw new Error('There is no day.');
  const texts = async (query: Sql) => (await engine.run(query)).map(({ text }) => String(text));
  return {
    ...drawn,
    facts,
    snapshots,
    a,
    b,
    products: await texts(sql`select name as text from products order by name limit 3`),
    sessions: await texts(sql`select session_id as text from sessions order by session_id limit 12`),
  };
}
