import * as z from 'zod/mini';
import type { Row } from '../engine/engine.ts';
import { definitionVersion } from '../model/definitionVersion.ts';
import { canHash } from './dataVersion.ts';
import { type Fetch, filesAt } from './fetchFile.ts';
import type { FoundDataset } from './findDataset.ts';
import type { DataIssue } from './issue.ts';
import { verifyFile } from './verifyFile.ts';

/** What a file of answers holds: of which data, by which definitions, what the data’s check found, and the rows. */
export interface FirstAnswers {
  readonly dataVersion: string;
  readonly definitions: string;
  readonly issues: readonly DataIssue[];
  /** Rows as an engine gave them, by the key of the statement. */
  readonly answers: Readonly<Record<string, readonly Row[]>>;
}

const row = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]));
const shape = z.object({
  format: z.literal(1),
  dataVersion: z.string(),
  definitions: z.string(),
  // Written by our own build from the same type; the file’s hash is in the manifest.
  issues: z.array(z.custom<DataIssue>((value) => typeof value === 'object' && value !== null)),
  answers: z.record(z.string(), z.array(row)),
});

/** The content of the file. */
export function firstAnswersText(answers: FirstAnswers): string {
  return JSON.stringify({ format: 1, ...answers });
}

/**
 * The answers that lie beside a dataset of this site. Null when there are none, when they are of other data or other definitions,
 * when they were altered, and when this cannot be found out: then the engine answers, as it would without them. Never rejects.
 */
export async function fetchFirstAnswers(
  { manifest, base }: FoundDataset,
  { site, fetch, signal }: { site: string; fetch: Fetch; signal: AbortSignal },
): Promise<FirstAnswers | null> {
  const { answers: file, dataVersion } = manifest;
  // Whoever publishes elsewhere may promise anything: their numbers are computed here, from their rows.
  if (file === undefined || !canHash() || new URL(base).origin !== new URL(site).origin) return null;
  try {
    const promised = { ...file, table: 'sessions', format: 'csv', rows: null } as const;
    const bytes = await filesAt(base, fetch)(promised, () => undefined, signal);
    await verifyFile(file, bytes);
    const read = shape.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return read.dataVersion === dataVersion && read.definitions === definitionVersion() ? read : null;
  } catch {
    return null;
  }
}
