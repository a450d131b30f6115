import { inspectFile, type ParquetHead } from '../ingest/own/inspectFile.ts';
import type { FileLook, FilePlan, OwnDelivery, OwnFile, RefusedFile } from '../ingest/own/plan.ts';
import { suggestPlans } from '../ingest/own/suggestPlan.ts';

const noParquet: ParquetHead = () => Promise.reject(new Error('Nothing reads Parquet here.'));

/** A file as a person would choose it. */
export function ownFile(path: string, content: string | Uint8Array): OwnFile {
  return { path, blob: new Blob([content as BlobPart]) };
}

/** What a look at a file tells; throws when it is refused. */
export async function lookAt(file: OwnFile, parquetHead = noParquet): Promise<FileLook> {
  const look = await inspectFile(file, { parquetHead });
  if ('sentence' in look) throw new Error(`${look.path}: ${look.sentence}`);
  return look;
}

/** Why a file is refused; throws when it is not. */
export async function refusalOf(file: OwnFile, parquetHead = noParquet): Promise<RefusedFile> {
  const look = await inspectFile(file, { parquetHead });
  if ('sentence' in look) return look;
  throw new Error(`${look.path} is not refused.`);
}

/** Files with the plans that are suggested for them; throws when something that is needed stays open. */
export async function suggestedDelivery(
  files: readonly OwnFile[],
  edit: (plan: FilePlan) => FilePlan = (plan) => plan,
): Promise<OwnDelivery> {
  const looks = await Promise.all(files.map((file) => lookAt(file)));
  const { plans, questions } = suggestPlans(looks, () => null);
  const open = questions.find(({ needed }) => needed);
  const edited = plans.map(edit);
  if (open !== undefined && edited.every((plan, index) => plan === plans[index])) {
    throw new Error(`${open.path}: ${open.sentence}`);
  }
  return { title: 'Mine', currency: 'EUR', files, plans: edited };
}
