import { expect, it } from 'vitest';
import { openNodeEngine } from '../../src/engine/node.ts';
import { eventsAtOnce } from './eventsAtOnce.ts';

it.each([
  ['1800MB', 4_000_000],
  ['18GB', 40_000_000],
  ['90MB', 200_000],
  ['2TB', 4_444_000_000],
])('with a memory of %s some %s events are grouped at a time', async (memoryLimit, events) => {
  const engine = await openNodeEngine({ memoryLimit });
  try {
    expect((await eventsAtOnce(engine)) / events).toBeCloseTo(1, 1);
  } finally {
    await engine.close();
  }
});
