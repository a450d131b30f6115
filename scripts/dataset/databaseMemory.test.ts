import { expect, it } from 'vitest';
import { openNodeEngine } from '../../src/engine/node.ts';
import { databaseMemory, eventsAtOnce, fitsUnpacked } from './databaseMemory.ts';

it.each([
  ['1800MB', 1.8e9],
  ['18GB', 18e9],
  ['90MB', 90e6],
  ['2TB', 2e12],
])('%s is %s bytes', async (memoryLimit, bytes) => {
  const engine = await openNodeEngine({ memoryLimit });
  try {
    expect((await databaseMemory(engine)) / bytes).toBeCloseTo(1, 1);
  } finally {
    await engine.close();
  }
});

it('is some of the machine’s where nothing is said', async () => {
  const engine = await openNodeEngine();
  try {
    expect(await databaseMemory(engine)).toBeGreaterThan(1e8);
  } finally {
    await engine.close();
  }
});

it('is enough for some millions of events at a time', () => {
  expect(eventsAtOnce(1.8e9)).toBe(4_000_000);
  expect(eventsAtOnce(90e6)).toBe(200_000);
});

it('holds tables unpacked that are a third of it as text', () => {
  expect([fitsUnpacked(999, 3000), fitsUnpacked(1000, 3000)]).toEqual([true, false]);
});
