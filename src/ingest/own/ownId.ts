import { canHash, sha256 } from '../dataVersion.ts';
import { fileHash, plainHash, standInHash } from './fileHash.ts';
import type { OwnDelivery } from './plan.ts';

const pattern = /^own-[0-9a-f]{12}$/;

/** Whether a dataset id stands for files that a person opened in their browser. */
export function isOwnId(id: string): boolean {
  return pattern.test(id);
}

/**
 * The dataset id of these files read this way: the same on every machine, so that a colleague who opens the same files sees
 * what a link shows. Reads every file that is used. Where browsers hide their hash function (plain http) sizes and names have
 * to do.
 */
export async function ownId(delivery: OwnDelivery): Promise<string> {
  return `own-${(await ownVersion(delivery)).slice(0, 12)}`;
}

/** 16 hex digits: the same for the same files read the same way, whatever they are called and in whatever order. */
export async function ownVersion({ files, plans, currency }: OwnDelivery): Promise<string> {
  const parts: string[] = [];
  for (const { path, ...plan } of plans) {
    const file = files.find((candidate) => candidate.path === path);
    if (plan.table === null || file === undefined) continue;
    const hash = (await fileHash(file.blob)) ?? standInHash(path, file.blob);
    parts.push(`${hash} ${inOneOrder(plan)}`);
  }
  const told = JSON.stringify([parts.toSorted(), currency]);
  const hash = canHash() ? await sha256(new TextEncoder().encode(told)) : plainHash(told);
  return hash.slice(0, 16);
}

/** JSON with sorted keys: what is the same is written the same. */
function inOneOrder(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
