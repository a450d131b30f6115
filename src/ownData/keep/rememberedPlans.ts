import type { FilePlan } from '../../ingest/own/plan.ts';
import { ownStorage } from '../../state/ownStorage.ts';
import { parsePlan } from './keptDataset.ts';

const name = 'greenery.plans';
/** The oldest are forgotten. */
const plansKept = 50;

/** How a file of this shape was read last time; null for one that was never read, or whose memory is damaged. */
export function rememberedPlan(shape: string): FilePlan | null {
  return parsePlan(new Map(entries()).get(shape));
}

/** Keeps how a file of this shape is read, for the next one; nothing of the file itself. */
export function rememberPlan(shape: string, plan: FilePlan): void {
  const others = entries().filter(([known]) => known !== shape);
  ownStorage.setItem(name, JSON.stringify([...others, [shape, plan]].slice(-plansKept)));
}

function entries(): [shape: string, plan: unknown][] {
  try {
    const kept: unknown = JSON.parse(ownStorage.getItem(name) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((entry: unknown): [string, unknown][] =>
      Array.isArray(entry) && typeof entry[0] === 'string' ? [[entry[0], entry[1]]] : [],
    );
  } catch {
    return [];
  }
}
