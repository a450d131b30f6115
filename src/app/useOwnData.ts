import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { isOwnId } from '../ingest/own/ownId.ts';
import type { OwnDelivery } from '../ingest/own/plan.ts';
import type { DatasetState } from './datasetStore.ts';
import { addOwnDelivery, OwnFilesMissingError } from './ownDeliveries.ts';

interface OwnDataOptions {
  readonly dataset: DatasetState;
  /** Shows the dataset with this id. */
  readonly onDataset: (id: string) => void;
  readonly onRetry: () => void;
}

/** The screen for a person's own files: whether it is there, and what becomes of what they choose on it. */
export function useOwnData({ dataset, onDataset, onRetry }: OwnDataOptions) {
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const toKeep = useRef(new Map<string, OwnDelivery>());
  const { id, now } = dataset;
  const isOwn = id !== null && isOwnId(id);
  const error = isOwn && now.status === 'failed' ? now.error : null;

  const keep = useEffectEvent((ready: string) => {
    const delivery = toKeep.current.get(ready);
    if (delivery === undefined) return;
    toKeep.current.delete(ready);
    void import('../ownData/keep/keptFiles.ts')
      .then(({ keepDataset }) => keepDataset(ready, delivery))
      .catch((reason: unknown) => {
        setProblem(`The files could not be kept. ${reason instanceof Error ? reason.message : String(reason)}`);
      });
  });
  useEffect(() => {
    // What cannot be loaded is not worth keeping.
    if (id !== null && now.status === 'ready') keep(id);
  }, [id, now.status]);

  const open = async (delivery: OwnDelivery, isKept: boolean) => {
    setProblem(null);
    try {
      const own = await addOwnDelivery(delivery);
      if (isKept) toKeep.current.set(own, delivery);
      setOpen(false);
      if (own === id && error !== null) onRetry();
      else onDataset(own);
    } catch (reason) {
      setProblem(`The files could not be read. ${reason instanceof Error ? reason.message : String(reason)}`);
    }
  };

  return {
    isOpen,
    show: () => setOpen(true),
    /** Ends it for good: what was said there is forgotten. */
    close: () => {
      setOpen(false);
      setRound((last) => last + 1);
    },
    /** Another number when the screen begins afresh. */
    round,
    open,
    openKept: (kept: string) => {
      setOpen(false);
      onDataset(kept);
    },
    /** The link's own files, when this browser does not have them. */
    wanted: error instanceof OwnFilesMissingError ? id : null,
    /** Why they cannot be shown, other than that they are not here. */
    failure: error === null || error instanceof OwnFilesMissingError ? null : error.message,
    problem,
    dismissProblem: () => setProblem(null),
  };
}
