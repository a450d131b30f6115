import { expect, it } from 'vitest';
import workerUrl from './duckdbWorker.ts?worker&url';
import { startWorker } from './lifeline.ts';

const url = new URL(workerUrl, document.baseURI).href;

it('notices a killed worker by its silence where the page has no Web Locks', async () => {
  const lifeline = startWorker(url, { locks: null, pingMs: 5 });
  await lifeline.ready;
  lifeline.worker.terminate();
  expect(await lifeline.died).toContain('answers');
});

it('says nothing about a worker that is ended on purpose', async () => {
  const lifeline = startWorker(url);
  await lifeline.ready;
  lifeline.end();
  const first = await Promise.race([lifeline.died, new Promise((resolve) => setTimeout(resolve, 100, 'silence'))]);
  expect(first).toBe('silence');
});
