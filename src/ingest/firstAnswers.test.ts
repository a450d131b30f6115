import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { definitionVersion } from '../model/definitionVersion.ts';
import { fetchFirstAnswers, type FirstAnswers, firstAnswersText } from './firstAnswers.ts';
import type { Manifest } from './manifest.ts';

const site = 'https://shop.example/greenery/';
const good: FirstAnswers = {
  dataVersion: '0123456789abcdef',
  definitions: definitionVersion(),
  issues: [],
  answers: { ['a'.repeat(32)]: [{ n: 1, name: 'Pothos', none: null, yes: true }] },
};

interface Given {
  readonly text?: string;
  /** What the manifest promises; the text itself by default. */
  readonly promised?: string;
  readonly base?: string;
  readonly status?: number;
}

function fetched(given: Given = {}) {
  const { text = firstAnswersText(good), base = `${site}data/greenery/`, status = 200 } = given;
  const { promised = text } = given;
  const asked: string[] = [];
  const sha256 = createHash('sha256').update(promised).digest('hex');
  const manifest = {
    dataVersion: good.dataVersion,
    answers: { file: 'answers.json', bytes: Buffer.byteLength(promised), sha256 },
  } as Manifest;
  const fetch = (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response(text, { status }));
  };
  const signal = new AbortController().signal;
  return { asked, answers: fetchFirstAnswers({ manifest, base }, { site, fetch, signal }) };
}

it('reads what was written, under an address that names its content', async () => {
  const { asked, answers } = fetched();
  expect(await answers).toMatchObject(good);
  expect(asked).toEqual([expect.stringMatching(/data\/greenery\/answers\.json\?v=[0-9a-f]{16}$/)]);
});

it.each<[string, Given]>([
  ['were altered', { promised: firstAnswersText(good), text: firstAnswersText(good).replace('"n":1', '"n":2') }],
  ['are of other data', { text: firstAnswersText({ ...good, dataVersion: 'fedcba9876543210' }) }],
  ['are of other definitions', { text: firstAnswersText({ ...good, definitions: '000000' }) }],
  ['hold what is no plain value', { text: firstAnswersText(good).replace('"n":1', '"n":[1]') }],
  ['are no JSON', { text: 'answers' }],
  ['are missing', { status: 404 }],
])('are not used when they %s', async (_, given) => {
  expect(await fetched(given).answers).toBeNull();
});

it('are not even asked for on another site, whose promises are its own', async () => {
  const { asked, answers } = fetched({ base: 'https://elsewhere.example/data/greenery/' });
  expect(await answers).toBeNull();
  expect(asked).toEqual([]);
});
