import { type QueryClient, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FileLook, FilePlan, OwnFile } from '../ingest/own/plan.ts';
import type { Trial } from '../ingest/own/trialLoad.ts';
import type { OwnDataTools } from './ownDataTools.ts';

/** Bytes of the first answer: some ten thousand records, in well under a second. */
const headBytes = 1_000_000;

/** Up to here all of a file is counted without being asked; packed ones are several times as large inside. */
const wholeUnasked = { plain: 20_000_000, gzip: 4_000_000 } as const;

/** Rows given back: more than are shown, for they also tell which event types there are. */
const trialRows = 500;
const settleMs = 300;

/** What a plan makes of a file, as far as it is known. */
export interface TrialState {
  /** Of this plan, or the last one of the file while this one is tried; null before the first. */
  readonly trial: Trial | null;
  /** `trial` is of an older plan. */
  readonly isStale: boolean;
  /** All of the file is being read. */
  readonly isCounting: boolean;
  /** Why trying itself failed. */
  readonly error: string | null;
  /** Null where all was counted, or is being. */
  readonly countAll: (() => void) | null;
}

function trialKey(file: OwnFile, plan: FilePlan | null, scope: 'head' | 'whole'): readonly unknown[] {
  const changedAt = file.blob instanceof File ? file.blob.lastModified : 0;
  return ['trial', file.path, file.blob.size, changedAt, plan, scope];
}

/** What is known of this plan already; null: it was not tried. */
export function knownTrial(client: QueryClient, file: OwnFile, plan: FilePlan): Trial | null {
  return (
    client.getQueryData<Trial>(trialKey(file, plan, 'whole')) ??
    client.getQueryData<Trial>(trialKey(file, plan, 'head')) ??
    null
  );
}

/** Tries a plan on its file: first on the beginning, then on all of it where that is quick or asked for. The latest plan wins. */
export function useTrial(
  client: QueryClient,
  tools: OwnDataTools,
  file: OwnFile | null,
  look: FileLook | null,
  plan: FilePlan | null,
): TrialState {
  const settled = useSettled(plan);
  const [wanted, setWanted] = useState<FilePlan | null>(null);
  const [last, setLast] = useState<{ readonly path: string; readonly trial: Trial } | null>(null);
  const isTried = file !== null && look !== null && settled !== null && settled.table !== null;
  const bytes = look?.bytes ?? 0;
  const isSmall = bytes <= headBytes && look?.isGzip !== true;
  const isQuick = bytes <= wholeUnasked[look?.isGzip === true ? 'gzip' : 'plain'];

  const ask = (scope: 'head' | 'whole', isEnabled: boolean) => ({
    queryKey: file === null ? ['trial'] : trialKey(file, settled, scope),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<Trial> => {
      if (file === null || settled === null) return Promise.reject(new Error('There is no file to try.'));
      return tools.trial(file, settled, { bytes: scope === 'head' ? headBytes : 'all', rows: trialRows, signal });
    },
    enabled: isEnabled && isTried,
  });
  const head = useQuery(ask('head', !isSmall), client);
  const isWholeWanted = isSmall || ((isQuick || wanted === settled) && !head.isPending);
  const whole = useQuery(ask('whole', isWholeWanted), client);

  const current = whole.data ?? head.data;
  if (current !== undefined && file !== null && last?.trial !== current) setLast({ path: file.path, trial: current });
  const old = last !== null && last.path === file?.path ? last.trial : null;
  const error = whole.error ?? head.error;
  const isWhole = current !== undefined && 'isWhole' in current && current.isWhole;
  const canCount = isTried && !isWhole && !whole.isFetching && current !== undefined && !('refused' in current);
  return {
    trial: current ?? old,
    isStale: plan !== settled || (current === undefined && error === null),
    isCounting: whole.isFetching && !isSmall,
    error: error === null ? null : error.message,
    countAll: canCount ? () => setWanted(settled) : null,
  };
}

/** The plan once it has not changed for a moment; another file’s at once. */
function useSettled(plan: FilePlan | null): FilePlan | null {
  const [settled, setSettled] = useState(plan);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(plan), settleMs);
    return () => clearTimeout(timer);
  }, [plan]);
  if (plan?.path !== settled?.path) {
    setSettled(plan);
    return plan;
  }
  return settled;
}
