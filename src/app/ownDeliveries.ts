import { DatasetError, fatal } from '../ingest/issue.ts';
import { ownId } from '../ingest/own/ownId.ts';
import type { OwnDelivery } from '../ingest/own/plan.ts';

/** The link shows files that somebody opened in a browser, and they are not in this one. */
export class OwnFilesMissingError extends DatasetError {
  constructor() {
    super(
      fatal(
        'This link shows files that were opened on someone’s own computer; they never left it. ' +
          'Choose the same files here to see what it shows.',
      ).issues,
    );
  }
}

/** Files opened during this visit, by dataset id; behind them those kept in this browser. */
const opened = new Map<string, OwnDelivery>();

/** Makes the files known for as long as the page lives; gives the id of their dataset back. */
export async function addOwnDelivery(delivery: OwnDelivery): Promise<string> {
  const id = await ownId(delivery);
  opened.set(id, delivery);
  return id;
}

/** The files of a dataset. Rejects with OwnFilesMissingError when this browser does not have them. */
export async function ownDelivery(id: string): Promise<OwnDelivery> {
  const inMemory = opened.get(id);
  if (inMemory !== undefined) return inMemory;
  const { openKept } = await import('../ownData/keep/keptFiles.ts');
  const kept = await openKept(id);
  if (kept === null) throw new OwnFilesMissingError();
  opened.set(id, kept);
  return kept;
}
