import type { FileLook, FilePlan, OwnFile, RefusedFile } from '../ingest/own/plan.ts';
import type { Trial } from '../ingest/own/trialLoad.ts';
import type { CsvReading } from '../ingest/reading.ts';

/** Files that were kept in this browser. */
export interface KeptDataset {
  readonly id: string;
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** ISO, UTC. */
  readonly keptAt: string;
}

/** How much of a file is tried: its first bytes or all of it, and how many rows of that are given back. */
export interface TrialScope {
  readonly bytes: number | 'all';
  readonly rows: number;
  readonly signal?: AbortSignal | undefined;
}

/** What the screen needs of the page around it. */
export interface OwnDataTools {
  /** A look at the start of the file; `csv` says how it is written where a person knows better than the look does. */
  readonly inspect: (file: OwnFile, csv?: CsvReading) => Promise<FileLook | RefusedFile>;
  /** Loads the file, or its start, aside from the data on screen. The first call starts an engine for that. */
  readonly trial: (file: OwnFile, plan: FilePlan, how: TrialScope) => Promise<Trial>;
  readonly rememberedPlan: (shape: string) => FilePlan | null;
  readonly rememberPlan: (shape: string, plan: FilePlan) => void;
  readonly kept: {
    readonly list: () => Promise<readonly KeptDataset[]>;
    readonly remove: (id: string) => Promise<void>;
    /** False where the browser keeps no files, as in a private window. */
    readonly canKeep: boolean;
  };
}
