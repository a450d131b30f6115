import { expect, it } from 'vitest';
import type { Row } from '../engine/engine.ts';
import { sql } from '../sql/sql.ts';
import { type Asked, laterDetails, withDetails } from './laterDetails.ts';

/** An engine that notes what it was asked. */
function notingEngine(): Asked & { readonly asked: string[] } {
  const asked: string[] = [];
  const note = (text: string) => void asked.push(text);
  return {
    asked,
    run: ({ chunks }): Promise<Row[]> => (note(chunks.join('')), Promise.resolve([])),
    arrow: ({ chunks }) => (note(chunks.join('')), Promise.resolve(new Uint8Array())),
    exec: ({ chunks }) => (note(chunks.join('')), Promise.resolve()),
    ask: (text) => (note(text), Promise.resolve({ columns: [], rows: [], cut: false, tookMs: 0 })),
  };
}

/** Events that come when the test says so. */
function awaitedEvents() {
  const attempts: { succeed: () => void; fail: (error: Error) => void; isAwaited: () => boolean }[] = [];
  const details = laterDetails(
    (isAwaited) => new Promise((succeed, fail) => attempts.push({ succeed, fail, isAwaited })),
  );
  return { details, attempts };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

it('lets only what names details wait, and fetches them once', async () => {
  const inner = notingEngine();
  const { details, attempts } = awaitedEvents();
  const engine = withDetails(inner, details);
  await engine.run(sql`select 1 from sessions`);
  expect(attempts).toHaveLength(0);
  const waiting = [
    engine.run(sql`select 2 from steps_out_of_order`),
    engine.ask('select 3 from Session_Events', { mostRows: 1 }),
    engine.arrow(sql`select 4 from session_events`),
    engine.exec(sql`create table copied as from session_events`),
  ];
  await engine.run(sql`select 5 from orders`);
  await turn();
  expect(inner.asked).toEqual(['select 1 from sessions', 'select 5 from orders']);
  expect(attempts).toHaveLength(1);
  attempts[0]?.succeed();
  await Promise.all(waiting);
  expect(inner.asked).toHaveLength(6);
  await engine.run(sql`select 6 from steps_out_of_order`);
  expect(attempts).toHaveLength(1);
});

it('tells who waits what went wrong, and tries again for the next one', async () => {
  const { details, attempts } = awaitedEvents();
  const engine = withDetails(notingEngine(), details);
  const first = engine.run(sql`from steps_out_of_order`);
  await turn();
  attempts[0]?.fail(new Error('details.duckdb is not on the server (404).'));
  await expect(first).rejects.toThrow('not on the server');
  const second = engine.run(sql`from steps_out_of_order`);
  await turn();
  attempts[1]?.succeed();
  expect(await second).toEqual([]);
});

it('leaves a question that is withdrawn unasked, and goes on fetching for the next one', async () => {
  const inner = notingEngine();
  const { details, attempts } = awaitedEvents();
  const engine = withDetails(inner, details);
  const stop = new AbortController();
  const dropped = engine.run(sql`from steps_out_of_order`, { signal: stop.signal });
  await turn();
  stop.abort();
  await expect(dropped).rejects.toMatchObject({ kind: 'cancelled' });
  await expect(engine.run(sql`from steps_out_of_order`, { signal: stop.signal })).rejects.toMatchObject({
    kind: 'cancelled',
  });
  const kept = engine.run(sql`from session_events`);
  attempts[0]?.succeed();
  await kept;
  expect(attempts).toHaveLength(1);
  expect(inner.asked).toEqual(['from session_events']);
});

it('fetches ahead without anybody waiting, and keeps its failure to itself', async () => {
  const { details, attempts } = awaitedEvents();
  details.begin();
  details.begin();
  expect(attempts.map(({ isAwaited }) => isAwaited())).toEqual([false]);
  attempts[0]?.fail(new Error('No network.'));
  await turn();
  const asked = details.arrive();
  expect(attempts.map(({ isAwaited }) => isAwaited())).toEqual([true, true]);
  attempts[1]?.succeed();
  await asked;
});
