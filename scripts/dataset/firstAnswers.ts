import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, Row } from '../../src/engine/engine.ts';
import { openNodeEngine } from '../../src/engine/node.ts';
import { type FirstAnswers, firstAnswersText } from '../../src/ingest/firstAnswers.ts';
import type { DataIssue } from '../../src/ingest/issue.ts';
import { loadDataset } from '../../src/ingest/loadDataset.ts';
import { type Manifest, parseManifest } from '../../src/ingest/manifest.ts';
import { jsonText } from '../../src/ingest/publishedManifest.ts';
import { definitionVersion } from '../../src/model/definitionVersion.ts';
import { answerKey } from '../../src/queries/answerKey.ts';
import { askFirstQuestions } from '../../src/queries/firstQuestions.ts';
import { defaultViewState } from '../../src/url/viewState.ts';

const fileName = 'answers.json';

/** Everything the first view asks, answered by an engine that holds the dataset. */
export async function firstAnswers(
  engine: Pick<Engine, 'run'>,
  { dataVersion }: Pick<Manifest, 'dataVersion'>,
  issues: readonly DataIssue[],
): Promise<FirstAnswers> {
  const answers: Record<string, readonly Row[]> = {};
  await askFirstQuestions(async ({ sql, row }) => {
    const rows = await engine.run(sql);
    answers[await answerKey(sql)] = rows;
    return rows.map(row);
  }, defaultViewState.counting);
  return { dataVersion, definitions: definitionVersion(), issues, answers };
}

/** Writes the answers into the dataset’s folder, and gives its manifest with them. */
export async function writeFirstAnswers(folder: string, manifest: Manifest, answers: FirstAnswers): Promise<Manifest> {
  const text = firstAnswersText(answers);
  await writeFile(join(folder, fileName), text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { ...manifest, answers: { file: fileName, bytes: Buffer.byteLength(text), sha256 } };
}

/**
 * Makes sure that the answers in a published dataset’s folder are those of this version of the page: reads the dataset and
 * answers anew where they are not. Gives whether it had to. Rejects as reading the dataset does.
 */
export async function renewFirstAnswers(folder: string): Promise<boolean> {
  const path = join(folder, 'manifest.json');
  const manifest = parseManifest(await readFile(path, 'utf8'), path);
  if (await areCurrent(folder, manifest)) return false;
  const engine = await openNodeEngine();
  try {
    const { issues } = await loadDataset({
      engine,
      delivery: manifest,
      readFile: ({ file }) => readFile(join(folder, file)),
    });
    const answers = await firstAnswers(engine, manifest, issues);
    await writeFile(path, jsonText(await writeFirstAnswers(folder, manifest, answers)));
    return true;
  } finally {
    await engine.close();
  }
}

async function areCurrent(folder: string, manifest: Manifest): Promise<boolean> {
  if (manifest.answers === undefined) return false;
  try {
    const text = await readFile(join(folder, manifest.answers.file), 'utf8');
    if (createHash('sha256').update(text).digest('hex') !== manifest.answers.sha256) return false;
    const { dataVersion, definitions, answers } = JSON.parse(text) as FirstAnswers;
    if (dataVersion !== manifest.dataVersion || definitions !== definitionVersion()) return false;
    const known = new Map(Object.entries(answers));
    await askFirstQuestions(async ({ sql, row }) => {
      const rows = known.get(await answerKey(sql));
      if (rows === undefined) throw new Error('This was not asked then.');
      return rows.map(row);
    }, defaultViewState.counting);
    return true;
  } catch {
    return false;
  }
}
