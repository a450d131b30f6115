import { expect, it } from 'vitest';
import { boundWorker } from './boundWorker.ts';
import { ownScript, trustedScriptUrl } from './trustedScript.ts';

/** Called a string, it is an object where the browser has Trusted Types. */
const textOf = (address: unknown) => String(address);

it('takes scripts of this site and blobs made here, and no others', () => {
  const blob = ownScript('export {};');
  const strangeBlob = URL.createObjectURL(new Blob(['export {};']));
  for (const address of [blob, '/sw.js', `${self.origin}/a.js`])
    expect(textOf(trustedScriptUrl(address))).toBe(address);
  const others = [
    '//elsewhere.example/a.js',
    'https://elsewhere.example/a.js',
    'data:text/javascript,1',
    'javascript:1',
  ];
  for (const address of [strangeBlob, ...others]) expect(() => trustedScriptUrl(address)).toThrow(TypeError);
});

it('starts a worker from a blob, which knows its name and imports the script', async () => {
  const script = ownScript('self.postMessage([self.name, self.location.protocol]);');
  const worker = boundWorker(script, { name: 'tom' });
  const said = await new Promise((resolve) => worker.addEventListener('message', ({ data }) => resolve(data)));
  worker.terminate();
  expect(said).toEqual(['tom', 'blob:']);
});

it('tells by an error event that the script is missing, and starts nothing from elsewhere', async () => {
  const worker = boundWorker(`${self.origin}/no-such-worker.js`);
  await new Promise((resolve) => worker.addEventListener('error', resolve, { once: true }));
  expect(() => boundWorker('https://elsewhere.example/worker.js')).toThrow(TypeError);
});
