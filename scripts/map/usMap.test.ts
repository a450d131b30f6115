import { gzipSync } from 'node:zlib';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { usStateCodes } from '../../src/model/usStates.ts';
import { usMap } from './usMap.ts';

const text = await format(JSON.stringify(usMap()), { parser: 'json', printWidth: 120 });

it('src/charts/usMap.json is what comes out of the atlas', async () => {
  await expect(text).toMatchFileSnapshot('../../src/charts/usMap.json');
});

it('has every state, inside its frame, and a mark at sea for the small ones', () => {
  const { width, height, states } = usMap();
  expect(Object.keys(states)).toEqual([...usStateCodes].sort());
  const called = Object.entries(states).flatMap(([code, { callout }]) => (callout === undefined ? [] : [code]));
  expect(called).toEqual(['CT', 'DC', 'DE', 'MA', 'NJ', 'RI']);
  for (const { path, middle, callout = middle } of Object.values(states)) {
    expect(path).toMatch(/^M-?\d+,-?\d+l[\d, -]+z/);
    for (const [x, y] of [middle, callout]) {
      expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
    }
  }
});

it('is small enough to be sent with the page', () => {
  expect(gzipSync(text).length).toBeLessThan(30_000);
});
