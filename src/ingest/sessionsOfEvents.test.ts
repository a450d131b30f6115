import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../engine/node.ts';
import { sql } from '../sql/sql.ts';
import { makeSessionsOfEvents } from './sessionsOfEvents.ts';

let engine: NodeEngine;
beforeAll(async () => {
  engine = await openNodeEngine();
  await engine.exec(sql`create schema raw`);
  // 2000 events of 201 sessions, one of which has no id; every seventh event has no time, some tell a place.
  await engine.exec(sql`
    create table raw.events as
    select
      'e' || i as event_id,
      case when i % 201 > 0 then 's' || (i % 201) end as session_id,
      'u' || (i % 40) as user_id,
      case i % 5 when 0 then 'add_to_cart' when 1 then 'checkout' when 2 then 'package_shipped' when 3 then 'page_view' end as event_type,
      case when i % 7 > 0 then timestamp '2024-01-01' + interval '1 minute' * (i * 37 % 1000) end as created_at,
      cast(null as varchar) as product_id,
      cast(null as varchar) as order_id,
      case when i % 11 = 0 then 'State ' || (i % 3) end as state,
      cast(null as varchar) as country
    from range(2000) as numbers(i)`);
});
afterAll(() => engine.close());

it.each([1, 2, 7, 500])(
  'sessions grouped in %s parts are the same, in the same order',
  async (parts) => {
    const made = async (eventsEach: number) => {
      await makeSessionsOfEvents(engine, undefined, eventsEach);
      const rows = await engine.run(
        sql`select rowid as place, cast(starts as varchar) as told from raw.session_starts as starts order by rowid`,
      );
      await engine.exec(sql`drop table raw.session_starts`);
      return rows;
    };
    const whole = await made(2000);
    expect(whole).toHaveLength(200);
    expect(await made(Math.ceil(2000 / parts))).toEqual(whole);
    const [left] = await engine.run(sql`select count(*) as tables from duckdb_tables() where schema_name = 'raw'`);
    expect(Number(left?.['tables'])).toBe(1);
  },
  60_000,
);
