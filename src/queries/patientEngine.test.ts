import { expect, it } from 'vitest';
import type { Row } from '../engine/engine.ts';
import { inline } from '../sql/render.ts';
import { param, sql } from '../sql/sql.ts';
import { answerKey } from './answerKey.ts';
import { type AskedEngine, patientEngine } from './patientEngine.ts';

const known = sql`select ${param(1, 'integer')} as n`;
const third = sql`select ${param(3, 'integer')} as n`;
const other = sql`select ${param(2, 'integer')} as n`;

/** An engine that answers everything with the number of the question. */
function countingEngine(): AskedEngine & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    run: (query): Promise<Row[]> => {
      asked.push(inline(query));
      return Promise.resolve([{ n: asked.length }]);
    },
    ask: (text) => {
      asked.push(text);
      return Promise.resolve({ columns: [], rows: [], cut: false, tookMs: 0 });
    },
  };
}

async function patient() {
  return patientEngine(new Map([[await answerKey(known), [{ n: 41 }]]]));
}

it('gives what was answered ahead of time, and the rest when the engine is there, in order', async () => {
  const engine = await patient();
  const real = countingEngine();
  expect(await engine.run(known)).toEqual([{ n: 41 }]);
  const waiting = [engine.run(other), engine.ask('show tables', { mostRows: 1 })];
  await Promise.resolve();
  expect(real.asked).toEqual([]);
  engine.arrive(real);
  await Promise.all(waiting);
  expect(new Set(real.asked)).toEqual(new Set([inline(other), 'show tables']));
  expect(await engine.run(known)).toEqual([{ n: 41 }]);
});

it('never asks what nobody waits for any more', async () => {
  const engine = await patient();
  const real = countingEngine();
  const stop = new AbortController();
  const dropped = engine.run(other, { signal: stop.signal });
  const kept = engine.run(third);
  // Until it is known that nobody answered it ahead of time.
  await answerKey(third);
  await new Promise((resolve) => setTimeout(resolve));
  stop.abort();
  await expect(dropped).rejects.toThrow('Nobody waits');
  await expect(engine.run(other, { signal: stop.signal })).rejects.toThrow('aborted');
  engine.arrive(real);
  await kept;
  expect(real.asked).toEqual([inline(third)]);
});

it('keeps an answer under the very text of its statement', async () => {
  expect(await answerKey(known)).toMatch(/^[0-9a-f]{32}$/);
  expect(await answerKey(sql`select ${param(1, 'integer')} as n`)).toBe(await answerKey(known));
  expect(await answerKey(other)).not.toBe(await answerKey(known));
  expect(await answerKey(sql`select ${param('1', 'varchar')} as n`)).not.toBe(await answerKey(known));
});
