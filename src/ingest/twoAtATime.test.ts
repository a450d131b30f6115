import { expect, it } from 'vitest';
import { twoAtATime } from './twoAtATime.ts';

it('gives the results in the order of the items, and never does more than two at a time', async () => {
  let running = 0;
  let most = 0;
  const results = await twoAtATime([5, 1, 4, 2, 3], async (item) => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn < item; turn++) await Promise.resolve();
    running--;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

it('rejects with the first failure when the other one is done, and begins no more', async () => {
  const begun: string[] = [];
  const ended: string[] = [];
  const work = async (item: string) => {
    begun.push(item);
    for (let turn = 0; turn < item.length; turn++) await Promise.resolve();
    if (item === 'no') throw new Error('No.');
    ended.push(item);
  };
  await expect(twoAtATime(['patience', 'no', 'never'], work)).rejects.toThrow('No.');
  expect(begun).toEqual(['patience', 'no']);
  expect(ended).toEqual(['patience']);
});

it('gives nothing for nothing', async () => {
  expect(await twoAtATime([], () => Promise.reject(new Error('Not asked for.')))).toEqual([]);
});
