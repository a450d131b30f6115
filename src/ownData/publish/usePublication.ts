import { useEffect, useRef, useState } from 'react';
import { type PersonalFinding, personalFindings } from '../../ingest/personalScan.ts';
import { publishedTables } from '../../ingest/publishedManifest.ts';
import { type MartSize, martSizesQuery } from '../../model/queries/martFacts.ts';
import type { PublishingEngine, PublishOptions, PublishProgress } from './publishDataset.ts';

/** What would be published, and what in it seems to tell who a person is. */
export interface Checked {
  readonly sizes: readonly MartSize[];
  readonly findings: readonly PersonalFinding[];
}

/** Where a publication is. Every stage but the first knows what the look through the data gave. */
export type Publication =
  | { readonly stage: 'new'; readonly failure: string | null }
  | { readonly stage: 'checking' }
  | { readonly stage: 'checked'; readonly checked: Checked; readonly said: Said | null }
  | { readonly stage: 'writing'; readonly checked: Checked; readonly progress: PublishProgress | null };

export interface Said {
  readonly tone: 'done' | 'failed';
  readonly sentence: string;
}

/** What is to be published, and how its file is handed over. */
export type Publishing = Pick<PublishOptions, 'about' | 'hideUsers'> & {
  /** Gives the sentence that is said then. */
  readonly handOver: (zip: Blob) => Promise<string>;
};

/** Looks through the engine's data, then publishes it; both can be cancelled, and are when it goes. An engine never changes: another needs a component of its own, by its key. */
export function usePublication(engine: PublishingEngine) {
  const [publication, setPublication] = useState<Publication>({ stage: 'new', failure: null });
  const work = useRef<AbortController | null>(null);
  /** Settles when the engine is cleared of the publication before: it would take away the tables of the next. */
  const cleared = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => () => work.current?.abort(), []);

  const begin = (): AbortSignal => {
    work.current?.abort();
    work.current = new AbortController();
    return work.current.signal;
  };

  const check = async (): Promise<void> => {
    const signal = begin();
    setPublication({ stage: 'checking' });
    try {
      const { sql, row } = martSizesQuery();
      const sizes = (await engine.run(sql, { signal })).map(row);
      const findings = await personalFindings((query, options) => engine.run(query, options), publishedTables, signal);
      if (!signal.aborted) setPublication({ stage: 'checked', checked: { sizes, findings }, said: null });
    } catch (error) {
      if (!signal.aborted) setPublication({ stage: 'new', failure: sentenceOf(error) });
    }
  };

  const publish = async (checked: Checked, { about, hideUsers, handOver }: Publishing): Promise<void> => {
    const signal = begin();
    const end = (said: Said | null) => setPublication({ stage: 'checked', checked, said });
    setPublication({ stage: 'writing', checked, progress: null });
    try {
      const { publishDataset } = await import('./publishDataset.ts');
      const report = (progress: PublishProgress) => {
        if (!signal.aborted) setPublication({ stage: 'writing', checked, progress });
      };
      const zips = cleared.current.then(() => publishDataset({ engine, about, hideUsers, report, signal }));
      cleared.current = zips.catch(() => undefined);
      const zip = await zips;
      if (!signal.aborted) end({ tone: 'done', sentence: await handOver(zip) });
    } catch (error) {
      if (!signal.aborted) end({ tone: 'failed', sentence: sentenceOf(error) });
    }
  };

  const cancel = (): void => {
    work.current?.abort();
    setPublication((now) =>
      now.stage === 'writing'
        ? {
            stage: 'checked',
            checked: now.checked,
            said: { tone: 'done', sentence: 'Cancelled. Nothing was written.' },
          }
        : { stage: 'new', failure: null },
    );
  };

  return { publication, check, publish, cancel };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The dataset could not be published. Try again.';
}
